#pragma once
// What desks, consoles and clerks send and read: the commands that move a token and the questions staff ask.

#include <optional>
#include <string>
#include <vector>

#include "vestibule/queue_wire.hpp"

namespace vestibule::queue {

/// Where a token is in its visit. Moving on to the next stage returns to `waiting` there.
enum class State { waiting, called, serving, parked, done, no_show, cancelled };
BOOST_DESCRIBE_ENUM(State, waiting, called, serving, parked, done, no_show, cancelled)

/// Whether somebody sits at the desk.
enum class Attendance { closed, open, paused };
BOOST_DESCRIBE_ENUM(Attendance, closed, open, paused)

/// Why a token went before others.
enum class Cause {
  in_turn,       ///< nobody had come earlier
  triage,        ///< its class is the more urgent
  appointment,   ///< its booked time has come, or the other's has not
  returned,      ///< it brought credit along: parked, transferred, or back with results
  waited_bound,  ///< it waited as long as anybody may
  this_desk,     ///< it was sent to this very desk, or the other to another one
  staff          ///< a person chose it and said why
};
BOOST_DESCRIBE_ENUM(Cause, in_turn, triage, appointment, returned, waited_bound, this_desk, staff)

/// Those of one class who had come earlier and were passed over by a call.
struct Passed {
  std::string priority;
  int count = 0;
  Cause cause = Cause::in_turn;
  std::string longest;      ///< number of the one who has waited longest
  int waited_seconds = 0;   ///< and how long
};
BOOST_DESCRIBE_STRUCT(Passed, (), (priority, count, cause, longest, waited_seconds))

/// "Why this one": the numbers a call was decided by. Credit is minutes waited times the class's rate.
struct Why {
  Cause cause = Cause::in_turn;
  std::string priority;
  int waited_seconds = 0;
  double rate = 1;
  double credit = 0;                  ///< whole points
  std::vector<Passed> passed;         ///< empty: nobody had come earlier
  std::optional<std::string> by;      ///< who chose, if a person did
  std::optional<std::string> reason;  ///< and why
};
BOOST_DESCRIBE_STRUCT(Why, (), (cause, priority, waited_seconds, rate, credit, passed, by, reason))

/// A token as staff see it.
struct TokenView {
  TokenId token;
  std::string number;
  std::string call_code;
  ServiceId service;
  std::string priority;
  State state = State::waiting;
  std::vector<Need> needs;
  std::optional<std::string> language;
  Instant issued_at{};
  int in_state_seconds = 0;             ///< how long it has been in this state
  int waited_seconds = 0;               ///< what counts as its wait: so far, or until it was called
  std::optional<Instant> booked;
  std::optional<DeskId> desk;           ///< where it is called or served; while waiting, the only desk that may call it
  int calls = 0;                        ///< how often it was called to that desk
  std::optional<PathwayId> pathway;
  int stage = 0;                        ///< counts from 0
  std::optional<WaitRange> promised;    ///< what it was told when it began to wait here
  bool overdue = false;                 ///< still waiting past the promised upper end: somebody should look
  int returns_in_seconds = 0;           ///< while parked: until it waits again
  std::optional<std::string> outcome;
};
BOOST_DESCRIBE_STRUCT(TokenView, (),
                      (token, number, call_code, service, priority, state, needs, language, issued_at, in_state_seconds, waited_seconds,
                       booked, desk, calls, pathway, stage, promised, overdue, returns_in_seconds, outcome))

/// How far the desk's last call has come: "seen on `painted` of `screens`, heard on `spoken` of `voices`".
struct Seen {
  int painted = 0;
  int spoken = 0;
  int screens = 0;            ///< that show the calls to this desk and are alive; before any has reported: those that ever acknowledged
  std::optional<int> voices{};  ///< those of them that speak; absent: no screen has reported
};
BOOST_DESCRIBE_STRUCT(Seen, (), (painted, spoken, screens, voices))

/// A desk with its current token: what every desk command answers.
struct DeskView {
  DeskId desk;
  Texts name;
  AreaId area;
  std::vector<ServiceId> services;
  Attendance attendance = Attendance::closed;
  std::optional<TokenView> token;
  std::optional<Why> why;           ///< of the current token's call
  std::optional<Seen> seen;
  int waiting = 0;                  ///< people this desk could call
  std::optional<std::string> undo;  ///< the command queue.undo would take back
};
BOOST_DESCRIBE_STRUCT(DeskView, (), (desk, name, area, services, attendance, token, why, seen, waiting, undo))

// ---- the day

struct OpenDay {
  std::optional<std::chrono::year_month_day> day;  ///< absent: today in the site's time zone
};
BOOST_DESCRIBE_STRUCT(OpenDay, (), (day))

/// What becomes of those who still wait, are parked or at a desk when the day closes.
enum class Rest { refuse, cancel };
BOOST_DESCRIBE_ENUM(Rest, refuse, cancel)

struct CloseDay {
  std::optional<Rest> rest;  ///< absent: refuse to close while somebody is there
};
BOOST_DESCRIBE_STRUCT(CloseDay, (), (rest))

/// issued = waiting + called + serving + parked + done + no_show + cancelled, always.
struct Counts {
  int issued = 0, waiting = 0, called = 0, serving = 0, parked = 0, done = 0, no_show = 0, cancelled = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (issued, waiting, called, serving, parked, done, no_show, cancelled))

/// Query queue.day, and the answer of queue.open_day and queue.close_day.
struct DayAsked {};
BOOST_DESCRIBE_STRUCT(DayAsked, (), ())

struct DayView {
  std::optional<std::chrono::year_month_day> day;  ///< absent before the first day was opened
  bool open = false;
  std::optional<Instant> opened_at;
  std::optional<Instant> closed_at;
  Counts counts;
  std::map<std::string, Counts> services;  ///< by the service a token is at now
};
BOOST_DESCRIBE_STRUCT(DayView, (), (day, open, opened_at, closed_at, counts, services))

// ---- desks. Each command answers with a DeskView.

struct OpenDesk { DeskId desk; };
BOOST_DESCRIBE_STRUCT(OpenDesk, (), (desk))
struct PauseDesk { DeskId desk; };
BOOST_DESCRIBE_STRUCT(PauseDesk, (), (desk))
struct CloseDesk { DeskId desk; };
BOOST_DESCRIBE_STRUCT(CloseDesk, (), (desk))

struct CallNext { DeskId desk; };
BOOST_DESCRIBE_STRUCT(CallNext, (), (desk))
struct CallToken {
  DeskId desk;
  TokenId token;
  std::string reason;  ///< stands in the fairness ledger
};
BOOST_DESCRIBE_STRUCT(CallToken, (), (desk, token, reason))
struct Recall { DeskId desk; };
BOOST_DESCRIBE_STRUCT(Recall, (), (desk))
struct Start { DeskId desk; };
BOOST_DESCRIBE_STRUCT(Start, (), (desk))
struct Finish {
  DeskId desk;
  std::optional<std::string> outcome;  ///< a code of the site's own: "referred"
};
BOOST_DESCRIBE_STRUCT(Finish, (), (desk, outcome))
struct NoShow {
  DeskId desk;
  std::optional<TokenId> token;  ///< if given, only if this one
  std::optional<int> calls;      ///< and only if it was called so often
};
BOOST_DESCRIBE_STRUCT(NoShow, (), (desk, token, calls))
struct SendOn {
  DeskId desk;
  std::optional<PathwayId> pathway;  ///< puts a token that has none on this one, at the stage it is at
  std::optional<ServiceId> to;       ///< which service of a stage with several; absent: the one with the fewest waiting
};
BOOST_DESCRIBE_STRUCT(SendOn, (), (desk, pathway, to))
struct Undo { DeskId desk; };
BOOST_DESCRIBE_STRUCT(Undo, (), (desk))

// ---- tokens, at a desk or not. With `desk`, it is that desk's action and can be undone there.

/// Exactly one of `desk` (its current token) and `token` (one that waits).
struct Park {
  std::optional<DeskId> desk;
  std::optional<TokenId> token;
  int minutes = 0;  ///< 1 to 1440 until it waits again
};
BOOST_DESCRIBE_STRUCT(Park, (), (desk, token, minutes))
/// Parked or no-show: it waits again, now.
struct Return { TokenId token; };
BOOST_DESCRIBE_STRUCT(Return, (), (token))
struct Transfer {
  std::optional<DeskId> desk;
  std::optional<TokenId> token;
  std::optional<ServiceId> service;  ///< absent: the same
  std::optional<DeskId> to_desk;     ///< only this desk may call it then, unless it closes
};
BOOST_DESCRIBE_STRUCT(Transfer, (), (desk, token, service, to_desk))
struct ChangePriority {
  TokenId token;
  std::string priority;
  std::string reason;
  std::optional<DeskId> desk;
};
BOOST_DESCRIBE_STRUCT(ChangePriority, (), (token, priority, reason, desk))
struct Cancel {
  TokenId token;
  std::string reason;
  std::optional<DeskId> desk;
};
BOOST_DESCRIBE_STRUCT(Cancel, (), (token, reason, desk))

// ---- queries

struct TokenAsked { TokenId token; };
BOOST_DESCRIBE_STRUCT(TokenAsked, (), (token))

/// Calls that went before this token since it began to wait here, by cause.
struct Overtakings {
  std::string priority;  ///< of those who went before
  Cause cause = Cause::in_turn;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(Overtakings, (), (priority, cause, count))

/// Query queue.token: "2 emergencies came first; 1 of 3 desks is on a break".
struct TokenStatus {
  TokenView token;
  std::optional<int> ahead;       ///< while waiting
  std::optional<WaitRange> wait;  ///< from now, while waiting and with history
  std::vector<Overtakings> overtaken_by;
  int desks_open = 0, desks_paused = 0, desks = 0;  ///< of its service
};
BOOST_DESCRIBE_STRUCT(TokenStatus, (), (token, ahead, wait, overtaken_by, desks_open, desks_paused, desks))

/// Query queue.waiting: who comes next for a service, or for a desk.
struct WaitingAsked {
  std::optional<ServiceId> service;
  std::optional<DeskId> desk;
  std::optional<int> limit;  ///< 1 to 500; absent: 50
};
BOOST_DESCRIBE_STRUCT(WaitingAsked, (), (service, desk, limit))
struct Waiting {
  int total = 0;
  std::vector<TokenView> tokens;  ///< the next one first
  std::vector<Why> whys{};        ///< for a desk: why each of them would be called, were it called now
};
BOOST_DESCRIBE_STRUCT(Waiting, (), (total, tokens, whys))

/// Query queue.desks.
struct DesksAsked {
  std::optional<AreaId> area;
};
BOOST_DESCRIBE_STRUCT(DesksAsked, (), (area))
struct Desks {
  std::vector<DeskView> desks;
};
BOOST_DESCRIBE_STRUCT(Desks, (), (desks))

/// Query queue.board.
struct BoardAsked { AreaId area; };
BOOST_DESCRIBE_STRUCT(BoardAsked, (), (area))

/// Query queue.fairness: the ledger, newest first.
struct FairnessAsked {
  std::optional<TokenId> token;     ///< only what concerns it, as the one who went before or the one passed over
  std::optional<ServiceId> service;
  std::optional<int> limit;         ///< 1 to 500; absent: 100
};
BOOST_DESCRIBE_STRUCT(FairnessAsked, (), (token, service, limit))
struct Overtaking {
  Instant at{};
  ServiceId service;
  std::optional<DeskId> desk;
  std::string number;               ///< who went before
  std::string priority;
  Passed passed;                    ///< whom
  std::string by;                   ///< who called
  std::optional<std::string> reason;
  bool undone = false;
};
BOOST_DESCRIBE_STRUCT(Overtaking, (), (at, service, desk, number, priority, passed, by, reason, undone))
struct Fairness {
  std::vector<Overtaking> overtakings;
};
BOOST_DESCRIBE_STRUCT(Fairness, (), (overtakings))

/// Query queue.coverage: how often what we said came true. Measured at the call.
struct CoverageAsked {
  std::optional<std::chrono::year_month_day> day;  ///< absent: all days
};
BOOST_DESCRIBE_STRUCT(CoverageAsked, (), (day))
struct ServiceCoverage {
  ServiceId service;
  int promised = 0;  ///< called tokens that had been shown a range
  int inside = 0;    ///< of those, called within it
  int sooner = 0;
  int later = 0;
};
BOOST_DESCRIBE_STRUCT(ServiceCoverage, (), (service, promised, inside, sooner, later))
struct Coverage {
  std::vector<ServiceCoverage> services;
};
BOOST_DESCRIBE_STRUCT(Coverage, (), (services))

}  // namespace vestibule::queue
