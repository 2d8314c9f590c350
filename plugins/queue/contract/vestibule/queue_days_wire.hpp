#pragma once
// How days went: what a manager draws and takes away. Sums only: nobody in them can be told apart.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "vestibule/queue_desk_wire.hpp"

namespace vestibule::queue {

struct DaysAsked {
  std::optional<std::chrono::year_month_day> until;  ///< the last business day; absent: the latest there is
  std::optional<int> days;                           ///< so many business days, 1 to 31; absent: 7
  std::optional<ServiceId> service;                  ///< absent: all
};
BOOST_DESCRIBE_STRUCT(DaysAsked, (), (until, days, service))

/// How long people waited until they were called. Absent: nobody was.
struct WaitsTold {
  int called = 0;
  int half_seconds = 0;       ///< half of them waited no longer
  int nine_in_ten_seconds = 0;
};
BOOST_DESCRIBE_STRUCT(WaitsTold, (), (called, half_seconds, nine_in_ten_seconds))

struct HourTold {
  int hour = 0;  ///< of the site's own clock
  int came = 0;
  int done = 0;  ///< of those who came in it
  std::optional<WaitsTold> waits;
};
BOOST_DESCRIBE_STRUCT(HourTold, (), (hour, came, done, waits))

struct DayTold {
  std::chrono::year_month_day day{};
  int came = 0;
  int done = 0;
  int no_show = 0;
  int cancelled = 0;
  std::optional<WaitsTold> waits;
  int with_target = 0;  ///< calls of classes that promise a time
  int in_target = 0;    ///< of those, within it
  int promised = 0;     ///< calls of people who had been shown a range
  int inside = 0;       ///< of those, within it
  std::vector<HourTold> hours;  ///< from the first to the last in which somebody came
};
BOOST_DESCRIBE_STRUCT(DayTold, (), (day, came, done, no_show, cancelled, waits, with_target, in_target, promised, inside, hours))

struct DaysTold {
  std::vector<DayTold> days;  ///< the oldest first
};
BOOST_DESCRIBE_STRUCT(DaysTold, (), (days))

// ---- query queue.report: the same, and who went before whom, on paper

struct ReportAsked {
  std::string language;  ///< one of the eight: "en", "ar", ...
  std::optional<std::chrono::year_month_day> until;
  std::optional<int> days;
  std::optional<ServiceId> service;
};
BOOST_DESCRIBE_STRUCT(ReportAsked, (), (language, until, days, service))

struct ReportFile {
  std::string name;    ///< "report-2026-11-23.pdf"
  std::string type;    ///< "application/pdf"
  std::string base64;  ///< its bytes
};
BOOST_DESCRIBE_STRUCT(ReportFile, (), (name, type, base64))

}  // namespace vestibule::queue
