#pragma once
// The table of imports.

#include <optional>
#include <string>
#include <vector>

#include <vestibule/store.hpp>

#include "rows.hpp"

namespace vestibule::records {

void insert(soci::session& sql, const ImportRecord& row);
void update(soci::session& sql, const ImportRecord& row);
std::optional<ImportRecord> read_import_record(soci::session& sql, const std::string& id);
std::vector<std::string> unfinished_imports(soci::session& sql);

}  // namespace vestibule::records
