#pragma once
// The two checks of the doctor that need the database and the line.

#include <string>

#include "site.hpp"

namespace vestibule::cli {

/// SQLite's own check and the journal's chain over a database file: a sentence, or what is wrong.
Result<std::string> check_database_file(const std::string& path);

/// Whether the broker of the settings accepts our account within three seconds.
bool broker_answers(const Site& site, const std::string& password);

}  // namespace vestibule::cli
