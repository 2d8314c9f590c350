#pragma once
// How likely two records are one person's, and why. Points for what agrees and against what does not, in the manner of Fellegi and
// Sunter ("A theory for record linkage", 1969) with weights set by hand: a site has no labelled pairs to learn from. Pure.

#include <vestibule/records_wire.hpp>

namespace vestibule::records {

struct Comparison {
  int score = 0;  ///< 0 to 100
  std::vector<Reason> reasons;
};

Comparison compare(const Person& a, const Person& b);

/// From here on a person is shown the pair.
inline constexpr int likely_from = 45;

}  // namespace vestibule::records
