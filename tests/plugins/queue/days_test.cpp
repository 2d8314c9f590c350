// Sums of a day, without host and database.

#include "days.hpp"

#include <doctest/doctest.h>

using namespace vestibule;
using namespace vestibule::queue;

TEST_CASE("half of them and nine in ten waited no longer than somebody did") {
  CHECK_FALSE(waits_of({}));
  CHECK(waits_of({7})->half_seconds == 7);
  CHECK(waits_of({7})->nine_in_ten_seconds == 7);
  const auto ten = *waits_of({10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  CHECK(ten.called == 10);
  CHECK(ten.half_seconds == 5);
  CHECK(ten.nine_in_ten_seconds == 9);
  CHECK(waits_of({1, 2, 3})->half_seconds == 2);
  CHECK(waits_of({1, 2, 3})->nine_in_ten_seconds == 3);
}

TEST_CASE("a day counts who came and how it ended, by the hour without gaps") {
  DaySums sums(std::chrono::year{2026} / 11 / 23);
  sums.came(8, State::done);
  sums.came(8, State::waiting);
  sums.came(10, State::no_show);
  sums.came(10, State::cancelled);
  const DayTold told = sums.told();
  CHECK(told.came == 4);
  CHECK(told.done == 1);
  CHECK(told.no_show == 1);
  CHECK(told.cancelled == 1);
  CHECK_FALSE(told.waits);
  REQUIRE(told.hours.size() == 3);
  CHECK(told.hours[0].came == 2);
  CHECK(told.hours[0].done == 1);
  CHECK(told.hours[1].hour == 9);
  CHECK(told.hours[1].came == 0);
  CHECK(DaySums(std::chrono::year{2026} / 11 / 23).told().hours.empty());
}

TEST_CASE("waits are held against targets and against what was shown, their edges included") {
  DaySums sums(std::chrono::year{2026} / 11 / 23);
  sums.called(8, {600, 600, 5, 10});
  sums.called(8, {601, 600, 5, 10});
  sums.called(9, {299, std::nullopt, 5, 10});
  sums.called(9, {300, std::nullopt});
  const DayTold told = sums.told();
  CHECK(told.with_target == 2);
  CHECK(told.in_target == 1);
  CHECK(told.promised == 3);
  CHECK(told.inside == 1);
  CHECK(told.waits->called == 4);
}
