#pragma once
// One patient's place, and what a desk is doing: the values that every action changes.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <vestibule/queue_desk_wire.hpp>

#include "hospital.hpp"
#include "moment.hpp"
#include "short_text.hpp"

namespace vestibule::queue {

/// Needs as bits, in the order of the enum.
using Needs = std::uint8_t;

/// What was told to a patient who began to wait, and what it was reckoned from.
struct Promise {
  int ahead = 0;
  int desks = 0;                   ///< open for the service then
  Duration point{};                ///< zero: there was nothing to reckon from
  std::optional<WaitRange> range;
  friend bool operator==(const Promise&, const Promise&) = default;
};

/// A kiosk's own numbers are kept as mark x this + counter: so day, service and counter are unique for them too.
inline constexpr int kiosk_counters = 1'000'000;

struct Token {
  ShortText<15> short_id;             ///< the id's text
  ShortText<11> number;               ///< "A017"
  int counter = 0;                    ///< 17
  ShortText<11> code;                 ///< a secret call code, or the number a kiosk gave instead; empty: the number is called
  std::int64_t serial = 0;            ///< counts all tokens of the house; breaks ties
  const std::string* language = nullptr;  ///< one of the hospital's, if the patient chose one
  Needs needs = 0;
  std::int8_t stage = 0;
  std::uint8_t stage_left = 0;        ///< which services of the stage are still to come, as bits; this one is not
  State state = State::waiting;
  bool returned = false;              ///< brought its credit from an earlier wait
  const Service* numbered_by = nullptr;  ///< whose letter and counter the number has
  const Service* service = nullptr;
  const Priority* priority = nullptr;
  const Desk* desk = nullptr;         ///< where called or served; while waiting, the only desk that may call it
  const Pathway* pathway = nullptr;
  Instant issued_at{};
  std::optional<Instant> booked;
  Moment joined{};                    ///< when it began to wait here
  Duration credit{};                  ///< time it counts as having waited before that; once called: its whole wait
  Moment since{};                     ///< when its present state began
  Moment returns{};                   ///< while parked
  int calls = 0;
  Promise promise;
  std::vector<std::pair<const Service*, Duration>> earned;  ///< waits at earlier stages, for coming back with results
  std::string outcome;
  int revision = 0;                   ///< counts its changes

  TokenId id() const { return TokenId{short_id.text()}; }
  std::string call_code() const { return code.empty() ? number.text() : code.text(); }
  /// As if it had come at this moment and waited in one go: the order within a class.
  Moment effective() const { return joined - credit; }
  bool at_desk() const { return state == State::called || state == State::serving; }
  /// Numbered by a kiosk on its own: its mark and counter in one, far above what the host counts to.
  bool by_kiosk() const { return counter >= kiosk_counters; }
  bool over() const { return state == State::done || state == State::no_show || state == State::cancelled; }

  friend bool operator==(const Token&, const Token&) = default;
};

/// A desk as it is now.
struct DeskNow {
  const Desk* desk = nullptr;
  Attendance attendance = Attendance::closed;
  TokenId token;            ///< the current one; empty if none
  std::optional<Why> why;   ///< of its call
  std::string by;           ///< who called it, or began to serve it: they attend to it while it is here
  std::int64_t call = 0;    ///< the area's sequence number of its last call
  Moment since{};
  int revision = 0;

  friend bool operator==(const DeskNow& a, const DeskNow& b) {
    return a.desk == b.desk && a.attendance == b.attendance && a.token == b.token && a.by == b.by && a.call == b.call && a.since == b.since &&
           a.revision == b.revision && encode(a.why) == encode(b.why);
  }
};

/// The order `Token::earned` is kept in.
void sort_by_service(std::vector<std::pair<const Service*, Duration>>& earned);

/// What closing the day makes of a visit that is not over: served ones are done, the others cancelled. The store does the
/// same to all rows in one statement.
void close_visit(Token& token, Moment now);
void close_for_the_night(DeskNow& desk, Moment now);
inline constexpr const char* day_closed = "day_closed";

inline Needs needs_of(const std::vector<Need>& needs) {
  unsigned bits = 0;
  for (const Need need : needs) bits |= 1u << static_cast<unsigned>(need);
  return static_cast<Needs>(bits);
}

inline std::vector<Need> needs_in(Needs bits) {
  std::vector<Need> needs;
  for (const Need need : {Need::deaf, Need::blind, Need::wheelchair, Need::slow_walker, Need::interpreter, Need::child_alone})
    if (bits >> static_cast<unsigned>(need) & 1u) needs.push_back(need);
  return needs;
}

/// How to find the desk, if this patient has to be told and the hospital file says it.
inline std::optional<Texts> way_for(const Desk& desk, const std::vector<Need>& needs) {
  const bool blind = std::find(needs.begin(), needs.end(), Need::blind) != needs.end();
  return blind && !desk.way.empty() ? std::optional{desk.way} : std::nullopt;
}

}  // namespace vestibule::queue
