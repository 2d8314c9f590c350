#pragma once
// Small words that the long runs share: settings from the environment, and figures.

#include <stdlib.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace vestibule::faults {

/// The number in that variable of the environment, or `otherwise`.
inline int number_from(const char* name, int otherwise) {
  const char* const text = getenv(name);
  return text ? std::max(1, atoi(text)) : otherwise;
}

/// 0 if there are none.
inline double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

}  // namespace vestibule::faults
