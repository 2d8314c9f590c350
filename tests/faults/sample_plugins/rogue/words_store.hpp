#pragma once
// The rogue's SQL.

#include <string>

#include "vestibule/store.hpp"

namespace vestibule::rogue {

void insert_word(soci::session& sql, const std::string& word);
int count_words(soci::session& sql);
/// Never returns, if it is let.
int count_for_ever(soci::session& sql);

}  // namespace vestibule::rogue
