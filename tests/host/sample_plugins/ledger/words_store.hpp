#pragma once
// The ledger's SQL.

#include <string>

#include "vestibule/store.hpp"
#include "vestibule/instant.hpp"

namespace vestibule::ledger {

void insert_word(soci::session& sql, const std::string& word, Instant at);
int count_words(soci::session& sql);
/// Reads a table of the host, which is not this plugin's to read.
int count_journal(soci::session& sql);
/// Takes longer than the host allows.
void never_ending(soci::session& sql);

}  // namespace vestibule::ledger
