#pragma once
// After how long an alarm nobody acknowledges is passed on.

#include <optional>

#include "alarms/record.hpp"

namespace vestibule::vitals {

inline constexpr int last_stage = 2;

/// From the beginning of the wait until a stage is reached: high 60 and 180 s, medium 180 and 600 s; low alarms wait for whoever comes.
inline std::optional<Duration> until_stage(Priority priority, int stage) {
  using namespace std::chrono_literals;
  if (priority == Priority::low) return std::nullopt;
  const bool high = priority == Priority::high;
  if (stage <= 1) return high ? Duration{60s} : Duration{180s};
  return high ? Duration{180s} : Duration{600s};
}

/// The last stage is told again so often until somebody acknowledges.
inline Duration between_repeats(Priority priority) { return *until_stage(priority == Priority::low ? Priority::medium : priority, last_stage); }

inline constexpr Duration pause_length{120'000};

}  // namespace vestibule::vitals
