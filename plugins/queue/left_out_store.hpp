#pragma once
// Numbers that are left out after a restore, so that none is given twice.

#include "hall.hpp"

namespace soci {
class session;
}

namespace vestibule::queue {

/// Leaves the next `gap` numbers of each service out of the open day; nothing if there is none.
void leave_out(soci::session& session, const Hall& hall, int gap);
/// What was left out of the hall's day.
void load_left_out(soci::session& session, Hall& hall);

}  // namespace vestibule::queue
