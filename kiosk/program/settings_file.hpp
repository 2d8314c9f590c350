#pragma once
// The settings file of the kiosk: TOML with the words of the command line as keys. What is wrong in it is said with file and line.

#include <CLI/CLI.hpp>

#include <map>
#include <string>
#include <vector>

namespace vestibule::kiosk {

class SettingsFile final : public CLI::Config {
 public:
  /// The application whose options may stand in the file; it owns this.
  explicit SettingsFile(const CLI::App& app) : app_(app) {}

  std::string to_config(const CLI::App*, bool, bool, std::string) const override { return {}; }
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override;

  /// What the reading or an option's own check said, with file and line if it is about the file.
  std::string placed(const CLI::ParseError& error) const;

 private:
  std::string file() const;
  std::string item(const std::string& name) const;

  const CLI::App& app_;
  mutable std::map<std::string, int> lines_;  ///< of the options that the file sets
};

}  // namespace vestibule::kiosk
