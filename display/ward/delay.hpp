#pragma once
// How late a picture came, told from its own clock: without it, one that stood in a queue for a minute would be shown as live.

#include <algorithm>
#include <optional>

#include <vestibule/clock.hpp>

namespace vestibule::ward {

/// Compares the host's steady clock with ours. The quickest picture so far stands for "at once"; the two clocks may drift apart by a
/// thousandth. One thread.
class Delay {
 public:
  /// `made`: the host's steady clock when the picture was made, milliseconds since it started.
  Duration of(std::int64_t made, Steady now) {
    const Duration apart = now.time_since_epoch() - Duration{made};
    if (best_) *best_ += (now - seen_) / 1000;
    seen_ = now;
    if (!best_ || apart < *best_) best_ = apart;
    return apart - *best_;
  }
  /// The host has started anew: its clock, too.
  void forget() { best_.reset(); }

 private:
  std::optional<Duration> best_;
  Steady seen_{};
};

}  // namespace vestibule::ward
