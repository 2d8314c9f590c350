#pragma once
// The latest state on each topic on its way to the broker: after the commit, and again whenever the line comes back.
// States leave as often as a screen can paint and no oftener, so that a busy minute costs neither broker nor screens more.

#include <map>
#include <set>
#include <string>

#include "seams.hpp"
#include "vestibule/json.hpp"

namespace vestibule::core {

/// Loop thread only.
class RetainedStates {
 public:
  RetainedStates(wire::Bus& bus, const Clock& clock, Timers& timers, std::string epoch)
      : bus_(bus), clock_(clock), timers_(timers), epoch_(std::move(epoch)) {}

  /// Keeps `state` for the next flush, instead of any earlier one on that topic.
  void set(const std::string& topic, json::value state);
  /// Sends what was set since the last flush, as true after journal entry `sequence`: at once, or when 16 ms have passed
  /// since states were sent last.
  void flush(std::int64_t sequence);
  /// Sends all there is: the broker may have lost it.
  void send_all(std::int64_t sequence);

 private:
  void send(const std::string& topic, const json::value& state, std::int64_t sequence);

  wire::Bus& bus_;
  const Clock& clock_;
  Timers& timers_;
  std::string epoch_;
  std::map<std::string, json::value> states_;
  std::set<std::string> fresh_;
  std::int64_t sequence_ = 0;
  bool resting_ = false;
  Timer rest_;
};

}  // namespace vestibule::core
