#pragma once
// The two checks of the doctor that need the database and the line.

#include <string>

#include "site.hpp"
#include "vestibule/link/mqtt_bus.hpp"

namespace vestibule::cli {

/// SQLite's own check and the journal's chain over a database file: a sentence, or what is wrong.
Result<std::string> check_database_file(const std::string& path);

/// How the doctor comes in at the broker of the settings, beside the host.
link::MqttOptions line_to_broker(const Site& site, const std::string& password);
/// Whether the broker accepts our account within three seconds.
bool broker_answers(const link::MqttOptions& line);

}  // namespace vestibule::cli
