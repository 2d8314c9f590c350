// soak_kiosks: 5,000 kiosk-days alone, with power cuts. VESTIBULE_KIOSK_DAYS says how many instead, VESTIBULE_SEED where to begin.

#include <doctest/doctest.h>

#include "lonely_kiosk.hpp"

using namespace vestibule::simulation;

TEST_CASE("kiosk-days without line and power: every number in a hand is one token, and no other") {
  const LonelyResult all = play_lonely_days(5000);
  print(all);
  for (const auto& fault : all.faults) FAIL_CHECK(fault);
}
