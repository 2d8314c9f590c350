// soak_days: many simulated days, each with a seed of its own. VESTIBULE_DAYS says how many (default 200), VESTIBULE_SEED where to
// begin: one day alone replays a seed that failed.

#include <doctest/doctest.h>
#include <stdlib.h>

#include <chrono>
#include <cstdio>

#include "hospital_day.hpp"

using namespace vestibule::simulation;

namespace {

std::uint64_t number_from(const char* name, std::uint64_t standard) {
  const char* text = getenv(name);
  return text ? strtoull(text, nullptr, 10) : standard;
}

}  // namespace

TEST_CASE("simulated days without a violation") {
  const std::uint64_t days = number_from("VESTIBULE_DAYS", 200), first = number_from("VESTIBULE_SEED", 1);
  const auto begun = std::chrono::steady_clock::now();
  std::int64_t tokens = 0;
  for (std::uint64_t seed = first; seed < first + days; ++seed) {
    const DayResult day = play_day(seed);
    tokens += day.issued;
    for (const auto& fault : faults_of(day))
      FAIL_CHECK("seed " << seed << ": " << fault << " (VESTIBULE_SEED=" << seed << " VESTIBULE_DAYS=1 replays it)");
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  std::printf("%llu simulated days, %lld tokens, %.1f days a second\n", static_cast<unsigned long long>(days), static_cast<long long>(tokens),
              static_cast<double>(days) / seconds);
}
