// A short form of soak_bursts.

#include <doctest/doctest.h>

#include <cstdio>

#include "bursts.hpp"

using namespace vestibule::board;

TEST_CASE("bursts of random calls, with a broker and a host that die: called = painted = spoken, in order") {
  const BurstOptions options{1, 12};
  const BurstResult result = play_bursts(options);
  for (const auto& fault : faults_of(result)) FAIL_CHECK(fault);
  CHECK(result.broker_deaths > 0);
  CHECK(result.host_deaths > 0);
  std::puts(summary(result, options.bursts).c_str());
}
