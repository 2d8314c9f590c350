#pragma once
// How days went, read from the tables on a reader's session.

#include <vestibule/queue_days_wire.hpp>
#include <vestibule/store.hpp>

#include "hospital.hpp"

namespace vestibule::queue {

Result<DaysTold> read_days(soci::session& sql, const Hospital& hospital, const DaysAsked& asked);

}  // namespace vestibule::queue
