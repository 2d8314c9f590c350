#include <doctest/doctest.h>

#include "moment.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using std::chrono::hours;
using std::chrono::minutes;

TEST_CASE("the time line goes on over a restart, by as long as the wall says the house was down") {
  const Instant noon = *instant_from_iso("2026-11-22T12:00:00Z");
  Timeline before;
  before.begin(noon, Steady{hours{1}});
  const Moment last = before.at(Steady{hours{1} + minutes{10}});
  Timeline after;
  after.resume({noon + minutes{10}, last}, noon + minutes{13}, Steady{Duration{5}});
  CHECK(after.at(Steady{Duration{5}}) - last == minutes{3});
  CHECK(after.at(Steady{Duration{5} + minutes{1}}) - last == minutes{4});
}

TEST_CASE("a wall clock set back takes no time away") {
  const Instant noon = *instant_from_iso("2026-11-22T12:00:00Z");
  Timeline line;
  line.resume({noon, Moment{hours{500}}}, noon - hours{1}, Steady{hours{2}});
  CHECK(line.at(Steady{hours{2}}) == Moment{hours{500}});
}
