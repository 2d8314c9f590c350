#pragma once
// What a score's table is made of. The tables themselves are in tables.cpp.

#include <limits>
#include <string_view>
#include <vector>

#include "score.hpp"

namespace vestibule::vitals {

/// So many points for every value up to and including `upto` (in the row's steps), and above that of the band before.
struct Band {
  int upto = 0;
  int points = 0;
};
inline constexpr int above = std::numeric_limits<int>::max();
/// Not in this table: the parameter counts as missing.
inline constexpr int unknown = -1;

/// When a row is the one that counts.
enum class When { always, scale_1, scale_2_on_air, scale_2_on_oxygen };

struct Row {
  Parameter parameter{};
  When when = When::always;
  std::vector<Band> bands;
};

/// The risk of a total up to and including `upto`.
struct RiskBand {
  int upto = 0;
  Risk risk{};
};

struct Table {
  std::string_view name;
  std::string_view version;
  std::vector<Row> rows;
  std::vector<RiskBand> risks;
  bool red_counts = false;  ///< 3 points in one parameter are low-medium at least
};

/// What can be measured at all; steps a unit: 1 whole numbers, 10 tenths.
struct Bounds {
  Parameter parameter{};
  double least = 0;
  double most = 0;
  int steps = 1;
  std::string_view unit;
};
const Bounds& bounds_of(Parameter parameter);

}  // namespace vestibule::vitals
