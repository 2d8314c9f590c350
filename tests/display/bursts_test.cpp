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

TEST_CASE("a call lost, doubled, out of order or told too little is noticed") {
  BurstResult well;
  for (auto* list : {&well.called, &well.painted, &well.spoken, &well.told_painted, &well.told_spoken}) *list = {1, 2, 3};
  well.chimes = 3;
  CHECK(faults_of(well).empty());
  const auto noticed = [&](auto change) {
    BurstResult ill = well;
    change(ill);
    return faults_of(ill).size() == 1;
  };
  CHECK(noticed([](BurstResult& ill) { ill.painted = {1, 3}; }));
  CHECK(noticed([](BurstResult& ill) { ill.spoken = {1, 3, 2}; }));
  CHECK(noticed([](BurstResult& ill) { ill.told_painted = {1, 2, 2, 3}; }));
  CHECK(noticed([](BurstResult& ill) { ill.told_spoken.clear(); }));
  CHECK(noticed([](BurstResult& ill) { ill.chimes = 2; }));
}
