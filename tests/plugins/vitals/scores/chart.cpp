#include "chart.hpp"

#include <map>
#include <sstream>

namespace vestibule::chart {
namespace {

// Columns: 3 2 1 0 1 2 3 points. Royal College of Physicians, National Early Warning Score (NEWS) 2, London 2017.
const std::map<std::string, std::string> printed{
    {"respiration",   "<=8   |       | 9-11      | 12-20                  |                  | 21-24            | >=25"},
    {"spo2 scale 1",  "<=91  | 92-93 | 94-95     | >=96                   |                  |                  | "},
    {"spo2 scale 2",  "<=83  | 84-85 | 86-87     | 88-92 or >=93 on air   | 93-94 on oxygen  | 95-96 on oxygen  | >=97 on oxygen"},
    {"systolic",      "<=90  | 91-100 | 101-110  | 111-219                |                  |                  | >=220"},
    {"pulse",         "<=40  |       | 41-50     | 51-90                  | 91-110           | 111-130          | >=131"},
    {"temperature",   "<=35.0 |      | 35.1-36.0 | 36.1-38.0              | 38.1-39.0        | >=39.1           | "}};
constexpr int column_points[] = {3, 2, 1, 0, 1, 2, 3};

struct Cell {
  double from = -1e9, to = 1e9;
  std::string only;  ///< "air", "oxygen" or nothing
  int points = 0;
};

Cell read(const std::string& text, int points) {
  std::istringstream words(text);
  std::string range, on;
  words >> range;
  Cell cell;
  cell.points = points;
  if (range.starts_with("<=")) cell.to = std::stod(range.substr(2));
  else if (range.starts_with(">=")) cell.from = std::stod(range.substr(2));
  else {
    const auto dash = range.find('-');
    cell.from = std::stod(range.substr(0, dash));
    cell.to = std::stod(range.substr(dash + 1));
  }
  words >> on >> cell.only;
  return cell;
}

std::vector<Cell> cells(const std::string& row) {
  std::vector<Cell> found;
  std::istringstream columns(printed.at(row));
  std::string column;
  for (int index = 0; std::getline(columns, column, '|'); ++index) {
    for (std::size_t at = 0; at != column.npos;) {
      const auto next = column.find(" or ", at);
      const std::string one = column.substr(at, next == column.npos ? next : next - at);
      if (one.find_first_not_of(' ') != one.npos) found.push_back(read(one, column_points[index]));
      at = next == column.npos ? next : next + 4;
    }
  }
  return found;
}

}  // namespace

std::optional<int> points(const std::string& row, double value, bool on_oxygen) {
  std::optional<int> found;
  for (const Cell& cell : cells(row)) {
    if (!cell.only.empty() && (cell.only == "oxygen") != on_oxygen) continue;
    if (value < cell.from - 1e-6 || value > cell.to + 1e-6) continue;
    if (found) return std::nullopt;  // two cells claim it: the chart was copied wrongly
    found = cell.points;
  }
  return found;
}

std::vector<double> edges(const std::string& row) {
  std::vector<double> found;
  for (const Cell& cell : cells(row))
    for (const double edge : {cell.from, cell.to})
      if (edge > -1e6 && edge < 1e6) found.push_back(edge);
  return found;
}

}  // namespace vestibule::chart
