#pragma once
// The report of the alarm load: what a ward's people have to hear, and how they answer. Pure.

#include "alarms/alarm_store.hpp"

namespace vestibule::vitals {

AlarmLoad alarm_load(const LoadRows& rows, Instant from, Instant until);

}  // namespace vestibule::vitals
