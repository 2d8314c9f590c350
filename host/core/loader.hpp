#pragma once
// From plugin files to guests: judged by their tags before any of their code runs, ordered by needs, opened, never closed.

#include <map>
#include <string>
#include <vector>

#include "guests.hpp"

namespace vestibule::core {

/// What the loader is told besides the folder.
struct LoadingRules {
  std::vector<std::string> disabled;              ///< names the settings switch off
  std::map<std::string, std::string> quarantined;  ///< name and why
};

/// Judges each `*.so` of `folder` and adds it to `guests` in the order in which they must start; a file's name is its
/// plugin's. Those that stay `enabled` are open and described, but not created. `not_found` if there is no such folder.
Result<> load_plugins(const std::string& folder, const LoadingRules& rules, Guests& guests);

/// Makes the plugin of an enabled guest with its context.
std::unique_ptr<Plugin> create_plugin(const std::string& folder, const Guest& guest, Context& context);

}  // namespace vestibule::core
