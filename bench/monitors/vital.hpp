#pragma once
// What a bedside monitor measures, once a second.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vestibule::monitors {

/// In the order in which they stand in a message. `pr` is the pulse an oximeter counts, `hr` the heart's own beat.
enum class Vital { hr, spo2, rr, sbp, dbp, map, temp, pr };
inline constexpr std::size_t vital_count = 8;
inline constexpr std::array<std::string_view, vital_count> vital_names{"hr", "spo2", "rr", "sbp", "dbp", "map", "temp", "pr"};

/// One of them: not measured (left out of the message), a sensor that is ill (`null`), or a number.
struct Value {
  enum class State { absent, faulty, measured } state = State::absent;
  double number = 0;

  static Value of(double number) { return {State::measured, number}; }
  static Value fault() { return {State::faulty, 0}; }
  friend bool operator==(const Value&, const Value&) = default;
};

struct Numerics {
  std::array<Value, vital_count> values{};
  Value& operator[](Vital vital) { return values[static_cast<std::size_t>(vital)]; }
  const Value& operator[](Vital vital) const { return values[static_cast<std::size_t>(vital)]; }
  friend bool operator==(const Numerics&, const Numerics&) = default;
};

/// The bits of `q`.
namespace quality {
inline constexpr std::uint32_t motion = 1, low_perfusion = 2, demo = 4, clock_unsynchronised = 8;
}

}  // namespace vestibule::monitors
