// When readings are worth writing, and how they are drawn together.

#include <doctest/doctest.h>

#include "readings/course.hpp"
#include "readings/recorder.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

const Instant begin = *instant_from_iso("2026-11-23T07:00:00Z");
constexpr Steady start{Duration{1'000'000}};

Reading reading(Duration after, double hr) {
  Reading made{begin + after, start + after, 0, {}, {}};
  made.values[at(Measure::hr)] = hr;
  return made;
}

}  // namespace

TEST_CASE("a stretch is written when its first reading has waited long enough, and no other") {
  Recorder recorder(10s);
  recorder.add(1, reading(0s, 70));
  recorder.add(2, reading(5s, 80));
  CHECK(recorder.take(start + 9s).empty());
  const auto first = recorder.take(start + 10s);
  REQUIRE(first.stretches.size() == 1);
  CHECK(first.stretches[0].episode == 1);
  CHECK(recorder.take(start + 14s).empty());
  CHECK(recorder.take(start + 15s).stretches.at(0).episode == 2);
  CHECK(recorder.take(start + 60s).empty());
  recorder.add(1, reading(70s, 71));
  CHECK(recorder.take(start + 80s).stretches.size() == 1);
}

TEST_CASE("a flood fills stretches and not memory") {
  Recorder recorder(10s);
  for (int n = 0; n < 10 * Recorder::longest_stretch; ++n) recorder.add(1, reading(Duration{n}, 70));
  CHECK(recorder.take(start).stretches.size() == 10);
}

TEST_CASE("a minute is summed up when the next begins, and what is open when all is due") {
  Recorder recorder(10s);
  for (int second = 0; second < 61; ++second) recorder.add(1, reading(second * 1s, second < 30 ? 60 : 90));
  auto batch = recorder.take(start + 61s);
  REQUIRE(batch.minutes.size() == 1);
  CHECK(batch.minutes[0].minute == begin);
  const auto minute = unpack_minute(batch.minutes[0].summary);
  REQUIRE(minute);
  CHECK(minute->of[0].count == 60);
  CHECK(minute->of[0].sum == 60 * 75);
  batch = recorder.take(start + 61s, true);
  CHECK(batch.minutes.size() == 1);
  CHECK(recorder.take(start + 61s, true).empty());
}

TEST_CASE("an episode that ends is due at once") {
  Recorder recorder(10s);
  recorder.add(1, reading(0s, 70));
  recorder.end(1);
  recorder.end(7);
  const auto batch = recorder.take(start);
  CHECK(batch.stretches.size() == 1);
  CHECK(batch.minutes.size() == 1);
  CHECK(recorder.take(start + 1h).empty());
}

TEST_CASE("a point is as long as a whole number of seconds, or of minutes") {
  CHECK(step_of(begin, begin + 10s, 500) == 1s);
  CHECK(step_of(begin, begin + 1000s, 500) == 2s);
  CHECK(step_of(begin, begin + 1001s, 500) == 3s);
  CHECK(step_of(begin, begin + 24h, 500) == 3min);
  CHECK(step_of(begin, begin + 31 * 24h, 500) == 90min);
}

TEST_CASE("a course has a point where something was measured and none where nothing was") {
  CourseMaker maker(begin, begin + 60s, 10s);
  maker.add(Kept{begin - 1ms, 0, {50.0, {}, {}, {}, {}, {}, {}, {}}});
  maker.add(Kept{begin, 0, {60.0, {}, {}, {}, {}, {}, {}, {}}});
  maker.add(Kept{begin + 9s, 0, {80.0, {}, {}, {}, {}, {}, {}, {}}});
  maker.add(Kept{begin + 35s, 0, {70.0, 96.0, {}, {}, {}, {}, {}, {}}});
  maker.add(Kept{begin + 60s, 0, {50.0, {}, {}, {}, {}, {}, {}, {}}});
  const auto history = maker.made({});
  REQUIRE(history.courses.size() == 2);
  const auto& hr = history.courses[0].samples;
  REQUIRE(hr.size() == 2);
  CHECK(hr[0].at == begin);
  CHECK(hr[0].mean == 70);
  CHECK(hr[0].low == 60);
  CHECK(hr[0].high == 80);
  CHECK(hr[1].at == begin + 30s);
  CHECK(maker.made({Measure::spo2}).courses.size() == 1);
  CHECK(maker.made({Measure::rr}).courses.empty());
}

TEST_CASE("minutes add up to longer points") {
  Minute one, two;
  one.add({60.0, {}, {}, {}, {}, {}, {}, {}});
  two.add({90.0, {}, {}, {}, {}, {}, {}, {}});
  CourseMaker maker(begin, begin + 1h, 5min);
  maker.add(begin + 1min, one);
  maker.add(begin + 2min, two);
  maker.add(begin - 1min, one);  // over before it begins
  const auto history = maker.made({});
  REQUIRE(history.courses.size() == 1);
  REQUIRE(history.courses[0].samples.size() == 1);
  CHECK(history.courses[0].samples[0].mean == 75);
  CHECK(history.courses[0].samples[0].count == 2);
}
