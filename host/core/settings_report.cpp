#include "settings_report.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "host_settings.hpp"

namespace vestibule::core {
namespace {

using Given = std::map<std::string, std::string>;

Given given_in(const std::string& text) {
  Given given;
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) return given;
  for (const auto& [name, value] : parsed->as_object()) given[std::string(name)] = json::serialize(value);
  return given;
}

/// When the file was last written that a setting names: so it is seen how old a key is. Only the machine's own files are looked at.
std::optional<Instant> written_at(const std::string& setting, const std::string& value, const SettingsFile& file) {
  const auto path = parse_json(value);
  if (!setting.ends_with("_file") || !path || !path->is_string() || path->as_string().empty()) return std::nullopt;
  std::error_code error;
  const auto at = std::filesystem::last_write_time(file.resolved(std::string(path->as_string())), error);
  if (error) return std::nullopt;
  return std::chrono::time_point_cast<Duration>(std::chrono::file_clock::to_sys(at));
}

}  // namespace

SettingsReport settings_report(const Registry& registry, const SettingsFile& file) {
  const auto given = file.given();
  SettingsReport report{file.path(), {}};
  auto shapes = host_setting_shapes();
  shapes.insert(shapes.end(), registry.settings().begin(), registry.settings().end());
  for (const auto& shape : shapes) {
    const auto said = given.find(shape.name);
    const bool there = said != given.end();
    const std::string value = there ? json::serialize(said->second.value) : shape.value;
    report.settings.push_back({shape.name, value, shape.value, there ? std::optional(said->second.line) : std::nullopt, shape.help, written_at(shape.name, value, file)});
  }
  std::stable_sort(report.settings.begin(), report.settings.end(), [](const auto& a, const auto& b) { return a.setting < b.setting; });
  return report;
}

std::string settings_text(const SettingsFile& file) {
  json::object all;
  for (const auto& [name, said] : file.given()) all[name] = said.value;
  return json::serialize(all);
}

std::vector<SettingChange> changes_between(const std::string& before, const std::string& after) {
  const Given old = given_in(before), now = given_in(after);
  std::vector<SettingChange> changes;
  for (const auto& [name, value] : old)
    if (const auto still = now.find(name); still == now.end()) changes.push_back({name, value, ""});
    else if (still->second != value) changes.push_back({name, value, still->second});
  for (const auto& [name, value] : now)
    if (!old.contains(name)) changes.push_back({name, "", value});
  return changes;
}

}  // namespace vestibule::core
