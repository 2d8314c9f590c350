#pragma once
// What the host keeps of itself by name, in the database.

#include <string>

namespace soci {
class session;
}

namespace vestibule::core {

/// Empty if there is none. Both throw soci::soci_error.
std::string read_note(soci::session& session, const std::string& name);
/// Inside a transaction.
void write_note(soci::session& session, const std::string& name, const std::string& value);

}  // namespace vestibule::core
