// trace_days: the traces of some simulated days, one line each. Whichever compiler built it, they are the same.
// VESTIBULE_DAYS says how many (default 10), VESTIBULE_SEED where to begin, VESTIBULE_MINUTES how much of each day is played (35).

#include <doctest/doctest.h>

#include <cstdio>

#include "simulation/days.hpp"

using namespace vestibule::simulation;

TEST_CASE("the traces of simulated days") {
  const std::uint64_t first = number_from("VESTIBULE_SEED", 1), days = number_from("VESTIBULE_DAYS", 10);
  for (std::uint64_t seed = first; seed < first + days; ++seed) {
    Plan plan = plan_of(seed);
    plan.open = std::chrono::minutes{number_from("VESTIBULE_MINUTES", 35)};
    const DayReport day = play(plan);
    std::printf("seed %llu: %016llx over %lld entries and %lld answers\n", static_cast<unsigned long long>(seed), static_cast<unsigned long long>(day.trace),
                static_cast<long long>(day.entries), static_cast<long long>(day.answers));
    CHECK(day.faults.empty());
  }
}
