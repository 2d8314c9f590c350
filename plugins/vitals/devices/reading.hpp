#pragma once
// What one message of a device says of a patient, once it was checked: what rules and scores work on. Plain values, any thread.

#include <array>
#include <optional>

#include <vestibule/clock.hpp>
#include <vestibule/vitals_wire.hpp>

namespace vestibule::vitals {

/// One value for each measure, by its enumerator.
template <class T>
using PerMeasure = std::array<T, measures>;
inline constexpr std::size_t at(Measure measure) { return static_cast<std::size_t>(measure); }

struct Reading {
  Instant taken{};       ///< by the device's clock, within 30 s of ours
  Steady came{};         ///< by our steady clock: ages and delays count from here
  unsigned quality = 0;  ///< bits, quality_...
  PerMeasure<std::optional<double>> values{};
  PerMeasure<bool> faults{};  ///< the sensor said null
};

}  // namespace vestibule::vitals
