#pragma once
// What mosquitto is told: listeners, limits, files.

#include <filesystem>
#include <string>

#include "site_broker.hpp"

namespace vestibule::broker {

/// mosquitto.conf of a broker whose files stand in `folder`.
std::string configuration(const std::filesystem::path& folder, const Ports& ports);

/// "$7$101$salt$hash", as mosquitto's password file has it. 101 rounds are enough for a password that is all chance.
Result<std::string> password_hash(const std::string& password);

}  // namespace vestibule::broker
