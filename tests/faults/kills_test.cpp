#include "kills.hpp"

#include <doctest/doctest.h>

#include <cstdio>

using namespace vestibule::faults;

TEST_CASE(
    "the host is killed fifty times under load: what was acknowledged is there, once, and the same id has the same answer") {
  const auto figures = play_kills({50, 1});
  for (const auto& fault : figures.faults) FAIL_CHECK(fault);
  CHECK(figures.compared == figures.acknowledged);
  std::printf("%s\n", summary(figures).c_str());
}
