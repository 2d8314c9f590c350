#include "entries_store.hpp"

#include <soci/soci.h>

namespace vestibule::lantern {

void insert(soci::session& sql, const Entry& entry) {
  const long long since = to_millis(entry.since);
  sql << "INSERT INTO lantern_entries (id, label, since) VALUES (:id, :label, :since)", soci::use(entry.id.text()),
      soci::use(entry.label), soci::use(since);
}

std::vector<Entry> all_entries(soci::session& sql) {
  std::vector<Entry> entries;
  std::string id, label;
  long long since = 0;
  soci::statement statement =
      (sql.prepare << "SELECT id, label, since FROM lantern_entries", soci::into(id), soci::into(label), soci::into(since));
  statement.execute();
  while (statement.fetch()) entries.push_back({EntryId{id}, label, from_millis(since)});
  return entries;
}

}  // namespace vestibule::lantern
