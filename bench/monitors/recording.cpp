#include "recording.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace vestibule::monitors {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r"), last = text.find_last_not_of(" \t\r");
  return first == text.npos ? std::string_view{} : text.substr(first, last - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(mark, at), text.size());
    parts.push_back(trimmed(text.substr(at, end - at)));
    at = end + 1;
  }
  return parts;
}

std::optional<Vital> vital_of(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (name == "resp") name = "rr";
  if (name == "pulse") name = "pr";
  const auto found = std::find(vital_names.begin(), vital_names.end(), name);
  if (found == vital_names.end()) return std::nullopt;
  return static_cast<Vital>(found - vital_names.begin());
}

Value value_of(std::string_view cell) {
  double number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  const bool whole = error == std::errc{} && end == cell.data() + cell.size() && number == number;
  return whole ? Value::of(number) : Value::fault();
}

}  // namespace

Result<Recorded> parse_recording(std::string_view csv, std::string_view name) {
  const auto lines = split(csv, '\n');
  std::vector<std::optional<Vital>> columns;
  for (const auto heading : split(lines.front(), ',')) columns.push_back(vital_of(std::string(heading)));
  if (std::none_of(columns.begin(), columns.end(), [](const auto& column) { return column.has_value(); }))
    return fail(Code::invalid, "{}: its first line names nothing a monitor measures", name);
  Recorded rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const auto cells = split(lines[i], ',');
    Numerics row;
    for (std::size_t column = 0; column < columns.size(); ++column)
      if (columns[column]) row[*columns[column]] = column < cells.size() ? value_of(cells[column]) : Value::fault();
    rows.push_back(row);
  }
  if (rows.empty()) return fail(Code::invalid, "{}: no row beneath its first line", name);
  return rows;
}

Result<std::vector<Recorded>> read_recordings(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files, others;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(folder, error)) {
    if (file.path().extension() != ".csv") continue;
    (file.path().stem().string().ends_with("Numerics") ? files : others).push_back(file.path());
  }
  if (files.empty()) files = std::move(others);
  if (files.empty()) return fail(Code::not_found, "there are no recordings (*.csv) in {}", folder.string());
  std::sort(files.begin(), files.end());
  std::vector<Recorded> recordings;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    VESTIBULE_TRY(auto recorded, parse_recording(text, file.string()));
    recordings.push_back(std::move(recorded));
  }
  return recordings;
}

Numerics Replay::at(Duration since_start, Instant) {
  const auto second = static_cast<std::size_t>(std::max<Duration::rep>(0, since_start.count()) / 1000);
  return (*recorded_)[second % recorded_->size()];
}

}  // namespace vestibule::monitors
