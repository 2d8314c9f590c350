#include <doctest/doctest.h>

#include "alarms/load.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

LoadRow row(std::int64_t number, const char* patient, const char* condition, Priority worst, Duration at, std::optional<Duration> seen, std::optional<Duration> ended,
            const char* how = "acknowledged", int stage = 0) {
  LoadRow made{number, PatientId{patient}, condition, worst, Instant{at}, {}, {}, how, stage};
  if (seen) made.first_acknowledged_at = Instant{*seen};
  if (ended) made.ended_at = Instant{*ended};
  return made;
}

}  // namespace

TEST_CASE("the load is counted by hour, by patient and condition, and by answer") {
  LoadRows rows;
  rows.alarms = {row(1, "ann", "hr_high", Priority::high, 10min, 10min + 20s, 20min), row(2, "ann", "hr_high", Priority::high, 30min, 30min + 40s, 40min),
                 row(3, "ben", "spo2_low", Priority::medium, 70min, {}, 80min, "escalated", 1), row(4, "ann", "hr_high", Priority::high, 71min, 71min + 300s, {}, "", 2),
                 row(5, "ben", "temp_high", Priority::low, 72min, {}, 73min, "expired")};
  const AlarmLoad load = alarm_load(rows, Instant{}, Instant{2h});
  CHECK(load.alarms == 5);
  CHECK(load.patients == 2);
  CHECK(load.per_patient_hour == doctest::Approx(1.25));
  REQUIRE(load.hours.size() == 2);
  CHECK(load.hours[0].alarms == 2);
  CHECK(load.hours[1].patients == 2);
  REQUIRE(load.top.size() == 3);
  CHECK(load.top[0].condition == "hr_high");
  CHECK(load.top[0].share == doctest::Approx(0.6));
  CHECK(load.responses[0].acknowledged == 3);
  CHECK(load.responses[0].median == 40);
  CHECK(load.responses[0].ninetieth == 300);
  CHECK(load.responses[0].escalated == 1);
  CHECK(load.responses[1].escalated == 1);
  CHECK_FALSE(load.responses[1].median);
  CHECK(load.responses[2].expired == 1);
}

TEST_CASE("silenced time counts each second of an alarm once, and not after its end") {
  LoadRows rows;
  rows.alarms = {row(1, "ann", "hr_high", Priority::high, 0s, {}, 200s), row(2, "ann", "spo2_low", Priority::high, 0s, 30s, 500s)};
  rows.pauses = {{1, Instant{10s}, Instant{130s}}, {1, Instant{100s}, Instant{220s}}, {2, Instant{10s}, Instant{130s}}};
  CHECK(alarm_load(rows, Instant{}, Instant{1h}).silenced_seconds == 190 + 20);
}

TEST_CASE("of no alarms there is nothing to say") {
  const AlarmLoad load = alarm_load({}, Instant{}, Instant{1h});
  CHECK(load.alarms == 0);
  CHECK(load.per_patient_hour == 0);
  CHECK(load.top.empty());
}
