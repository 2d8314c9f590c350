#pragma once
// Many days in a row, and what they come to.

#include <optional>
#include <string>
#include <vector>

#include "day.hpp"

namespace vestibule::simulation {

struct Run {
  std::uint64_t first = 1, days = 1;
  std::optional<Faults> faults{};  ///< instead of those each seed draws
  Duration open = Plan{}.open;     ///< a whole day; the short form plays the first part of each
};

struct Figures {
  std::uint64_t days = 0;
  DayReport all;                      ///< the sums
  std::vector<std::string> failures;  ///< each with its day's seed, a shrunk list of faults, and the command that plays it again
  double seconds = 0;                 ///< of processor time
};

/// Stops after three days that failed.
Figures play_days(const Run& run);
void add(Figures& sum, const Figures& part);
/// One line of the figures table.
void print(const Figures& figures);

std::uint64_t number_from(const char* variable, std::uint64_t standard);

}  // namespace vestibule::simulation
