#include <doctest/doctest.h>

#include "hospital_day.hpp"

using vestibule::simulation::DayResult;
using vestibule::simulation::faults_of;
using vestibule::simulation::play_day;

namespace {

/// Nothing went wrong, and the day was a day: people came, were served, and some did not turn up.
void check_day(const DayResult& day) {
  for (const auto& fault : faults_of(day)) FAIL_CHECK(fault);
  CHECK(day.wished > 500);
  CHECK(day.done > 300);
  CHECK(day.no_show > 0);
  CHECK(day.last_call.size() == 2);
}

}  // namespace

TEST_CASE("a whole hospital day ends with nobody lost, and one seed gives one journal") {
  const DayResult first = play_day(20261122);
  check_day(first);
  const DayResult again = play_day(20261122);
  CHECK(again.entries == first.entries);
  CHECK(again.journal_hash == first.journal_hash);
}

TEST_CASE("another seed is another day") {
  const DayResult day = play_day(7);
  check_day(day);
  CHECK(day.journal_hash != play_day(8).journal_hash);
}

TEST_CASE("a day that went wrong is seen to have") {
  DayResult day;
  day.journal_verifies = true;
  day.wished = day.issued = day.waiting = 2;
  day.tickets = {{"a", "A001"}, {"b", "A002"}};
  day.last_call["main"] = 1;
  day.shown["main"] = {1};
  REQUIRE(faults_of(day).empty());
  const auto with = [&](auto change) {
    DayResult wrong = day;
    change(wrong);
    return faults_of(wrong).size();
  };
  CHECK(with([](DayResult& wrong) { wrong.tickets["b"] = "A001"; }) == 1);
  CHECK(with([](DayResult& wrong) { wrong.wished = 3; }) == 1);
  CHECK(with([](DayResult& wrong) { wrong.waiting = 1; }) == 1);
  CHECK(with([](DayResult& wrong) { wrong.issued = wrong.waiting = 3; }) == 1);
  CHECK(with([](DayResult& wrong) { wrong.journal_verifies = false; }) == 1);
  CHECK(with([](DayResult& wrong) { wrong.shown["main"].clear(); }) == 1);
  CHECK(with([](DayResult& wrong) { wrong.warnings.push_back("smoke"); }) == 1);
}
