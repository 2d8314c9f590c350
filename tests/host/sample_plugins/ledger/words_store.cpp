#include "words_store.hpp"

#include <soci/soci.h>

namespace vestibule::ledger {
namespace {
int number(soci::session& sql, const char* query) {
  int found = 0;
  sql << query, soci::into(found);
  return found;
}
}  // namespace

void insert_word(soci::session& sql, const std::string& word, Instant at) {
  const long long millis = to_millis(at);
  sql << "INSERT INTO ledger_words (word, at) VALUES (:word, :at)", soci::use(word), soci::use(millis);
}
int count_words(soci::session& sql) { return number(sql, "SELECT count(*) FROM ledger_words"); }
int count_journal(soci::session& sql) { return number(sql, "SELECT count(*) FROM host_journal"); }
void never_ending(soci::session& sql) {
  (void)number(sql, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n");
}

}  // namespace vestibule::ledger
