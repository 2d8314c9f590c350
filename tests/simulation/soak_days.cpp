// soak_days: many simulated days with faults, each with a seed of its own; the figures so far after each 250 of them.
// VESTIBULE_DAYS says how many, VESTIBULE_SEED where to begin, VESTIBULE_FAULTS which faults instead of those the seed draws
// ("drop=2,power_cut=1"), VESTIBULE_MINUTES how much of each day is played: so one day is played again.

#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>

#include "days.hpp"

using namespace vestibule::simulation;

TEST_CASE("simulated days with faults, and no violation") {
  Run run;
  run.first = number_from("VESTIBULE_SEED", 1);
  run.open = std::chrono::minutes{number_from("VESTIBULE_MINUTES", static_cast<std::uint64_t>(run.open / std::chrono::minutes{1}))};
  const char* faults = getenv("VESTIBULE_FAULTS");
  run.days = number_from("VESTIBULE_DAYS", faults || getenv("VESTIBULE_SEED") ? 1 : 10'000);
  if (faults) {
    const auto read = faults_from(faults);
    REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
    run.faults = *read;
  }
  constexpr std::uint64_t at_once = 250;
  const std::uint64_t last = run.first + run.days;
  Figures figures;
  for (; run.first < last && figures.failures.size() < 3; run.first += at_once) {
    run.days = std::min(at_once, last - run.first);
    const Figures part = play_days(run);
    add(figures, part);
    print(figures);
    for (const auto& sentence : part.failures) FAIL_CHECK(sentence);
  }
}
