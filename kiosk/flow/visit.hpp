#pragma once
// One patient at the kiosk.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/queue_reception_wire.hpp>

#include "outside.hpp"

namespace vestibule::kiosk {

/// What somebody came to the kiosk for.
enum class Errand { number, appointment, ticket };

/// What can be typed.
enum class Field { name, age, contact, symptoms, preferred_time, code, birth, ticket };

/// Everything the kiosk knows about the person before it, in one value: wiping it is assigning an empty one.
struct Visit {
  std::string language;           ///< empty: nobody is there
  bool language_guessed = false;  ///< they scanned something before they chose one
  Errand errand = Errand::number;
  std::vector<std::string> path;  ///< the groups they went into, the outermost first
  std::optional<queue::ServiceId> service;
  std::optional<queue::UrgencyChoice> urgency;  ///< how urgent they said it is
  std::vector<queue::Need> needs;
  bool asking_needs = false;
  bool informed = false;                 ///< has read what the service says first
  bool accepts_wait = false;             ///< knows that the line is long
  std::map<Field, std::string> entries;  ///< what they typed; empty: left out
  std::optional<bool> shows_name;        ///< whether their initials may be shown
  std::string scanned;                   ///< an appointment's code or a ticket's secret, as the scanner read it
  bool by_hand = false;                  ///< they will type it instead
  bool as_walk_in = false;               ///< not in the time of their appointment, and will wait like everybody

  std::string typing;  ///< on the way to an entry
  std::size_t layer = 0;
  bool typed_wrong = false;  ///< what was typed cannot be

  std::string wish;  ///< request id of what was asked of the host; made once, whatever is touched
  std::optional<queue::IssueToken> asked;  ///< what that wish says, without what was told in confidence
  std::optional<queue::IssuedToken> token;
  bool alone = false;  ///< the kiosk gave the number itself
  int reprints = 0;
  std::optional<queue::CheckedIn> checked;
  std::optional<queue::TicketStatus> status;
  bool staff_told = false;  ///< without a token
  int misses = 0;           ///< codes that fitted nothing

  bool empty() const { return language.empty(); }
  bool urgent() const { return urgency && urgency->urgent; }
  /// What they told us, if anything.
  std::optional<queue::Visitor> visitor() const;
  void forget_code() {
    scanned.clear();
    by_hand = as_walk_in = false;
    for (const Field field : {Field::code, Field::birth, Field::ticket}) entries.erase(field);
    typing.clear();
  }
};

/// The service chosen, if the menu still has it.
inline const queue::MenuService* chosen_service(const Visit& visit, const queue::Menu& menu) {
  for (const auto& service : menu.services)
    if (service.service == visit.service) return &service;
  return nullptr;
}

/// "28021950" with the order of the day's parts as the keyboard has it; nothing if that is no date.
std::optional<std::chrono::year_month_day> typed_date(const std::string& digits, bool year_first);
/// "Z. Q." of "Zenobia Quill": the first letters of the first words, at most 15 bytes.
std::string initials(const std::string& name);

}  // namespace vestibule::kiosk
