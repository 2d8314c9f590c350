#pragma once
// Reads policy.toml: one line a permission, with who has it for whom.

#include <string_view>

#include "decision.hpp"

namespace vestibule::identity {

/// `file` names it in what is wrong with it. `invalid`, with the line, for a role, relation or key nobody knows.
Result<PolicyTable> read_policy(std::string_view text, std::string_view file);

/// The one that comes with the plugin.
std::string_view shipped_policy();

}  // namespace vestibule::identity
