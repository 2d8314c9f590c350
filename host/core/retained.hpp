#pragma once
// The latest state on each topic on its way to the broker: after the commit, and again whenever the line comes back.
// States are made when they leave, and leave as often as a screen can paint and no oftener, so that a busy minute costs
// neither host nor broker nor screens more; and one in a turn of the loop, so that no command waits for more than one.

#include <functional>
#include <map>
#include <set>
#include <string>

#include "seams.hpp"

namespace vestibule::core {

/// Loop thread only.
class RetainedStates {
 public:
  RetainedStates(wire::Bus& bus, const Clock& clock, Timers& timers, std::string epoch)
      : bus_(bus), clock_(clock), timers_(timers), epoch_(std::move(epoch)) {}

  /// What says the state as JSON text, when it leaves; nothing if it cannot be said any more, and what was said last still stands.
  using Now = std::function<std::string()>;

  /// Marks the topic for the next flush, and has its state said by `now` from here on.
  void set(const std::string& topic, Now now);
  /// Begins to send what was set since the last flush, as true after journal entry `sequence`: at once, or when 16 ms have
  /// passed since states were sent last.
  void flush(std::int64_t sequence);
  /// The same after nothing was committed: for what changes without a command.
  void flush() { flush(sequence_); }
  /// The same for all there is: the broker may have lost it.
  void send_all(std::int64_t sequence);
  /// Nothing leaves any more: after a disk has failed, memory may say what never was.
  void fall_silent() { silent_ = true; }

 private:
  struct State {
    Now now;
    std::string last;
  };
  void send_next();
  void send(const std::string& topic, State& state);

  wire::Bus& bus_;
  const Clock& clock_;
  Timers& timers_;
  std::string epoch_;
  std::map<std::string, State> states_;
  std::set<std::string> fresh_, leaving_;
  std::int64_t sequence_ = 0;
  bool resting_ = false;
  bool silent_ = false;
  Timer rest_;
};

}  // namespace vestibule::core
