#pragma once
// What patients told us in confidence, in a table of its own: written with the token, read by one query, erased with the day.

#include <vestibule/store.hpp>

#include "hall.hpp"

namespace vestibule::queue {

void write_visitor(soci::session& sql, std::int64_t serial, const std::string& day, const VisitorTold& told);
/// The initials of those of the day who agreed to have them shown.
void load_shown_names(soci::session& sql, const std::string& day, Hall& hall);
/// Of that day and all before it; nobody's initials are kept longer than the day.
void erase_visitors(soci::session& sql, const std::string& last_day);
/// On a reader's session: queue.visitor. not_found if there is no such token; empty if the patient said nothing.
Result<Visitor> read_visitor(soci::session& sql, const TokenId& token);

}  // namespace vestibule::queue
