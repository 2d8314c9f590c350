#pragma once
// Looking at a database from outside: its tables, and whether the file is sound.

#include <string>
#include <vector>

#include "vestibule/json.hpp"

namespace soci {
class session;
}

namespace vestibule::core {

struct TableShape {
  std::string name;
  std::vector<Field> columns;  ///< `required`: NOT NULL
};

/// Every table, by name.
std::vector<TableShape> tables_of(soci::session& sql);

/// "ok", or the first fault SQLite's own check finds. Reads the whole file.
std::string integrity_of(soci::session& sql);

}  // namespace vestibule::core
