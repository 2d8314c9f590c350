#pragma once
// One thread's loop: runs what is posted and what is due, until a condition holds.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

#include "vestibule/link/mqtt_bus.hpp"
#include "vestibule/link/poll_timers.hpp"
#include "vestibule/link/system.hpp"

namespace vestibule::demo {

class Loop {
 public:
  link::Post post();
  Timers& timers() { return timers_; }
  const Clock& clock() const { return clock_; }

  /// True as soon as `holds`; false if it does not within `most`.
  bool until(const std::function<bool()>& holds, Duration most);
  /// Waits for something to do, at most a tenth of a second, and does it.
  void turn();

 private:
  link::SystemClock clock_;
  link::PollTimers timers_{clock_};
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> posted_;
};

}  // namespace vestibule::demo
