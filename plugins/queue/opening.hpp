#pragma once
// The site's clock on the wall: what day and time it is there, when a service is open, and when it opens again.

#include <vestibule/queue_wire.hpp>

#include "hospital.hpp"

namespace vestibule::queue {

struct LocalTime {
  std::chrono::year_month_day date;
  int minute = 0;  ///< of the day
};

LocalTime local_time(const Hospital& hospital, Instant at);
/// "today at 14:00", seen from `now`.
When when(const Hospital& hospital, Instant at, Instant now);

/// When the service is open on that date, in order. A whole day for one without hours.
std::vector<Span> spans_on(const Hospital& hospital, const Service& service, std::chrono::year_month_day date);
bool is_special(const Hospital& hospital, const Service& service, std::chrono::year_month_day date);
/// The next time it opens after `from` of this day, within two weeks; absent: not within them.
std::optional<When> opens_after(const Hospital& hospital, const Service& service, const LocalTime& from);

/// "at 14:00", "tomorrow at 08:00", "on 2026-12-27 at 08:00": for the sentences of errors, which staff read.
std::string in_words(const When& when, const LocalTime& now);

}  // namespace vestibule::queue
