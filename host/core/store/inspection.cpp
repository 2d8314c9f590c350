#include "inspection.hpp"

#include <soci/soci.h>

namespace vestibule::core {
namespace {

std::vector<Field> columns_of(soci::session& sql, const std::string& table) {
  std::string column, type;
  int optional = 0;
  soci::statement info = (sql.prepare << "SELECT name, type, \"notnull\" = 0 AND pk = 0 FROM pragma_table_info(:table)", soci::into(column),
                          soci::into(type), soci::into(optional), soci::use(table));
  std::vector<Field> columns;
  for (bool more = info.execute(true); more; more = info.fetch()) columns.push_back({column, type, optional == 0});
  return columns;
}

}  // namespace

std::vector<TableShape> tables_of(soci::session& sql) {
  std::string name;
  std::vector<TableShape> tables;
  soci::statement list = (sql.prepare << "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
                          soci::into(name));
  for (bool more = list.execute(true); more; more = list.fetch()) tables.push_back({name, {}});
  for (auto& table : tables) table.columns = columns_of(sql, table.name);
  return tables;
}

std::string integrity_of(soci::session& sql) {
  std::string verdict;
  sql << "PRAGMA integrity_check(1)", soci::into(verdict);
  return verdict;
}

}  // namespace vestibule::core
