#pragma once
// The queue's messages that leave the process: what kiosks, screens and desks send and read. Fields are only ever added,
// and only as optional; a golden example of each message is kept in tests/wire.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vestibule/id.hpp"
#include "vestibule/instant.hpp"
#include "vestibule/json.hpp"

namespace vestibule::queue {

struct Area;
struct Desk;
struct Pathway;
struct Service;
struct Token;
using AreaId = Id<Area>;
using DeskId = Id<Desk>;
using PathwayId = Id<Pathway>;
using ServiceId = Id<Service>;
using TokenId = Id<Token>;

/// What changes how a call is made, never the medical priority.
enum class Need { deaf, blind, wheelchair, slow_walker, interpreter, child_alone };
BOOST_DESCRIBE_ENUM(Need, deaf, blind, wheelchair, slow_walker, interpreter, child_alone)

/// A text for people in each language the site has: {"en": "Blood test", "ar": "..."}.
using Texts = std::map<std::string, std::string>;

/// 10 to 90 % of comparable waits were inside this, in whole minutes from now.
struct WaitRange {
  int low = 0;
  int high = 0;
  friend bool operator==(const WaitRange&, const WaitRange&) = default;
};
BOOST_DESCRIBE_STRUCT(WaitRange, (), (low, high))

/// A time of day as people at the site read it, seen from now. In words: "today at 14:00", "on Monday at 08:00".
struct When {
  int in_days = 0;   ///< 0 is today
  int weekday = 1;   ///< 1 is Monday, 7 Sunday
  std::string time;  ///< "14:00"
  friend bool operator==(const When&, const When&) = default;
};
BOOST_DESCRIBE_STRUCT(When, (), (in_days, weekday, time))

// ---- query queue.menu: what a kiosk offers

struct MenuAsked {};
BOOST_DESCRIBE_STRUCT(MenuAsked, (), ())

/// An answer to the question "how urgent is it?"; `urgent` ones send the patient to `Menu::urgent_place` at once.
struct UrgencyChoice {
  std::string priority;  ///< the class it asks for
  Texts text;
  bool urgent = false;
};
BOOST_DESCRIBE_STRUCT(UrgencyChoice, (), (priority, text, urgent))

/// Services that stand under one button; `parent` is the group it stands in itself.
struct MenuGroup {
  std::string group;
  Texts name;
  std::optional<std::string> parent;
};
BOOST_DESCRIBE_STRUCT(MenuGroup, (), (group, name, parent))

/// Why a service takes nobody: the business day is not open; outside its hours; a day with hours of its own; no places left.
enum class ClosedBecause { day, hours, special_day, full };
BOOST_DESCRIBE_ENUM(ClosedBecause, day, hours, special_day, full)

struct Closed {
  ClosedBecause because = ClosedBecause::day;
  std::optional<When> opens;  ///< absent: nobody knows
};
BOOST_DESCRIBE_STRUCT(Closed, (), (because, opens))

/// What a service wants to know of a patient, who may always leave it out.
enum class Ask { name, age, contact, symptoms, preferred_time };
BOOST_DESCRIBE_ENUM(Ask, name, age, contact, symptoms, preferred_time)

struct MenuService {
  ServiceId service;
  std::string letter;
  Texts name;
  AreaId area;
  bool open = false;                    ///< takes new tokens now
  int waiting = 0;                      ///< people waiting for it
  std::optional<WaitRange> wait;        ///< for somebody who comes now; absent while there is no history
  std::vector<UrgencyChoice> urgency;   ///< empty: the kiosk does not ask
  Texts area_name;                      ///< for a kiosk that gives numbers on its own
  std::optional<std::string> group{};   ///< where it stands in the tree; absent: at its root
  std::optional<Closed> closed{};       ///< why and until when, while it is not open
  Texts info{};                         ///< to be read before a number is taken; empty: nothing
  std::vector<Ask> asks{};              ///< asked in the order of the enum
  std::optional<bool> long_queue{};     ///< the line is so long now that the patient is asked first
  std::optional<bool> shows_name{};     ///< the patient may choose to be called with initials
  std::optional<bool> private_codes{};  ///< what is called tells nobody who came first: so do numbers a kiosk gives on its own
};
BOOST_DESCRIBE_STRUCT(MenuService, (),
                      (service, letter, name, area, open, waiting, wait, urgency, area_name, group, closed, info, asks, long_queue, shows_name, private_codes))

struct Menu {
  Texts site;
  std::vector<std::string> languages;  ///< BCP 47, in the order shown
  std::vector<MenuService> services;
  Texts urgent_place;                  ///< "Go to the red door on your left"
  std::vector<MenuGroup> groups{};     ///< in the order shown
  std::optional<bool> appointments{};  ///< some service takes patients with an appointment
};
BOOST_DESCRIBE_STRUCT(Menu, (), (site, languages, services, urgent_place, groups, appointments))

// ---- command queue.issue_token

/// What a patient told us for the people who will see them. Never on a screen, in an event or in the journal; read by
/// queue.visitor alone, and erased when the day is closed (or some days later, if the site says so).
struct Visitor {
  std::optional<Private<std::string>> name;
  std::optional<Private<int>> age;
  std::optional<Private<std::string>> contact;
  std::optional<Private<std::string>> symptoms;
  std::optional<Private<std::string>> preferred_time;
};
BOOST_DESCRIBE_STRUCT(Visitor, (), (name, age, contact, symptoms, preferred_time))

struct IssueToken {
  ServiceId service;
  std::optional<std::string> priority;    ///< a class of the service; absent: its ordinary one
  std::vector<Need> needs;
  std::optional<std::string> language;    ///< the patient's, BCP 47
  std::optional<Instant> booked;          ///< the appointment's time, if there is one
  std::optional<PathwayId> pathway;       ///< several services with this one token; `service` is then its first stage
  std::optional<std::string> reason;      ///< why somebody else than the patient asked for a higher class
  std::optional<TokenId> token;           ///< the id it shall have: a kiosk that may have to give the number itself chooses it
  std::optional<Visitor> visitor{};
  std::optional<Private<std::string>> shown_name{};  ///< initials that the patient agreed to have shown; at most 15 bytes
};
BOOST_DESCRIBE_STRUCT(IssueToken, (), (service, priority, needs, language, booked, pathway, reason, token, visitor, shown_name))

struct IssuedToken {
  TokenId token;
  std::string number;     ///< "A017"
  std::string call_code;  ///< what is shown and spoken; by default the number
  ServiceId service;
  Texts service_name;
  Texts area_name;
  int ahead = 0;                   ///< people who would be called before this one as things stand
  std::optional<WaitRange> wait;   ///< what was promised
  Instant issued_at{};
  std::optional<std::string> secret{};  ///< what the ticket's code holds: whoever has it may ask queue.token_status
};
BOOST_DESCRIBE_STRUCT(IssuedToken, (), (token, number, call_code, service, service_name, area_name, ahead, wait, issued_at, secret))

// ---- retained state board/<area>, and query queue.calls_since

/// One call, as a screen shows and speaks it.
struct BoardCall {
  std::int64_t sequence = 0;  ///< counts the calls of the area without gaps, from 1
  std::string call_code;
  DeskId desk;
  Texts desk_name;
  Texts service_name;
  bool recall = false;
  std::optional<std::string> language;  ///< the patient's
  std::vector<Need> needs;
  Instant at{};
  std::optional<bool> withdrawn;        ///< the desk took it back: do not begin to show it any more
  std::optional<Texts> desk_way{};      ///< how to find the desk, for somebody who does not see it
  std::optional<std::string> shown_name{};  ///< initials, by the patient's consent for this visit
};
BOOST_DESCRIBE_STRUCT(BoardCall, (),
                      (sequence, call_code, desk, desk_name, service_name, recall, language, needs, at, withdrawn, desk_way, shown_name))

/// What people wait for in an area, and how long it takes.
struct BoardService {
  ServiceId service;
  Texts name;
  int waiting = 0;
  std::optional<WaitRange> wait;  ///< for somebody who comes now; absent while nobody can say
};
BOOST_DESCRIBE_STRUCT(BoardService, (), (service, name, waiting, wait))

/// What somebody who stands before a room is to know: `free` means nobody is in there and nobody is called.
enum class Door { closed, paused, free, called, serving };
BOOST_DESCRIBE_ENUM(Door, closed, paused, free, called, serving)

struct BoardDesk {
  DeskId desk;
  Texts name;
  Door door = Door::closed;
  std::optional<std::string> call_code;   ///< who is called or being served
  std::optional<std::string> shown_name;  ///< as in BoardCall
};
BOOST_DESCRIBE_STRUCT(BoardDesk, (), (desk, name, door, call_code, shown_name))

enum class TakeoverLevel { notice, warning, emergency };
BOOST_DESCRIBE_ENUM(TakeoverLevel, notice, warning, emergency)

/// What goes before everything else on every screen of the area until it is ended.
struct Takeover {
  Texts texts;
  TakeoverLevel level = TakeoverLevel::emergency;
  Instant since{};
};
BOOST_DESCRIBE_STRUCT(Takeover, (), (texts, level, since))

/// `calls` holds the last 24, oldest first: a screen shows each whose sequence is above the last one it has shown.
/// If the first of them leaves a gap, it asks queue.calls_since.
struct Board {
  AreaId area;
  Texts name;
  std::vector<BoardCall> calls;
  std::vector<std::string> now;   ///< call codes called and not yet being served, newest first
  std::vector<std::string> next;  ///< call codes of those who come next, at most 6
  int waiting = 0;
  std::optional<bool> open{};          ///< false: the business day is closed
  std::vector<BoardService> services{};
  std::vector<BoardDesk> desks{};      ///< those that stand in the area
  std::optional<Takeover> takeover{};
};
BOOST_DESCRIBE_STRUCT(Board, (), (area, name, calls, now, next, waiting, open, services, desks, takeover))

struct CallsSince {
  AreaId area;
  std::int64_t after = 0;
};
BOOST_DESCRIBE_STRUCT(CallsSince, (), (area, after))

/// An answer holds at most 100 calls and 48 KiB. With `more`, the rest is asked for after the last of them. Calls before
/// the area's last 1,000 are not told any more.
struct Calls {
  std::vector<BoardCall> calls;  ///< oldest first
  std::optional<bool> more;      ///< true: these are not all
};
BOOST_DESCRIBE_STRUCT(Calls, (), (calls, more))

// ---- command queue.acknowledge_call: what a screen says once the call has been painted (or spoken)

enum class Shown { painted, spoken };
BOOST_DESCRIBE_ENUM(Shown, painted, spoken)

struct AcknowledgeCall {
  AreaId area;
  std::int64_t sequence = 0;
  Shown shown = Shown::painted;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeCall, (), (area, sequence, shown))

}  // namespace vestibule::queue
