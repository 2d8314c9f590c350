#include <doctest/doctest.h>

#include "bedside.hpp"

using namespace vestibule;
using namespace vestibule::vitals_test;
using enum vestibule::vitals::Measure;

TEST_CASE("a value must stay beyond its limit for the whole delay") {
  Bedside bed;
  CHECK(bed.go(60, {{hr, 120}}).empty());  // at the limit, not beyond it
  CHECK(bed.go(10, {{hr, 121}}).empty());
  CHECK(bed.go(1, {{hr, 119}}).empty());
  CHECK(bed.go(10, {{hr, 121}}).empty());
  CHECK(bed.go(1, {{hr, 121}}) == "+hr_high medium");
  CHECK(bed.go(600, {{hr, 121}}).empty());  // said once
}

TEST_CASE("it is over once it was back by the hysteresis for the off-delay") {
  Bedside bed;
  bed.go(30, {{hr, 125}});
  CHECK(bed.go(60, {{hr, 116}}).empty());  // inside, but not by 5
  CHECK(bed.go(10, {{hr, 115}}).empty());
  CHECK(bed.go(1, {{hr, 116}}).empty());
  CHECK(bed.go(10, {{hr, 115}}).empty());
  CHECK(bed.go(1, {{hr, 115}}) == "-hr_high");
  CHECK(bed.go(11, {{hr, 125}}) == "+hr_high medium");
}

TEST_CASE("severity rises and falls with its own delays") {
  Bedside bed;
  CHECK(bed.go(11, {{spo2, 88}, {pr, 80}}).empty());
  CHECK(bed.go(1, {{spo2, 79}, {pr, 80}}) == "+spo2_low high");  // under 80 nothing is waited for
  CHECK(bed.go(10, {{spo2, 83}, {pr, 80}}).empty());
  CHECK(bed.go(1, {{spo2, 83}, {pr, 80}}) == "=spo2_low medium");
  CHECK(bed.go(1, {{spo2, 79}, {pr, 80}}) == "=spo2_low high");
  CHECK(bed.go(10, {{spo2, 97}, {pr, 80}}).empty());
  CHECK(bed.go(1, {{spo2, 97}, {pr, 80}}) == "-spo2_low");
  CHECK(bed.go(16, {{spo2, 88}, {pr, 80}}) == "+spo2_low medium");
}

TEST_CASE("asystole, apnoea, fibrillation and saturation under 80 are said at once") {
  CHECK(Bedside().go(1, {{hr, 0}}) == "+asystole high");
  CHECK(Bedside().go(1, {{rr, 0}}) == "+apnoea high");
  CHECK(Bedside().go(1, {{spo2, 79}}) == "+spo2_low high");
  Bedside bed;
  Findings found;
  bed.watch.device_alarm("vfib", Priority::high, true, bed.now, found);
  CHECK(Bedside::told(found) == "+fibrillation high");
}

TEST_CASE("one cause is one alarm: beside asystole and apnoea nothing is said of a slow heart or slow breaths") {
  Bedside bed;
  CHECK(bed.go(11, {{hr, 35}}) == "+hr_low high");
  CHECK(bed.go(1, {{hr, 0}}) == "+asystole high, -hr_low by asystole");
  CHECK(bed.go(60, {{hr, 0}}).empty());
  CHECK(bed.go(11, {{hr, 35}}) == "-asystole");
  CHECK(bed.go(11, {{hr, 35}}) == "+hr_low high");
  CHECK(Bedside().go(60, {{rr, 0}}) == "+apnoea high");
}

TEST_CASE("pressure and temperature are judged by each measurement") {
  Bedside bed;
  CHECK(bed.go(1, {{sbp, 88}, {map, 65}}) == "+sbp_low medium");
  CHECK(bed.go(300, {{hr, 80}}).empty());  // no measurement ends nothing
  CHECK(bed.go(1, {{sbp, 94}}).empty());
  CHECK(bed.go(1, {{sbp, 95}}) == "-sbp_low");
  CHECK(bed.go(1, {{temp, 39.1}}) == "+temp_high low");
}

TEST_CASE("a score of 5 and of 7, and 3 in one parameter, are conditions like any other") {
  Bedside bed;
  Findings found;
  const auto minutes = [&](int count, int points, bool red) {
    found.clear();
    for (int i = 0; i <= count * 60; ++i) bed.watch.score(points, red, bed.now += 1s, found);
    return Bedside::told(found);
  };
  CHECK(minutes(5, 4, false).empty());
  CHECK(minutes(1, 4, true) == "+news2_red medium");
  CHECK(minutes(1, 5, true) == "+news2 medium");
  CHECK(minutes(1, 7, true) == "=news2 high");
  CHECK(minutes(1, 6, true) == "=news2 medium");
  CHECK(minutes(1, 0, false) == "-news2, -news2_red");
}

TEST_CASE("what was open before a restart is not said again, and is over when the value is inside") {
  Bedside bed;
  bed.watch.adopt("hr_high", Priority::medium);
  CHECK(bed.go(30, {{hr, 125}}).empty());
  CHECK(bed.go(11, {{hr, 145}}) == "=hr_high high");
  CHECK(bed.go(11, {{hr, 80}}) == "-hr_high");
  Bedside other;
  other.watch.adopt("hr_high", Priority::high);
  CHECK(other.go(11, {{hr, 80}}) == "-hr_high");
  other.watch.adopt("a condition of an older file", Priority::high);
}

TEST_CASE("what is switched off by policy is over, and does not begin") {
  Bedside bed;
  bed.go(30, {{hr, 125}});
  Limit off;
  off.of = "w";
  off.condition = "hr_high";
  off.off = true;
  Findings found;
  bed.watch.use(with_limits(delivered_conditions(), {off}, "w", "p", Instant{}), found);
  CHECK(Bedside::told(found) == "-hr_high off");
  CHECK(bed.go(60, {{hr, 150}}).empty());
  found.clear();
  bed.watch.use(std::make_shared<Conditions>(delivered_conditions()), found);
  CHECK(found.empty());
  CHECK(bed.go(11, {{hr, 150}}) == "+hr_high high");
}

TEST_CASE("another limit holds from the next value on, and what is open stays open") {
  Bedside bed;
  bed.go(30, {{hr, 125}});
  Limit wider;
  wider.scope = Scope::patient;
  wider.of = "p";
  wider.condition = "hr_high";
  wider.limit = 135;
  Findings found;
  bed.watch.use(with_limits(delivered_conditions(), {wider}, "w", "p", Instant{}), found);
  CHECK(found.empty());
  CHECK(bed.go(11, {{hr, 125}}) == "-hr_high");
  CHECK(bed.go(60, {{hr, 134}}).empty());
}
