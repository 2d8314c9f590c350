#include "brokers.hpp"

#include <doctest/doctest.h>

#include <cstdio>

using namespace vestibule::faults;

TEST_CASE("the broker dies five times under load with all it held: nothing is lost, and all find together") {
  const auto figures = play_brokers({5, 1});
  for (const auto& fault : figures.faults) FAIL_CHECK(fault);
  CHECK(figures.compared == figures.acknowledged);
  std::printf("%s\n", summary(figures).c_str());
}

TEST_CASE(
    "a screen sleeps while the broker's queue for it overflows: it sees that something is missing, and with the next change the "
    "present state") {
  const auto slept = sleep_through(Wake::something_changes);
  for (const auto& fault : slept.faults) FAIL_CHECK(fault);
  CHECK(slept.missing > 0);
  std::printf("%s\n", summary(slept).c_str());
}
