// Kiosk-days alone, with power cuts: nobody lost, nobody doubled. VESTIBULE_KIOSK_DAYS says how many (two kiosks each),
// VESTIBULE_SEED where to begin.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <cstdio>

#include "lonely_kiosk.hpp"

using namespace vestibule::simulation;

namespace {

std::uint64_t number_from(const char* name, std::uint64_t standard) {
  const char* text = getenv(name);
  return text ? strtoull(text, nullptr, 10) : standard;
}

}  // namespace

TEST_CASE("with a disk that lies, numbers get lost, and it is seen") {
  std::size_t faults = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) faults += play_lonely_day(seed, true).faults.size();
  CHECK(faults > 0);
}

TEST_CASE("kiosks without line and power: every number in a hand is one token, and no other") {
  const std::uint64_t days = number_from("VESTIBULE_KIOSK_DAYS", 12), first = number_from("VESTIBULE_SEED", 1);
  LonelyResult all;
  for (std::uint64_t seed = first; seed < first + days; ++seed) {
    const auto day = play_lonely_day(seed);
    for (const auto& fault : day.faults)
      FAIL_CHECK("seed " << seed << ": " << fault << " (VESTIBULE_SEED=" << seed << " VESTIBULE_KIOSK_DAYS=1 replays it)");
    // A token nobody holds needs a power cut between disk and glass, or an urgent patient, who is told the way and gets no paper.
    CHECK(day.orphans >= 0);
    all.visits += day.visits;
    all.holding += day.holding;
    all.alone += day.alone;
    all.power_cuts += day.power_cuts;
    all.line_cuts += day.line_cuts;
    all.orphans += day.orphans;
  }
  std::printf("%llu kiosk-days: %d visits, %d numbers in a hand, %d of them given alone, %d power cuts, %d line cuts, %d urgent or held by nobody\n",
              static_cast<unsigned long long>(2 * days), all.visits, all.holding, all.alone, all.power_cuts, all.line_cuts, all.orphans);
  CHECK(all.alone > 0);
  CHECK(all.power_cuts > 0);
}
