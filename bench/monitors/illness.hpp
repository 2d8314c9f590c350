#pragma once
// What an illness does to what a monitor shows when it is at its worst. Plain numbers, of the order textbooks give; a figure is
// `was * factor + more`.

#include <array>
#include <string_view>

#include "vital.hpp"

namespace vestibule::monitors {

struct Effect {
  double factor = 1;
  double more = 0;
};

struct Illness {
  std::string_view name;
  std::array<Effect, vital_count> worst{};  ///< hr, spo2, rr, sbp, dbp, map (follows from the two before it), temp
};

/// Null if there is none of that name.
const Illness* illness_named(std::string_view name);

/// What ends them all.
inline constexpr std::string_view recovery = "recover";

}  // namespace vestibule::monitors
