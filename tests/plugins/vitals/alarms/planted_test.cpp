// Each promise as a check that says no when it is broken; and a bug planted in the code that breaks it.

#include <doctest/doctest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <vestibule/trial.hpp>

#include <fstream>

#include "alarms/alarm_store.hpp"
#include "shift.hpp"
#include "wards/picture.hpp"

using namespace vestibule;
using namespace vestibule::vitals_test;

namespace {

/// The statements of the migration, one by one.
std::vector<std::string> tables() {
  std::ifstream in(VITALS_MIGRATION);
  std::string sql;
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with("--")) sql += line + "\n";
  std::vector<std::string> statements;
  std::istringstream all(sql);
  for (std::string statement; std::getline(all, statement, ';');)
    if (statement.find("CREATE") != statement.npos) statements.push_back(statement);
  return statements;
}

bool new_condition_is_heard_during_a_pause() {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.pause("ann");
  ward.raise("ann", "asystole", Priority::high);
  return ward.state("ann", "asystole") == AlarmState::active;
}

bool patients_have_alarms_of_their_own() {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.raise("ben", "hr_high", Priority::medium);
  ward.over("ann", "hr_high");
  return ward.book.size() == 1 && ward.book.open_of(PatientId{"ben"}, "hr_high") && !ward.book.open_of(PatientId{"ann"}, "hr_high");
}

/// The alarms of a database that outlives the book.
bool a_timer_survives_a_restart() {
  soci::session sql(soci::sqlite3, ":memory:");
  for (const auto& table : tables()) sql << table;
  Shift shift;
  const auto change = shift.book.note(Shift::place("ann"), {Shift::finding(Finding::Kind::raised, "asystole", Priority::high)}, shift.now);
  AlarmStore(sql).write(change);
  Shift after;
  after.now = {shift.now.wall + 30s, Steady{5s}};  // another run of the process: its steady clock says nothing of the last one's
  const auto open = AlarmStore(sql).open(after.now);
  if (!open) return false;
  for (const AlarmRow& row : *open) after.book.put(row);
  return after.go(29s).empty() && after.go(1s) == "asystole stage 1" && after.go(120s) == "asystole stage 2";
}

/// A wall clock that was set while the house was down moves a timer by no more than its own length.
bool a_wall_clock_that_was_set_delays_no_timer() {
  soci::session sql(soci::sqlite3, ":memory:");
  for (const auto& table : tables()) sql << table;
  Shift shift;
  AlarmStore(sql).write(shift.book.note(Shift::place("ann"), {Shift::finding(Finding::Kind::raised, "asystole", Priority::high)}, shift.now));
  Shift after;
  after.now = {shift.now.wall - 24h, Steady{5s}};
  const auto open = AlarmStore(sql).open(after.now);
  if (!open) return false;
  for (const AlarmRow& row : *open) after.book.put(row);
  return !after.go(120s).empty();
}

/// What was measured once is not shown as if it were measured now.
bool a_stale_value_is_not_live() {
  Book book;
  const Instant begin{1000s};
  if (!book.set(SetWard{WardId{"w"}, {{"en", "W"}}, {}, {}}) || !book.set(SetBed{BedId{"b"}, WardId{"w"}, "B", {}}) ||
      !book.put({DeviceId{"m"}, BedId{"b"}}, {begin, 1}) || !book.admit({PatientId{"p"}, BedId{"b"}, {}, {}}, {begin, 2}))
    return false;
  Heard heard;
  heard.episode = book.bed(BedId{"b"})->episode->episode;
  heard.latest[at(Measure::hr)] = Latest{72, Steady{100s}, false};
  const auto figures = [&](Duration later) {
    return picture_of(book, *book.ward(WardId{"w"}), [&](const DeviceId&) { return &heard; }, {}, true, Steady{100s} + later).tiles.at(0).figures;
  };
  return figures(4s).size() == 1 && figures(4s)[0].age_ms == 4'000 && figures(10s).empty();
}

void expect_found(const char* bug, bool (*promise)()) {
  trial::trial().planted.clear();
  CHECK(promise());
  trial::trial().planted = bug;
  CHECK_FALSE(promise());
  trial::trial().planted.clear();
}

}  // namespace

TEST_CASE("a timer lost at a restart is found") { expect_found("timer_lost_at_restart", a_timer_survives_a_restart); }

TEST_CASE("a wall clock that was set while the house was down delays no timer") { CHECK(a_wall_clock_that_was_set_delays_no_timer()); }

TEST_CASE("a stale value shown as live is found") { expect_found("stale_value_shown_as_live", a_stale_value_is_not_live); }

TEST_CASE("a pause that mutes a new condition is found") { expect_found("pause_mutes_new_condition", new_condition_is_heard_during_a_pause); }

TEST_CASE("an alarm merged over two patients is found") { expect_found("alarm_merged_over_two_patients", patients_have_alarms_of_their_own); }
