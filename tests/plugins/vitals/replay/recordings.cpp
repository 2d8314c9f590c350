#include "recordings.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace vestibule::replay {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files(const std::string& folder, const std::string& ending) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().string().ends_with(ending)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> parts;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, ',');) {
    while (!part.empty() && (part.back() == '\r' || part.back() == ' ')) part.pop_back();
    while (!part.empty() && part.front() == ' ') part.erase(0, 1);
    parts.push_back(part);
  }
  return parts;
}

std::optional<double> number(const std::string& text) {
  double value = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (wrong != std::errc{} || end != text.data() + text.size() || value != value) return std::nullopt;
  return value;
}

/// All files of an archive, one after the other.
std::string unpacked(const fs::path& archive) {
  const auto close = [](std::FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<std::FILE, decltype(close)> pipe(popen(("tar -xzOf '" + archive.string() + "'").c_str(), "r"), close);
  if (!pipe) throw std::runtime_error("tar does not run");
  std::string text;
  std::array<char, 65536> part{};
  for (std::size_t read = 0; (read = std::fread(part.data(), 1, part.size(), pipe.get())) > 0;) text.append(part.data(), read);
  return text;
}

void read_charts(std::istream& in, std::vector<Patient>& patients) {
  for (std::string line; std::getline(in, line);) {
    const auto parts = split(line);
    if (parts.size() != 3) continue;
    if (parts[0] == "Time") {
      patients.emplace_back();
      continue;
    }
    if (patients.empty()) continue;
    if (parts[1] == "RecordID") patients.back().record = parts[2];
    const auto value = number(parts[2]);
    if (!value || parts[0].size() != 5) continue;
    patients.back().lines.push_back({std::atoi(parts[0].c_str()) * 60 + std::atoi(parts[0].c_str() + 3), parts[1], *value});
  }
}

}  // namespace

std::optional<std::string> folder(const char* variable) {
  const char* named = std::getenv(variable);
  if (!named || !*named) {
    std::printf("skipped: %s names no folder with recordings (tests/plugins/vitals/replay/README.md)\n", variable);
    return std::nullopt;
  }
  if (!fs::is_directory(named)) throw std::runtime_error(std::string(variable) + " names '" + named + "', which is no folder");
  return named;
}

std::vector<Stay> bidmc(const std::string& folder) {
  std::vector<Stay> stays;
  for (const auto& path : files(folder, "_Numerics.csv")) {
    Stay stay{path.stem().string(), {}};
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    const auto columns = split(line);
    const auto at = [&](const char* name) { return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin()); };
    const std::size_t hr = at("HR"), pulse = at("PULSE"), resp = at("RESP"), spo2 = at("SpO2");
    while (std::getline(in, line)) {
      const auto parts = split(line);
      const auto value = [&](std::size_t index) { return index < parts.size() ? number(parts[index]) : std::nullopt; };
      stay.seconds.push_back({value(hr), value(pulse), value(resp), value(spo2)});
    }
    stays.push_back(std::move(stay));
  }
  return stays;
}

std::vector<Patient> physionet2012(const std::string& folder) {
  std::vector<Patient> patients;
  for (const auto& path : files(folder, ".txt")) {
    std::ifstream in(path);
    read_charts(in, patients);
  }
  for (const auto& path : files(folder, ".tar.gz")) {
    std::istringstream in(unpacked(path));
    read_charts(in, patients);
  }
  return patients;
}

}  // namespace vestibule::replay
