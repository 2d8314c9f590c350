#pragma once
// The settings for people: what each is, what it would be otherwise, on which line it stands, and what has changed between two starts.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registry.hpp"
#include "settings_file.hpp"

namespace vestibule::core {

struct SettingReport {
  std::string setting;      ///< "noun.setting"
  std::string value;        ///< as JSON
  std::string standard;     ///< what it is where the file does not say
  std::optional<int> line;  ///< of the settings file; absent: the file does not say
  std::string help;
  std::optional<Instant> file_changed_at{};  ///< of a setting that names a file which is there
};
BOOST_DESCRIBE_STRUCT(SettingReport, (), (setting, value, standard, line, help, file_changed_at))

struct SettingsReport {
  std::string file;
  std::vector<SettingReport> settings;  ///< by name
};
BOOST_DESCRIBE_STRUCT(SettingsReport, (), (file, settings))

SettingsReport settings_report(const Registry& registry, const SettingsFile& file);

/// One setting of the file, as JSON; empty: the file did not say, or does not any more.
struct SettingChange {
  std::string setting, before, after;
};
BOOST_DESCRIBE_STRUCT(SettingChange, (), (setting, before, after))

/// The house notes at its start what somebody has changed in the file since the start before.
struct NoteSettings {
  std::vector<SettingChange> changes;
};
BOOST_DESCRIBE_STRUCT(NoteSettings, (), (changes))

/// What the file says, as a text that can be kept; and what differs between two of them.
std::string settings_text(const SettingsFile& file);
std::vector<SettingChange> changes_between(const std::string& before, const std::string& after);

}  // namespace vestibule::core
