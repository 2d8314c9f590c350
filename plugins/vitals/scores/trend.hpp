#pragma once
// Where a value is going: rising, falling or neither, and when it would reach a limit. Pure; any thread.

#include <optional>
#include <vector>

#include <vestibule/clock.hpp>
#include <vestibule/vitals_wire.hpp>

namespace vestibule::vitals {

/// A value as it was, minutes apart at best: raw seconds are noise here.
struct TrendPoint {
  Steady at{};
  double value = 0;
};

struct Heading {
  Trend trend = Trend::unknown;
  double per_hour = 0;
};

/// The median of the slopes between all pairs of points (Theil and Sen): a third of the points may be artefacts. A trend is rising or
/// falling if over the time it was seen it moved by `least` or more, `unknown` with fewer than 3 points or less than 10 minutes of them. Looks
/// at the last hour and at most 60 points of it.
Heading heading_of(const std::vector<TrendPoint>& points, double least);

/// How long until the value reaches `limit` if it goes on like this; none if it moves away, does not move, or would take longer than
/// two hours, which nobody can foretell from one. Zero if it is there.
std::optional<Duration> time_to(double limit, double now, const Heading& heading);

}  // namespace vestibule::vitals
