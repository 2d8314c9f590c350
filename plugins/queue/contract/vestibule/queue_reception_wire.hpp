#pragma once
// What a kiosk does besides giving numbers: calls staff, checks in whoever has an appointment, says how a ticket stands.

#include <optional>
#include <string>
#include <vector>

#include "vestibule/queue_desk_wire.hpp"

namespace vestibule::queue {

// ---- staff are wanted: command queue.call_staff, retained state help/<area>, command queue.answer_help

struct HelpCall;
using HelpId = Id<HelpCall>;

/// A patient said that it is urgent; or pressed the button that calls somebody.
enum class HelpReason { urgent, staff };
BOOST_DESCRIBE_ENUM(HelpReason, urgent, staff)

/// From a kiosk the file knows, the call goes to that kiosk's area; otherwise to `area`, or the first area of the file.
struct CallStaff {
  std::string kiosk;  ///< its name, as staff know it
  HelpReason reason = HelpReason::staff;
  std::optional<std::string> language;
  std::vector<Need> needs;
  std::optional<AreaId> area;
};
BOOST_DESCRIBE_STRUCT(CallStaff, (), (kiosk, reason, language, needs, area))

/// One who wants help and has not been answered yet.
struct HelpCall {
  HelpId help;
  AreaId area;
  HelpReason reason = HelpReason::staff;
  std::string kiosk;                 ///< who asks: the kiosk's name
  Texts place;                       ///< where that is, if the file says so
  std::optional<std::string> code;   ///< the call code of the token that was issued with it
  std::optional<ServiceId> service;
  std::optional<std::string> language;
  std::vector<Need> needs;
  Instant at{};
  int calls = 1;                     ///< how often it was asked for since
};
BOOST_DESCRIBE_STRUCT(HelpCall, (), (help, area, reason, kiosk, place, code, service, language, needs, at, calls))

/// Retained at help/<area>, and the answer of queue.help: urgent ones first, then the oldest first.
struct HelpList {
  AreaId area;
  std::vector<HelpCall> calls;  ///< at most 32; what came later waits for its turn
};
BOOST_DESCRIBE_STRUCT(HelpList, (), (area, calls))

struct HelpAsked { AreaId area; };
BOOST_DESCRIBE_STRUCT(HelpAsked, (), (area))

/// Somebody goes there. Conflict if somebody has gone already.
struct AnswerHelp { HelpId help; };
BOOST_DESCRIBE_STRUCT(AnswerHelp, (), (help))

// ---- numbers that staff give although the service is closed or full: command queue.issue_anyway

struct IssueAnyway {
  IssueToken token;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(IssueAnyway, (), (token, reason))

// ---- appointments

/// Command queue.book_appointment; answers with an Appointment. The code is 4 to 32 of A-Z 0-9 -, and unique among those
/// still to come; small letters count as large ones.
struct BookAppointment {
  std::string code;
  Private<std::chrono::year_month_day> birth_date;
  ServiceId service;
  Instant at{};
  std::optional<std::string> language;
  std::vector<Need> needs;
};
BOOST_DESCRIBE_STRUCT(BookAppointment, (), (code, birth_date, service, at, language, needs))

struct CancelAppointment { std::string code; };
BOOST_DESCRIBE_STRUCT(CancelAppointment, (), (code))

struct Appointment {
  std::string code;
  ServiceId service;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Appointment, (), (code, service, at))

/// Command queue.check_in: by a code that was scanned, or by a code that was typed together with the date of birth.
struct CheckIn {
  std::string code;
  bool scanned = false;
  std::optional<Private<std::chrono::year_month_day>> birth_date;  ///< needed unless scanned
  std::optional<std::string> language;  ///< of the kiosk's page; otherwise the appointment's
  std::vector<Need> needs;              ///< besides the appointment's
  std::optional<bool> as_walk_in;       ///< too early or too late, and willing to wait like everybody
};
BOOST_DESCRIBE_STRUCT(CheckIn, (), (code, scanned, birth_date, language, needs, as_walk_in))

/// unknown: no appointment fits what was said. too_often: this kiosk has guessed too much and must wait a while.
enum class CheckInOutcome { here, early, late, other_day, used, cancelled, closed, unknown, too_often };
BOOST_DESCRIBE_ENUM(CheckInOutcome, here, early, late, other_day, used, cancelled, closed, unknown, too_often)

struct CheckedIn {
  CheckInOutcome outcome = CheckInOutcome::unknown;
  std::optional<IssuedToken> token;     ///< if here
  std::optional<When> at;               ///< when the appointment is; only for whoever proved to be the patient
  std::optional<When> from;             ///< if early: when to come
  std::optional<ServiceId> service;
  Texts service_name;
  std::optional<std::string> language;  ///< the appointment's
};
BOOST_DESCRIBE_STRUCT(CheckedIn, (), (outcome, token, at, from, service, service_name, language))

// ---- query queue.token_status: how a ticket stands, for whoever holds it

/// Exactly one of them: what the ticket's code holds, or the call code on it, typed.
struct TicketAsked {
  std::optional<std::string> secret;
  std::optional<std::string> call_code;
};
BOOST_DESCRIBE_STRUCT(TicketAsked, (), (secret, call_code))

/// Calls that went before it, told by cause and urgency alone.
struct CameFirst {
  Cause cause = Cause::in_turn;
  bool at_once = false;  ///< of a class that is to be seen at once: an emergency
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(CameFirst, (), (cause, at_once, count))

struct TicketStatus {
  std::string number;
  std::string call_code;
  State state = State::waiting;
  Texts service_name;
  Texts area_name;
  std::optional<int> ahead;              ///< while waiting
  std::optional<WaitRange> wait;         ///< from now
  std::vector<CameFirst> came_first;     ///< since it began to wait
  int desks_open = 0, desks_paused = 0;  ///< of its service
  Texts desk_name;                       ///< where it is called to
  std::optional<int> returns_in_minutes; ///< while parked
  std::optional<std::string> language;   ///< the patient's
};
BOOST_DESCRIBE_STRUCT(TicketStatus, (),
                      (number, call_code, state, service_name, area_name, ahead, wait, came_first, desks_open, desks_paused, desk_name,
                       returns_in_minutes, language))

// ---- query queue.visitor: what the patient told us, for the people who will see them. Answers with a Visitor.

struct VisitorAsked { TokenId token; };
BOOST_DESCRIBE_STRUCT(VisitorAsked, (), (token))

}  // namespace vestibule::queue
