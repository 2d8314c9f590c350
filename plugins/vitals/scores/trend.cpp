#include "trend.hpp"

#include <algorithm>
#include <cmath>

namespace vestibule::vitals {
namespace {

using namespace std::chrono_literals;
using Hours = std::chrono::duration<double, std::ratio<3600>>;

constexpr std::size_t most_points = 60;

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

}  // namespace

Heading heading_of(const std::vector<TrendPoint>& points, double least) {
  if (points.empty()) return {};
  const Steady from = points.back().at - 1h;
  auto first = std::find_if(points.begin(), points.end(), [&](const TrendPoint& point) { return point.at >= from; });
  if (static_cast<std::size_t>(points.end() - first) > most_points) first = points.end() - most_points;
  const Duration seen = points.back().at - first->at;
  if (points.end() - first < 3 || seen < 10min) return {};
  std::vector<double> slopes;
  for (auto one = first; one != points.end(); ++one)
    for (auto other = one + 1; other != points.end(); ++other)
      if (other->at > one->at) slopes.push_back((other->value - one->value) / Hours(other->at - one->at).count());
  Heading heading{Trend::steady, median(slopes)};
  if (std::abs(heading.per_hour) * Hours(seen).count() >= least) heading.trend = heading.per_hour > 0 ? Trend::rising : Trend::falling;
  return heading;
}

std::optional<Duration> time_to(double limit, double now, const Heading& heading) {
  if (heading.trend != Trend::rising && heading.trend != Trend::falling) return std::nullopt;
  const double hours = (limit - now) / heading.per_hour;
  if (now == limit) return Duration::zero();
  if (!(hours > 0 && hours <= 2)) return std::nullopt;
  return std::chrono::duration_cast<Duration>(Hours(hours));
}

}  // namespace vestibule::vitals
