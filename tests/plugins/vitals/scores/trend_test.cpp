#include <doctest/doctest.h>

#include "scores/trend.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

std::vector<TrendPoint> line(int count, double from, double each_minute) {
  std::vector<TrendPoint> points;
  for (int i = 0; i < count; ++i) points.push_back({Steady{std::chrono::minutes{i}}, from + each_minute * i});
  return points;
}

}  // namespace

TEST_CASE("a value that moves rises or falls, and says when it would reach a limit") {
  const auto rising = heading_of(line(31, 80, 0.5), 5);
  CHECK(rising.trend == Trend::rising);
  CHECK(rising.per_hour == doctest::Approx(30));
  CHECK(time_to(110, 95, rising) == 30min);
  CHECK_FALSE(time_to(90, 95, rising));   // it moves away from it
  CHECK_FALSE(time_to(200, 95, rising));  // more than two hours
  CHECK(time_to(95, 95, rising) == 0min);
  const auto falling = heading_of(line(31, 97, -0.1), 2);
  CHECK(falling.trend == Trend::falling);
  CHECK(time_to(91, 94, falling) == 30min);
}

TEST_CASE("a value that hardly moves is steady, and of a few minutes nothing is known") {
  CHECK(heading_of(line(60, 80, 0.01), 5).trend == Trend::steady);
  CHECK_FALSE(time_to(90, 80, heading_of(line(60, 80, 0.01), 5)));
  CHECK(heading_of(line(9, 80, 3), 5).trend == Trend::unknown);
  CHECK(heading_of({}, 5).trend == Trend::unknown);
  CHECK(heading_of({{Steady{}, 1}, {Steady{}, 2}, {Steady{}, 3}}, 1).trend == Trend::unknown);
}

TEST_CASE("artefacts do not turn a trend, and what is over an hour old does not count") {
  auto points = line(31, 80, 0.5);
  for (std::size_t i = 3; i < points.size(); i += 5) points[i].value = 250;
  CHECK(heading_of(points, 5).per_hour == doctest::Approx(30).epsilon(0.2));
  auto turned = line(200, 150, -0.5);
  for (int i = 0; i < 70; ++i) turned.push_back({turned.back().at + 1min, 50.0 + i});
  CHECK(heading_of(turned, 5).trend == Trend::rising);
}
