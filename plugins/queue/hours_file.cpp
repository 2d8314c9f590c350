#include "hours_file.hpp"

#include <algorithm>

namespace vestibule::queue {
namespace {

constexpr std::string_view day_names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// "07:30" in minutes of the day; up to "24:00".
std::optional<int> time_of_day(std::string_view text) {
  const auto hour = vestibule::detail::digits(text, 0, 2), minute = vestibule::detail::digits(text, 3, 2);
  if (text.size() != 5 || text[2] != ':' || !hour || !minute || *minute > 59) return std::nullopt;
  const int time = *hour * 60 + *minute;
  return time <= 24 * 60 ? std::optional{time} : std::nullopt;
}

Span span(TableReader& entry) {
  const auto from = time_of_day(entry.text("from")), until = time_of_day(entry.text("until"));
  if (!from) entry.fault("from", "must be a time such as \"07:30\"");
  if (!until) entry.fault("until", "must be a time such as \"16:00\"");
  if (from && until && *from >= *until) entry.fault("until", "must be later than from");
  return {from.value_or(0), until.value_or(0)};
}

}  // namespace

OpeningHours read_opening(const toml::table& table, const std::string& service, Faults& faults) {
  TableReader entry(table, fmt::format("opening of service '{}'", service), faults);
  OpeningHours hours;
  for (const auto& day : entry.texts("days")) {
    const auto* found = std::find(std::begin(day_names), std::end(day_names), day);
    if (found == std::end(day_names)) entry.fault("days", fmt::format("holds '{}'; days are mon tue wed thu fri sat sun", day));
    else hours.days |= 1u << (found - std::begin(day_names));
  }
  const Span times = span(entry);
  hours.from = times.from;
  hours.until = times.until;
  entry.finish();
  return hours;
}

Span read_span(const toml::table& table, const std::string& what, Faults& faults) {
  TableReader entry(table, what, faults);
  const Span times = span(entry);
  entry.finish();
  return times;
}

}  // namespace vestibule::queue
