#include "notes.hpp"

#include <soci/soci.h>

namespace vestibule::core {

std::string read_note(soci::session& session, const std::string& name) {
  std::string value;
  session << "SELECT value FROM host_meta WHERE name = :name", soci::use(name), soci::into(value);
  return value;
}

void write_note(soci::session& session, const std::string& name, const std::string& value) {
  session << "INSERT INTO host_meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      soci::use(name), soci::use(value);
}

}  // namespace vestibule::core
