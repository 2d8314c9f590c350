#pragma once
// Flashing by the clock (IEC 60601-1-8, secondary system): high 2.0 Hz, medium 0.6 Hz, half of the time on; low is steady. By the clock, so
// that everything on a screen flashes together.

#include <vestibule/clock.hpp>
#include <vestibule/vitals_wire.hpp>

namespace vestibule::ward {

inline constexpr Duration high_half{250}, medium_half{833};

inline Duration half_of(vitals::Priority priority) { return priority == vitals::Priority::high ? high_half : medium_half; }

/// Whether it is lit at that moment.
inline bool lit(vitals::Priority priority, Steady now) {
  return priority == vitals::Priority::low || (now.time_since_epoch() / half_of(priority)) % 2 == 0;
}

/// When it turns next; not for `low`, which does not.
inline Steady next_turn(vitals::Priority priority, Steady now) {
  const Duration half = half_of(priority), since = now.time_since_epoch();
  return Steady{(since / half + 1) * half};
}

}  // namespace vestibule::ward
