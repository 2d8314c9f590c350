#include "import_store.hpp"

#include <soci/soci.h>

namespace vestibule::records {

using soci::into;
using soci::use;

void insert(soci::session& sql, const ImportRecord& row) {
  const int finished = row.finished ? 1 : 0;
  const long long begun = to_millis(row.begun);
  const std::string faults = encode_text(row.faults);
  sql << "INSERT INTO records_import (id, finished, total, done, imported, refused, begun, faults, sealed)"
         " VALUES (:id, :finished, :total, :done, :imported, :refused, :begun, :faults, :sealed)",
      use(row.id), use(finished), use(row.total), use(row.done), use(row.imported), use(row.refused), use(begun), use(faults), use(row.sealed);
}

void update(soci::session& sql, const ImportRecord& row) {
  const int finished = row.finished ? 1 : 0;
  const std::string faults = encode_text(row.faults);
  sql << "UPDATE records_import SET finished = :finished, done = :done, imported = :imported, refused = :refused, faults = :faults,"
         " sealed = :sealed WHERE id = :id",
      use(finished), use(row.done), use(row.imported), use(row.refused), use(faults), use(row.sealed), use(row.id);
}

std::optional<ImportRecord> read_import_record(soci::session& sql, const std::string& id) {
  ImportRecord row;
  int finished = 0;
  long long begun = 0;
  std::string faults;
  sql << "SELECT id, finished, total, done, imported, refused, begun, faults, sealed FROM records_import WHERE id = :id", into(row.id),
      into(finished), into(row.total), into(row.done), into(row.imported), into(row.refused), into(begun), into(faults), into(row.sealed), use(id);
  if (!sql.got_data()) return std::nullopt;
  row.finished = finished != 0;
  row.begun = from_millis(begun);
  row.faults = decode_text<std::vector<ImportRowFault>>(faults).value_or(std::vector<ImportRowFault>{});
  return row;
}

std::vector<std::string> unfinished_imports(soci::session& sql) {
  std::string id;
  soci::statement select = (sql.prepare << "SELECT id FROM records_import WHERE finished = 0 ORDER BY begun, id", into(id));
  std::vector<std::string> all;
  for (bool more = select.execute(true); more; more = select.fetch()) all.push_back(id);
  return all;
}

}  // namespace vestibule::records
