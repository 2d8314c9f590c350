#pragma once
// A session that stands although its certificate is revoked: the broker looks at certificates only when somebody comes in.

#include <filesystem>
#include <string>

#include "vestibule/result.hpp"

namespace vestibule::broker {

/// Takes the device's place at the broker for a moment, which ends its session. `inside` is the port of this machine's listener.
Result<> end_session(const std::filesystem::path& folder, const std::string& name, int inside);

}  // namespace vestibule::broker
