#include "words_store.hpp"

#include <soci/soci.h>

namespace vestibule::rogue {
namespace {

int number(soci::session& sql, const char* query) {
  int found = 0;
  sql << query, soci::into(found);
  return found;
}

}  // namespace

void insert_word(soci::session& sql, const std::string& word) {
  sql << "INSERT INTO rogue_words (word) VALUES (:word)", soci::use(word);
}
int count_words(soci::session& sql) { return number(sql, "SELECT count(*) FROM rogue_words"); }
int count_for_ever(soci::session& sql) {
  return number(sql, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n");
}

}  // namespace vestibule::rogue
