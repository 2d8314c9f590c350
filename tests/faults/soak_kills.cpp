// soak_kills: 2,000 kills of the real host under load. VESTIBULE_KILLS says how many, VESTIBULE_SEED where chance begins.

#include <doctest/doctest.h>

#include <cstdio>

#include "figures.hpp"
#include "kills.hpp"

using namespace vestibule::faults;

TEST_CASE("the host is killed two thousand times under load, and nothing acknowledged is lost") {
  const auto figures =
      play_kills({number_from("VESTIBULE_KILLS", 2000), static_cast<std::uint64_t>(number_from("VESTIBULE_SEED", 1))});
  for (const auto& fault : figures.faults) FAIL_CHECK(fault);
  CHECK(figures.compared == figures.acknowledged);
  std::printf("%s\n", summary(figures).c_str());
}
