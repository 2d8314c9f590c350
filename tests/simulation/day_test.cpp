#include <doctest/doctest.h>

#include "hospital_day.hpp"

using vestibule::simulation::DayResult;
using vestibule::simulation::play_day;

namespace {

void check_day(const DayResult& day) {
  CHECK(day.warnings.empty());
  for (const auto& warning : day.warnings) MESSAGE(warning);
  CHECK(day.journal_verifies);
  CHECK(day.wished > 500);

  // Every wish became exactly one token, and no number was given twice.
  CHECK(static_cast<int>(day.tickets.size()) == day.wished);
  CHECK(day.issued == day.wished);
  std::set<std::string> numbers;
  for (const auto& [id, number] : day.tickets) CHECK_MESSAGE(numbers.insert(number).second, number << " was given twice");

  // Nobody is lost (I6), and the day was a day: people were served, missed and waited.
  CHECK(day.issued == day.waiting + day.called + day.serving + day.parked + day.done + day.no_show + day.cancelled);
  CHECK(day.done > 300);
  CHECK(day.no_show > 0);

  // The screen of each area showed every call, although broker and host died in between.
  CHECK_FALSE(day.last_call.empty());
  for (const auto& [area, last] : day.last_call) {
    CAPTURE(area);
    CHECK(static_cast<std::int64_t>(day.shown.at(area).size()) == last);
    CHECK(*day.shown.at(area).rbegin() == last);
  }
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
