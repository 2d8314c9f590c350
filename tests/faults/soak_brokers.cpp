// soak_brokers: a hundred deaths of the broker with all it held, under load. VESTIBULE_BROKERS says how many, VESTIBULE_SEED
// where chance begins.

#include <doctest/doctest.h>

#include <cstdio>

#include "brokers.hpp"
#include "figures.hpp"

using namespace vestibule::faults;

TEST_CASE("the broker dies a hundred times with all it held, and nothing acknowledged is lost") {
  const auto figures =
      play_brokers({number_from("VESTIBULE_BROKERS", 100), static_cast<std::uint64_t>(number_from("VESTIBULE_SEED", 1))});
  for (const auto& fault : figures.faults) FAIL_CHECK(fault);
  CHECK(figures.compared == figures.acknowledged);
  std::printf("%s\n", summary(figures).c_str());
}

TEST_CASE(
    "a screen sleeps while the broker's queue for it overflows: the house's next round of all states finds it, though nothing "
    "changes") {
  const auto slept = sleep_through(Wake::nothing_changes);
  for (const auto& fault : slept.faults) FAIL_CHECK(fault);
  CHECK(slept.missing > 0);
  std::printf("%s\n", summary(slept).c_str());
}
