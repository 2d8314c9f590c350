#pragma once
// What o'clock it is for devices' messages, although our own wall may jump: nobody's readings are refused, and nobody's shown under another,
// because somebody set the host's clock. Pure; one thread.

#include <optional>
#include <utility>

#include "device.hpp"

namespace vestibule::vitals {

/// Goes with the steady clock, and follows the wall where it drifts. When the wall jumps, the devices decide: their own clocks agree
/// with one of the two. Without any, the wall is believed after a minute.
class HostTime {
 public:
  /// The time, given both clocks.
  Instant now(Instant wall, Steady steady);
  /// What a device's clock said at that moment.
  void witness(Instant taken);
  /// True once after the time became another: what was reckoned with the one before is of no use.
  bool changed() { return std::exchange(changed_, false); }
  /// The wall has jumped, and the devices go on with the time before.
  bool disputed() const { return disputed_since_.has_value(); }

 private:
  void adopt(Instant wall, Steady steady);
  std::optional<Instant> wall_;
  Steady steady_{};
  Instant given_{}, seen_wall_{};
  std::optional<Steady> disputed_since_;
  int for_wall_ = 0, for_ours_ = 0;
  bool changed_ = false;
};

}  // namespace vestibule::vitals
