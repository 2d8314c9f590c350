#pragma once
// What of the screens outlives the host.

#include <string>
#include <vector>

#include "screens.hpp"

namespace soci {
class session;
}

namespace vestibule::queue {

void store_screen(soci::session& sql, const KnownScreen& screen, Instant at);
void erase_screen(soci::session& sql, const std::string& device);
void store_orders(soci::session& sql, const std::string& device, const DeviceOrders& orders, Instant at);
void store_takeover(soci::session& sql, const AreaId& area, const Takeover& takeover);
void erase_takeover(soci::session& sql, const AreaId& area);

/// Fills `screens` anew; each known screen is expected to report from `now` on.
void load_screens(soci::session& sql, Screens& screens, Steady now);

}  // namespace vestibule::queue
