// What was measured is kept, found again by patient, and never mixed.

#include "ward.hpp"

using namespace vestibule;
using namespace vestibule::vitals;

namespace {

History history(SmallWard& ward, const char* patient, Instant from, Instant until, int points = 5000) {
  const auto found = ward.host.ask_as<History>("vitals.history", HistoryAsked{PatientId{patient}, from, until, {Measure::hr}, points});
  REQUIRE(found);
  return *found;
}

}  // namespace

TEST_CASE("a patient's readings are found again and those of the next are not among them") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  const Instant begin = ward.host.clock.wall();
  monitor.boot(1);
  monitor.live(60, 30s);
  REQUIRE(ward.host.do_as<BedNow>("vitals.discharge", Discharge{PatientId{"p1"}}));
  ward.admit("p2", "w1-1");
  monitor.live(120, 30s);
  ward.host.run_for(15s);
  const Instant end = ward.host.clock.wall();

  const auto first = history(ward, "p1", begin, end);
  REQUIRE(first.courses.size() == 1);
  CHECK(first.step_ms == 1000);
  CHECK(first.courses[0].samples.size() == 30);
  for (const auto& sample : first.courses[0].samples) CHECK(sample.high == 60);
  const auto second = history(ward, "p2", begin, end);
  REQUIRE(second.courses.size() == 1);
  CHECK(second.courses[0].samples.size() == 30);
  for (const auto& sample : second.courses[0].samples) CHECK(sample.low == 120);
  CHECK(history(ward, "p3", begin, end).courses.empty());
}

TEST_CASE("long stretches are told by the minute") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  const Instant begin = ward.host.clock.wall();
  for (int minute = 0; minute < 5; ++minute) monitor.live(60 + minute, 60s);
  REQUIRE(ward.host.restart());  // what is open is written when the house closes
  const auto told = history(ward, "p1", begin, begin + 24h, 100);
  CHECK(told.step_ms % 60'000 == 0);
  REQUIRE(told.courses.size() == 1);
  int count = 0;
  for (const auto& sample : told.courses[0].samples) count += sample.count;
  CHECK(count == 300);
}

TEST_CASE("a history without end, or of too many points, is refused") {
  SmallWard ward;
  const Instant now = ward.host.clock.wall();
  const auto ask = [&](Instant from, Instant until, int points) {
    return ward.host.ask_as<History>("vitals.history", HistoryAsked{PatientId{"p1"}, from, until, {}, points});
  };
  CHECK(ask(now, now, 100).error().code == Code::invalid);
  CHECK(ask(now, now + std::chrono::days(32), 100).error().code == Code::invalid);
  CHECK(ask(now, now + 1h, 9).error().code == Code::invalid);
}
