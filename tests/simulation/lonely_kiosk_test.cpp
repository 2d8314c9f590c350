// Kiosk-days alone, with power cuts: nobody lost, nobody doubled. `./run soak` plays 5,000 of them.
#include <doctest/doctest.h>

#include "lonely_kiosk.hpp"

using namespace vestibule::simulation;

TEST_CASE("with a disk that lies, numbers get lost, and it is seen") {
  int lost = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) lost += play_lonely_day(seed, true).lost;
  CHECK(lost > 0);
}

TEST_CASE("fifty kiosk-days without line and power: every number in a hand is one token, and no other") {
  const LonelyResult all = play_lonely_days(50);
  print(all);
  for (const auto& fault : all.faults) FAIL_CHECK(fault);
  CHECK(all.alone > 0);
  CHECK(all.power_cuts > 0);
}
