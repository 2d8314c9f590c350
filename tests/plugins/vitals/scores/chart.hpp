#pragma once
// The NEWS2 chart as it is printed, read cell by cell. It shares nothing with the tables of the plugin.

#include <optional>
#include <string>
#include <vector>

namespace vestibule::chart {

/// How the points of a value are found: the row of the chart and whether oxygen is breathed.
std::optional<int> points(const std::string& row, double value, bool on_oxygen);

/// The values at which the row's bands begin and end.
std::vector<double> edges(const std::string& row);

}  // namespace vestibule::chart
