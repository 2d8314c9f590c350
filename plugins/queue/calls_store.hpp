#pragma once
// The calls of an area as its screens show them, read from the tables.

#include <functional>

#include <vestibule/queue_wire.hpp>

#include "hospital.hpp"

namespace soci {
class session;
}

namespace vestibule::queue {

/// Runs `each` for at most `most` calls of the area after a sequence number, oldest first, until it says false.
void for_calls(soci::session& sql, const Hospital& hospital, const AreaId& area, std::int64_t after, std::int64_t most,
               const std::function<bool(BoardCall)>& each);

/// On a reader's session: query queue.calls_since. One answer stays within a message of the line; `more` says that it is
/// not all. Calls before the last 1,000 are nobody's business any more.
Result<Calls> read_calls(soci::session& sql, const Hospital& hospital, const CallsSince& asked);

}  // namespace vestibule::queue
