#pragma once
// A moment in UTC, the same in memory, in the database and on the wire.

#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace vestibule {

/// UTC, whole milliseconds. In the database: milliseconds since 1970 as INTEGER. On the wire: ISO 8601.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

namespace detail {
/// The number with leading zeros.
inline void put_digits(char* to, unsigned value, int width) {
  for (; width-- > 0; value /= 10) to[width] = static_cast<char>('0' + value % 10);
}
}  // namespace detail

/// "2026-11-22T08:05:09.120Z". By hand, for a board says the time of each of its calls, and boards are what a busy house sends.
inline std::string to_iso(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const int year = static_cast<int>(date.year());
  auto left = static_cast<unsigned>((instant - day).count());
  const unsigned milliseconds = left % 1000, seconds = (left /= 1000) % 60, minutes = (left /= 60) % 60, hours = left / 60;
  if (year < 0 || year > 9999)  // no calendar of ours, but nothing is to be cut off either
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", year, static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), hours,
                       minutes, seconds, milliseconds);
  std::string text = "0000-00-00T00:00:00.000Z";
  const auto put = [&text](std::size_t at, unsigned value, int width) { detail::put_digits(text.data() + at, value, width); };
  put(0, static_cast<unsigned>(year), 4);
  put(5, static_cast<unsigned>(date.month()), 2);
  put(8, static_cast<unsigned>(date.day()), 2);
  put(11, hours, 2);
  put(14, minutes, 2);
  put(17, seconds, 2);
  put(20, milliseconds, 3);
  return text;
}

/// "2026-11-22"
inline std::string to_iso(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

namespace detail {
/// The decimal number that fills `text` from `at` for `width` characters, if only digits stand there.
inline std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}
}  // namespace detail

/// Reads "2026-11-22"; nothing if the text is no date of the calendar.
inline std::optional<std::chrono::year_month_day> date_from_iso(std::string_view text) {
  const auto year = detail::digits(text, 0, 4), month = detail::digits(text, 5, 2), day = detail::digits(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

/// Reads "2026-11-22T08:05:09Z" or with one to three decimals; UTC ("Z") only. Nothing if it is anything else.
inline std::optional<Instant> instant_from_iso(std::string_view text) {
  if (text.size() < 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.back() != 'Z') return std::nullopt;
  const auto date = date_from_iso(text.substr(0, 10));
  const auto hour = detail::digits(text, 11, 2), minute = detail::digits(text, 14, 2), second = detail::digits(text, 17, 2);
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  int millis = 0;
  if (text.size() > 20) {
    const std::size_t decimals = text.size() - 21;
    const auto fraction = detail::digits(text, 20, decimals);
    if (text[19] != '.' || decimals < 1 || decimals > 3 || !fraction) return std::nullopt;
    millis = decimals == 3 ? *fraction : decimals == 2 ? *fraction * 10 : *fraction * 100;
  }
  return Instant{std::chrono::sys_days{*date}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         std::chrono::seconds{*second} + Duration{millis};
}

/// For the database: milliseconds since 1970-01-01T00:00Z.
inline long long to_millis(Instant instant) { return instant.time_since_epoch().count(); }
inline Instant from_millis(long long millis) { return Instant{Duration{millis}}; }

}  // namespace vestibule
