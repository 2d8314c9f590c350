#pragma once
// What was measured over time, drawn together to as many points as somebody can look at. Pure.

#include <map>

#include "packing.hpp"

namespace vestibule::vitals {

/// How long a point of an answer is: a whole number of seconds, so that there are at most `points` between the two; from 1 s on.
Duration step_of(Instant from, Instant until, int points);
/// From this step on minutes' summaries tell as much as readings would.
inline constexpr Duration step_of_minutes{60'000};

class CourseMaker {
 public:
  CourseMaker(Instant from, Instant until, Duration step) : from_(from), until_(until), step_(step) {}
  void add(const Kept& kept);
  void add(Instant minute, const Minute& summary);
  bool empty() const { return points_.empty(); }
  /// Of those measures; of all that there are, if none is named.
  History made(const std::vector<Measure>& wanted) const;

 private:
  Minute* point(Instant at);
  Instant from_, until_;
  Duration step_;
  std::map<Instant, Minute> points_;
};

}  // namespace vestibule::vitals
