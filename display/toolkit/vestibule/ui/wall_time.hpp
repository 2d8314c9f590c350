#pragma once
// What o'clock it is, for people.

#include "vestibule/instant.hpp"

namespace vestibule::ui {

/// What the clock on the wall says, in the site's zone.
struct WallTime {
  int hour = 0;
  int minute = 0;
  int weekday = 0;  ///< 0 is Sunday
  int day = 1;
  int month = 1;
};
/// By the process's time zone.
WallTime wall_time(Instant instant);

}  // namespace vestibule::ui
