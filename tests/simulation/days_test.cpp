// The short form of the soak: the first third of 200 days, in four parts, the controls, and that a failing day says how to play it again.

#include <doctest/doctest.h>

#include "days.hpp"

using namespace vestibule::simulation;

namespace {

void fifty_days(std::uint64_t first) {
  const Figures figures = play_days({first, number_from("VESTIBULE_DAYS", 50), {}, std::chrono::minutes{35}});
  print(figures);
  for (const auto& sentence : figures.failures) FAIL_CHECK(sentence);
  CHECK(figures.all.tokens > 100 * static_cast<int>(figures.days));
  CHECK(figures.all.cuts > 0);
}

}  // namespace

TEST_CASE("simulated days with faults, 1 to 50") { fifty_days(1); }
TEST_CASE("simulated days with faults, 51 to 100") { fifty_days(51); }
TEST_CASE("simulated days with faults, 101 to 150") { fifty_days(101); }
TEST_CASE("simulated days with faults, 151 to 200") { fifty_days(151); }

TEST_CASE("a day without faults is a day: people come, are served, and nothing is wrong") {
  const DayReport day = play({20261122, {}, false, std::chrono::minutes{100}});
  for (const auto& fault : day.faults) FAIL_CHECK(fault);
  CHECK(day.visits > 1'200);
  CHECK(day.tokens > 1'000);
  CHECK(day.done > 500);
  CHECK(day.cuts == 0);
  CHECK(day.held > 700);
}

TEST_CASE("one seed gives one trace, another seed another") {
  const auto trace = [](std::uint64_t seed) {
    Plan plan = plan_of(seed);
    plan.open = std::chrono::minutes{40};
    return play(plan).trace;
  };
  const std::uint64_t first = trace(7);
  CHECK(first == trace(7));
  CHECK(first != trace(8));
}

TEST_CASE("control: a host's disk that lies about sync is noticed on every day with a power cut, and the list of faults is shrunk to it") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    Plan plan{seed, {{Fault::power_cut, 3}, {Fault::duplicate, 1}}, true, std::chrono::minutes{100}};
    CHECK_FALSE(play(plan).faults.empty());
    if (seed > 1) continue;
    const Plan small = shrink(plan);
    CHECK(text_of(small.faults) == "power_cut=3");
    CHECK(command_for(small) == "VESTIBULE_SEED=1 VESTIBULE_FAULTS=power_cut=3 build/release/bin/soak_days");
  }
}

TEST_CASE("faults are written as they are read") {
  const Faults faults{{Fault::drop, 2}, {Fault::power_cut, 1}};
  CHECK(text_of(faults) == "drop=2,power_cut=1");
  CHECK(*faults_from("drop=2,power_cut=1") == faults);
  CHECK(faults_from("none")->empty());
  CHECK_FALSE(faults_from("fire=1"));
  CHECK_FALSE(faults_from("drop=9"));
}
