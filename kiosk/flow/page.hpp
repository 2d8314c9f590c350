#pragma once
// What the kiosk shows: a plain value, made by the flow and painted by the screens.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "saying.hpp"

namespace vestibule::kiosk {

enum class PageKind {
  starting, unreachable, language, service, closed, urgency, asking, token, urgent, failed, out_of_service, pin, operator_desk,
  info,      ///< what a service says first
  question,  ///< a title, perhaps a text, some answers
  needs,     ///< any of the answers
  entry,     ///< something to type
  scan,      ///< something to hold under the scanner
  status,    ///< how a ticket stands
  notice     ///< what became of a check-in
};
BOOST_DESCRIBE_ENUM(PageKind, starting, unreachable, language, service, closed, urgency, asking, token, urgent, failed, out_of_service,
                    pin, operator_desk, info, question, needs, entry, scan, status, notice)

/// How much a choice asks to be seen.
enum class Look { plain, main, quiet, urgent, shut, chosen, key };

/// Something to touch.
struct Choice {
  std::string name;  ///< "language.ar", "service.blood", "back": what a touch says, and what tests and the demo look for
  Saying label;
  std::vector<Saying> details;  ///< smaller, beneath the label
  std::string emblem;           ///< a service's letter; a tick, so that not only the colour says what is chosen
  Look look = Look::plain;

  friend bool operator==(const Choice&, const Choice&) = default;
};

/// How pages are shown to this person: what they asked for on the kiosk, for this visit.
struct Manner {
  bool contrast = false;  ///< the theme of high contrast
  bool large = false;     ///< large text
  bool lowered = false;   ///< everything to touch in the bottom third

  friend bool operator==(const Manner&, const Manner&) = default;
};

/// The token as the patient sees it.
struct Shown {
  std::string number;  ///< the call code: what is called out, shown and printed
  Saying service;
  Saying area;
  Saying ahead;
  Saying wait;
  Saying paper;      ///< what to do about the ticket: wait for it, take it, or note the number; empty: nothing
  std::string code;  ///< to be scanned from the glass, because there is no paper; otherwise empty
  std::vector<Saying> why{};  ///< why it is not sooner

  friend bool operator==(const Shown&, const Shown&) = default;
};

/// What has been typed so far. The keys are the page's choices, row by row.
struct Typing {
  std::string text;       ///< as it is shown
  std::vector<int> rows;  ///< so many keys in each
  Saying hint;            ///< while nothing is typed

  friend bool operator==(const Typing&, const Typing&) = default;
};

struct Page {
  PageKind kind = PageKind::starting;
  std::uint64_t serial = 0;            ///< another one for each page; a touch names the page it was made on
  std::uint64_t revision = 0;          ///< rises with whatever changes; what has been painted at this revision is up to date
  std::string language;                ///< empty: nobody has chosen yet
  std::vector<std::string> languages;  ///< what it is said in: the one chosen, or each that can be
  Texts site;
  Saying title;
  std::vector<Saying> text;
  std::vector<Choice> choices;  ///< the answers, in the order shown
  std::vector<Choice> actions;  ///< back, done, leave: beside the answers
  std::vector<Choice> tools;    ///< small, on every page: how the page is shown; one in use is `main`
  Manner manner;
  std::optional<Shown> token;
  std::optional<Typing> entry{};
  std::vector<Saying> notices{};  ///< what everybody should know before they begin: a message of staff, that nothing can be printed
  Saying staff{};                 ///< what became of calling staff; empty: nobody has called
  bool ready = false;             ///< takes touches: not in its first moments, when they belong to the page before, nor after an answer
  std::optional<int> leaving_in;  ///< seconds until it returns to the start; whatever is touched keeps it

  friend bool operator==(const Page&, const Page&) = default;
};

/// Whether the page shows what is nobody else's to see: what a patient types or has told, the code of a ticket, a PIN.
bool confidential(const Page& page);

/// A finger on the screen. One that meets no choice has an empty name; it still says that somebody is there.
struct Touch {
  std::uint64_t page = 0;
  std::string choice;
  bool sure = false;  ///< they have found it by keys on this very page: it cannot have been meant for the one before
};

}  // namespace vestibule::kiosk
