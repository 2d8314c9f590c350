#pragma once
// What the queue tells: events in the past tense, told after the commit that made them true.

#include <optional>
#include <string>

#include "vestibule/queue_desk_wire.hpp"
#include "vestibule/queue_kiosk_wire.hpp"
#include "vestibule/queue_reception_wire.hpp"
#include "vestibule/queue_screens_wire.hpp"

namespace vestibule::queue {

/// What every event about a token says of it.
struct TokenNote {
  TokenId token;
  std::string number;
  ServiceId service;
  std::string priority;
  State state = State::waiting;
  std::optional<DeskId> desk;
};
BOOST_DESCRIBE_STRUCT(TokenNote, (), (token, number, service, priority, state, desk))

struct TokenIssued {
  static constexpr std::string_view name = "queue.token_issued";
  TokenNote token;
  int ahead = 0;
  std::optional<WaitRange> wait;      ///< what was promised
  std::optional<std::string> reason;  ///< why it was given a higher class
};
BOOST_DESCRIBE_STRUCT(TokenIssued, (), (token, ahead, wait, reason))

struct TokenCalled {
  static constexpr std::string_view name = "queue.token_called";
  TokenNote token;
  AreaId area;
  std::int64_t sequence = 0;  ///< of the area's calls
  std::string call_code;
  Why why;
};
BOOST_DESCRIBE_STRUCT(TokenCalled, (), (token, area, sequence, call_code, why))

struct TokenRecalled {
  static constexpr std::string_view name = "queue.token_recalled";
  TokenNote token;
  AreaId area;
  std::int64_t sequence = 0;
  std::string call_code;
  int calls = 0;  ///< this one included
};
BOOST_DESCRIBE_STRUCT(TokenRecalled, (), (token, area, sequence, call_code, calls))

struct ServingStarted {
  static constexpr std::string_view name = "queue.serving_started";
  TokenNote token;
};
BOOST_DESCRIBE_STRUCT(ServingStarted, (), (token))

struct TokenFinished {
  static constexpr std::string_view name = "queue.token_finished";
  TokenNote token;
  std::optional<std::string> outcome;
};
BOOST_DESCRIBE_STRUCT(TokenFinished, (), (token, outcome))

struct TokenMissed {
  static constexpr std::string_view name = "queue.token_missed";  ///< a no-show
  TokenNote token;
};
BOOST_DESCRIBE_STRUCT(TokenMissed, (), (token))

struct TokenParked {
  static constexpr std::string_view name = "queue.token_parked";
  TokenNote token;
  int seconds = 0;  ///< until it waits again
};
BOOST_DESCRIBE_STRUCT(TokenParked, (), (token, seconds))

struct TokenReturned {
  static constexpr std::string_view name = "queue.token_returned";
  TokenNote token;
};
BOOST_DESCRIBE_STRUCT(TokenReturned, (), (token))

struct TokenTransferred {
  static constexpr std::string_view name = "queue.token_transferred";
  TokenNote token;
  ServiceId from;
};
BOOST_DESCRIBE_STRUCT(TokenTransferred, (), (token, from))

struct TokenSentOn {
  static constexpr std::string_view name = "queue.token_sent_on";
  TokenNote token;
  ServiceId from;
  PathwayId pathway;
  int stage = 0;  ///< counts from 0
};
BOOST_DESCRIBE_STRUCT(TokenSentOn, (), (token, from, pathway, stage))

struct PriorityChanged {
  static constexpr std::string_view name = "queue.priority_changed";
  TokenNote token;
  std::string before;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PriorityChanged, (), (token, before, reason))

struct TokenCancelled {
  static constexpr std::string_view name = "queue.token_cancelled";
  TokenNote token;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(TokenCancelled, (), (token, reason))

struct ActionUndone {
  static constexpr std::string_view name = "queue.action_undone";
  DeskId desk;
  std::string command;  ///< the one taken back
  std::optional<TokenNote> token;
};
BOOST_DESCRIBE_STRUCT(ActionUndone, (), (desk, command, token))

struct DeskChanged {
  static constexpr std::string_view name = "queue.desk_changed";
  DeskId desk;
  Attendance attendance = Attendance::closed;
};
BOOST_DESCRIBE_STRUCT(DeskChanged, (), (desk, attendance))

struct DayOpened {
  static constexpr std::string_view name = "queue.day_opened";
  std::chrono::year_month_day day{};
};
BOOST_DESCRIBE_STRUCT(DayOpened, (), (day))

struct DayClosed {
  static constexpr std::string_view name = "queue.day_closed";
  std::chrono::year_month_day day{};
  Counts counts;
};
BOOST_DESCRIBE_STRUCT(DayClosed, (), (day, counts))

/// Somebody is wanted at a kiosk: a patient said that it is urgent, or pressed the button that calls staff.
struct HelpWanted {
  static constexpr std::string_view name = "queue.help_wanted";
  HelpId help;
  AreaId area;
  HelpReason reason = HelpReason::staff;
  std::string kiosk;
  std::optional<std::string> number;  ///< of the token, if one was issued with it
  std::optional<ServiceId> service;
};
BOOST_DESCRIBE_STRUCT(HelpWanted, (), (help, area, reason, kiosk, number, service))

struct HelpAnswered {
  static constexpr std::string_view name = "queue.help_answered";
  HelpId help;
  AreaId area;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(HelpAnswered, (), (help, area, by))

struct AppointmentBooked {
  static constexpr std::string_view name = "queue.appointment_booked";
  Appointment appointment;
};
BOOST_DESCRIBE_STRUCT(AppointmentBooked, (), (appointment))

struct AppointmentCancelled {
  static constexpr std::string_view name = "queue.appointment_cancelled";
  Appointment appointment;
};
BOOST_DESCRIBE_STRUCT(AppointmentCancelled, (), (appointment))

/// A screen has shown or spoken a call.
struct CallShown {
  static constexpr std::string_view name = "queue.call_shown";
  AreaId area;
  std::int64_t sequence = 0;
  std::string device;
  Shown shown = Shown::painted;
};
BOOST_DESCRIBE_STRUCT(CallShown, (), (area, sequence, device, shown))

/// A kiosk has brought a token it gave while nobody could hear it.
struct TokenBrought {
  static constexpr std::string_view name = "queue.token_brought";
  TokenNote token;
  std::string kiosk;
  std::string number;  ///< the patient's
  Brought outcome = Brought::adopted;
};
BOOST_DESCRIBE_STRUCT(TokenBrought, (), (token, kiosk, number, outcome))

/// For staff, at once: a number that is in somebody's hand could not be put in the line.
struct NumberQuarantined {
  static constexpr std::string_view name = "queue.number_quarantined";
  Quarantined number;
};
BOOST_DESCRIBE_STRUCT(NumberQuarantined, (), (number))

/// For staff, at once: two machines speak in the name of one kiosk; the one meant here gives no numbers any more.
struct KioskFenced {
  static constexpr std::string_view name = "queue.kiosk_fenced";
  std::string kiosk;
  std::string mark;  ///< of the one fenced
  std::string why;   ///< "second_machine", "copied_disk", "replaced"
};
BOOST_DESCRIBE_STRUCT(KioskFenced, (), (kiosk, mark, why))

/// A kiosk's printer, or its journal, needs somebody; or does so no longer.
struct KioskChanged {
  static constexpr std::string_view name = "queue.kiosk_changed";
  KioskView kiosk;
};
BOOST_DESCRIBE_STRUCT(KioskChanged, (), (kiosk))
/// For staff, at once: a screen has fallen silent, stands still, is dark or cannot be heard, or (`seen`) is well again.
struct ScreenChanged {
  static constexpr std::string_view name = "queue.screen_changed";
  std::string device;
  AreaId area;
  ScreenState state = ScreenState::seen;
};
BOOST_DESCRIBE_STRUCT(ScreenChanged, (), (device, area, state))

struct ScreensTakenOver {
  static constexpr std::string_view name = "queue.screens_taken_over";
  std::vector<AreaId> areas;
  Takeover takeover;
};
BOOST_DESCRIBE_STRUCT(ScreensTakenOver, (), (areas, takeover))

struct TakeoverEnded {
  static constexpr std::string_view name = "queue.takeover_ended";
  std::vector<AreaId> areas;
};
BOOST_DESCRIBE_STRUCT(TakeoverEnded, (), (areas))

/// Somebody locked or unlocked a device, gave it a message, had it reload or asked what it shows.
struct DeviceOrdered {
  static constexpr std::string_view name = "queue.device_ordered";
  std::string device;
  DeviceOrders orders;
};
BOOST_DESCRIBE_STRUCT(DeviceOrdered, (), (device, orders))

}  // namespace vestibule::queue
