// soak_days: many simulated days with faults, each with a seed of its own. VESTIBULE_DAYS says how many, VESTIBULE_SEED where to
// begin, VESTIBULE_FAULTS which faults instead of those the seed draws ("drop=2,power_cut=1"), VESTIBULE_MINUTES how much
// of each day is played: so one day is played again.

#include <doctest/doctest.h>
#include <stdlib.h>

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
  const Figures figures = play_days(run);
  print(figures);
  for (const auto& sentence : figures.failures) FAIL_CHECK(sentence);
}
