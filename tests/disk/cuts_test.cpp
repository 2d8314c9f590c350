// The power goes in the midst of a migration, and in the midst of a recovery, at every operation of the disk.

#include <doctest/doctest.h>

#include <cstdio>
#include <soci/soci.h>

#include "faulty_disk.hpp"
#include "simulated.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

using namespace vestibule;

namespace {

const std::vector<Migration> old_schema{{"0001_patient.sql", "CREATE TABLE disk_patient (serial BIGINT PRIMARY KEY, name TEXT NOT NULL);"}};

std::vector<Migration> new_schema() {
  auto all = old_schema;
  all.push_back({"0002_note.sql", "ALTER TABLE disk_patient ADD COLUMN note TEXT NOT NULL DEFAULT 'none'; CREATE INDEX disk_by_name ON disk_patient (name);"});
  all.push_back({"0003_visit.sql", "CREATE TABLE disk_visit (serial BIGINT PRIMARY KEY, patient BIGINT NOT NULL);"
                                   "INSERT INTO disk_visit (serial, patient) SELECT serial * 10, serial FROM disk_patient;"});
  return all;
}

struct Machine {
  explicit Machine(std::uint64_t seed) : random(seed), disk(random.stream("disk")) {}

  Result<std::unique_ptr<core::Database>> open() { return core::Database::open("/db", disk.vfs(), clock); }
  /// Opens, migrates, adds rows `from` to `to` one by one; the last that was acknowledged.
  int live(const std::vector<Migration>& schema, int from, int to) {
    auto database = open();
    if (!database || !core::migrate(**database, "disk", schema)) return from - 1;
    int last = from - 1;
    for (int serial = from; serial <= to; ++serial) {
      try {
        (*database)->begin();
        (*database)->session() << "INSERT INTO disk_patient (serial, name) VALUES (:serial, 'a name of some length, again and again')", soci::use(serial);
      } catch (const soci::soci_error&) {
        (*database)->rollback();
        break;
      }
      if (!(*database)->commit()) break;
      last = serial;
    }
    const bool kill = keep_the_log && !disk.dead();  // a killed process leaves the log as it is
    if (kill) disk.hold(true);
    database->reset();
    if (kill) disk.hold(false);
    return last;
  }
  int one(core::Database& database, const std::string& sql) {
    int value = -1;
    database.session() << sql, soci::into(value);
    return value;
  }

  kit::SimulatedRandom random;
  kit::FaultyDisk disk;
  kit::SimulatedClock clock{Instant{}};
  bool keep_the_log = false;
};

}  // namespace

TEST_CASE("a migration cut at every write: the old schema with all its rows, or the whole new one, which then is reached") {
  int cuts = 0, old_one = 0, new_one = 0;
  for (std::uint64_t operation = 1;; ++operation) {
    CAPTURE(operation);
    Machine machine(operation);
    REQUIRE(machine.live(old_schema, 1, 30) == 30);
    machine.disk.cut_in(operation);
    (void)machine.live(new_schema(), 31, 30);
    if (!machine.disk.dead()) break;
    ++cuts;
    machine.disk.restore();
    {
      const auto database = machine.open();
      REQUIRE_MESSAGE(database, database.error().message);
      CHECK(machine.one(**database, "SELECT count(*) FROM disk_patient") == 30);
      const int recorded = machine.one(**database, "SELECT count(*) FROM host_migrations WHERE owner = 'disk'");
      const int tables = machine.one(**database, "SELECT count(*) FROM sqlite_master WHERE name IN ('disk_visit', 'disk_by_name')");
      CHECK((recorded == 1 ? tables == 0 : recorded == 3 && tables == 2));
      ++(recorded == 1 ? old_one : new_one);
    }
    CHECK(machine.live(new_schema(), 31, 40) == 40);
    const auto database = machine.open();
    REQUIRE(database);
    CHECK(machine.one(**database, "SELECT count(*) FROM disk_patient WHERE note = 'none'") == 40);
    CHECK(machine.one(**database, "SELECT count(*) FROM disk_visit") == 30);
  }
  std::printf("migrations cut at every write: %d, left with the old schema %d, with the new one %d, with half of it 0\n", cuts, old_one, new_one);
  CHECK(old_one > 5);
  CHECK(new_one > 5);
}

TEST_CASE("a recovery cut at every write, and the one after it again: every acknowledged row is there") {
  int cuts = 0;
  for (std::uint64_t operation = 1;; ++operation) {
    CAPTURE(operation);
    Machine machine(operation);
    machine.keep_the_log = true;
    machine.disk.cut_in(60 + operation % 50);
    int last = machine.live(old_schema, 1, 100);
    REQUIRE(machine.disk.dead());
    machine.disk.restore();
    bool cut = false;
    for (std::uint64_t again = operation; again > 0; again /= 3) {
      machine.disk.cut_in(again);
      const int added = machine.live(old_schema, 1001 + static_cast<int>(again), 1001 + static_cast<int>(again));
      last += added == 1001 + static_cast<int>(again);
      if (!machine.disk.dead()) break;
      ++cuts;
      cut = true;
      machine.disk.restore();
    }
    machine.disk.no_cut();
    const auto database = machine.open();
    REQUIRE_MESSAGE(database, database.error().message);
    CHECK(machine.one(**database, "SELECT count(*) FROM disk_patient") >= last);
    if (!cut) break;
  }
  std::printf("recoveries cut at every write: %d, acknowledged rows lost 0\n", cuts);
  CHECK(cuts > 20);
}
