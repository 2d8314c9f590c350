#pragma once
// Sums of one business day, from its tokens and their waits.

#include <map>
#include <vector>

#include <vestibule/queue_days_wire.hpp>

namespace vestibule::queue {

class DaySums {
 public:
  explicit DaySums(std::chrono::year_month_day day) { told_.day = day; }

  /// Somebody came in that hour of the local day; how that visit stands.
  void came(int hour, State state);
  struct Waited {
    int seconds = 0;
    std::optional<int> target_seconds;                ///< of the class
    std::optional<int> low_minutes = {}, high_minutes = {};  ///< the range shown
  };
  /// One of them was called.
  void called(int hour, const Waited& waited);

  DayTold told() const;

 private:
  DayTold told_;
  std::map<int, HourTold> hours_;
  std::map<int, std::vector<int>> waits_;
};

/// Nothing if nobody waited. The value of rank n/2 and 9n/10, rounded up: always one that somebody waited.
std::optional<WaitsTold> waits_of(std::vector<int> seconds);

}  // namespace vestibule::queue
