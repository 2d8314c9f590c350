#include "opening.hpp"

#include <date/tz.h>

#include <algorithm>

namespace vestibule::queue {
namespace {

using std::chrono::sys_days, std::chrono::year_month_day;

int weekday_of(year_month_day date) { return static_cast<int>(std::chrono::weekday{sys_days{date}}.iso_encoding()); }

std::string time_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

const SpecialDay* special_day(const Hospital& hospital, const Service& service, year_month_day date) {
  const SpecialDay* found = nullptr;
  for (const SpecialDay& day : hospital.special_days) {
    if (day.date != date) continue;
    const bool named = std::find(day.services.begin(), day.services.end(), &service) != day.services.end();
    if (named) return &day;  // what is said of a service goes before what is said of all
    if (day.services.empty()) found = &day;
  }
  return found;
}

}  // namespace

LocalTime local_time(const Hospital& hospital, Instant at) {
  const auto local = date::locate_zone(hospital.time_zone)->to_local(at).time_since_epoch();
  const sys_days day{std::chrono::floor<std::chrono::days>(local)};
  const auto minute = std::chrono::floor<std::chrono::minutes>(local - day.time_since_epoch());
  return {day, static_cast<int>(minute.count())};
}

When when(const Hospital& hospital, Instant at, Instant now) {
  const LocalTime then = local_time(hospital, at), today = local_time(hospital, now);
  const auto days = sys_days{then.date} - sys_days{today.date};
  return {static_cast<int>(days.count()), weekday_of(then.date), time_text(then.minute)};
}

bool is_special(const Hospital& hospital, const Service& service, year_month_day date) {
  return special_day(hospital, service, date) != nullptr;
}

std::vector<Span> spans_on(const Hospital& hospital, const Service& service, year_month_day date) {
  std::vector<Span> spans;
  if (const SpecialDay* day = special_day(hospital, service, date)) {
    spans = day->open;
  } else if (service.opening.empty()) {
    return {{0, 24 * 60}};
  } else {
    for (const OpeningHours& hours : service.opening)
      if (hours.days >> (weekday_of(date) - 1) & 1u) spans.push_back({hours.from, hours.until});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  return spans;
}

std::optional<When> opens_after(const Hospital& hospital, const Service& service, const LocalTime& from) {
  constexpr int horizon = 14;
  for (int days = 0; days <= horizon; ++days) {
    const year_month_day date{sys_days{from.date} + std::chrono::days{days}};
    for (const Span& span : spans_on(hospital, service, date))
      if (days > 0 || span.from > from.minute) return When{days, weekday_of(date), time_text(span.from)};
  }
  return std::nullopt;
}

std::string in_words(const When& when, const LocalTime& now) {
  if (when.in_days == 0) return "at " + when.time;
  if (when.in_days == 1) return "tomorrow at " + when.time;
  return fmt::format("on {} at {}", to_iso(year_month_day{sys_days{now.date} + std::chrono::days{when.in_days}}), when.time);
}

}  // namespace vestibule::queue
