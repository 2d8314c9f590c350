#pragma once
// Where things are: the settings file, and what stands beside this program.

#include <filesystem>
#include <memory>
#include <string>

#include "core/host_settings.hpp"
#include "core/settings_file.hpp"

namespace vestibule::cli {

/// The settings of one site and what they lead to; all paths are complete.
struct Site {
  std::string settings_path;
  std::unique_ptr<core::SettingsFile> file;
  core::HostSettings settings;
  std::string database;
  std::string plugins;
  std::string address_file;  ///< where a running host writes its URL
  std::string operator_key;  ///< file with the key a running host knows its operator by
  std::string crash_file;
  std::string checkpoints;   ///< where signed lines of the journal go
  std::string signing_key;
  std::string backup_key;    ///< empty: none is named
  std::string backup_note;   ///< what the last backup left for the doctor
};

inline constexpr std::size_t operator_key_bytes = 32;

/// The folder with assets: installed, or the source tree this program was built in.
std::filesystem::path share_folder();

/// Reads the file, or the first that exists of /etc/vestibule/vestibule.toml and share_folder()/vestibule.toml if `path`
/// is empty. The errors name file and line.
Result<Site> open_site(const std::string& path);

/// The content of a file without the line end; empty for an empty name.
Result<std::string> secret_in(const core::SettingsFile& file, const std::string& path);

}  // namespace vestibule::cli
