#pragma once
// The queue's own time line. Order and waits are reckoned on it, so a wall clock set back an hour moves nobody.

#include <chrono>

#include <vestibule/clock.hpp>

namespace vestibule::queue {

struct QueueTime {};
/// A point on the queue's time line: whole milliseconds, never going back, going on over restarts. It starts near the
/// wall's time and drifts from it by as much as the wall clock is set; never show it to people.
using Moment = std::chrono::time_point<QueueTime, Duration>;

/// One moment that was seen on both clocks.
struct Sighting {
  Instant wall{};
  Moment moment{};
};

/// Maps the steady clock of this run of the process onto the queue's time line.
class Timeline {
 public:
  /// Goes on from the last sighting that was stored. How long the house was down only the wall can tell; if it says that
  /// we went back in time, the house was down for no time at all.
  void resume(const Sighting& last, Instant wall, Steady steady) {
    const Duration down = wall > last.wall ? wall - last.wall : Duration::zero();
    offset_ = (last.moment + down).time_since_epoch() - steady.time_since_epoch();
  }

  /// Begins the line where the wall stands now: for an empty database.
  void begin(Instant wall, Steady steady) { offset_ = wall.time_since_epoch() - steady.time_since_epoch(); }

  Moment at(Steady steady) const { return Moment{steady.time_since_epoch() + offset_}; }

 private:
  Duration offset_{};
};

}  // namespace vestibule::queue
