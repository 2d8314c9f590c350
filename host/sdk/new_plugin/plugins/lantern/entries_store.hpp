#pragma once
// The table of entries. All SQL of this plugin is in entries_store.cpp.

#include <vector>

#include <vestibule/store.hpp>

#include "entries.hpp"

namespace vestibule::lantern {

void insert(soci::session& sql, const Entry& entry);
std::vector<Entry> all_entries(soci::session& sql);

}  // namespace vestibule::lantern
