#pragma once
// The kiosks' tables. Loop thread, with the one writing session.

#include <vestibule/store.hpp>

#include "kiosk_book.hpp"

namespace vestibule::queue {

void load_kiosks(soci::session& session, KioskBook& book);
void save_kiosk(soci::session& session, const KioskRow& row);

void save_quarantined(soci::session& session, const std::string& id, const QuarantinedRow& row);
/// Of one day, oldest first, at most 200.
std::vector<Quarantined> load_quarantined(soci::session& session, const std::string& day);

void save_reprint(soci::session& session, const WantedReprint& wanted, Instant at);
void erase_reprint(soci::session& session, const std::string& id);
/// Oldest first.
std::vector<WantedReprint> load_reprints(soci::session& session);

}  // namespace vestibule::queue
