// A sync that fails where nobody asked for it: in a checkpoint.

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "faulty_disk.hpp"
#include "simulated.hpp"
#include "store/database.hpp"

using namespace vestibule;

namespace {

struct Disk {
  kit::SimulatedClock clock{Instant{}};
  kit::SimulatedRandom random{1};
  kit::FaultyDisk disk{random.stream("disk")};

  Result<std::unique_ptr<core::Database>> open() { return core::Database::open("/db", disk.vfs(), clock); }
  /// The process that has it open is killed: it writes nothing more, and nothing is lost of what it wrote.
  void kill(std::unique_ptr<core::Database> database) {
    disk.hold(true);
    database.reset();
    disk.hold(false);
  }
};

int numbers(core::Database& database) {
  int count = 0;
  database.session() << "SELECT count(*) FROM numbers", soci::into(count);
  return count;
}

void add(core::Database& database, int n) {
  database.begin();
  database.session() << "INSERT INTO numbers VALUES (:n, hex(zeroblob(700)))", soci::use(n);
}

}  // namespace

TEST_CASE("what a killed host has left in the log cannot be synced: nothing is opened on it, and the next start has it all") {
  Disk house;
  {
    auto database = house.open();
    REQUIRE_MESSAGE(database, database.error().message);
    (*database)->begin();
    (*database)->session() << "CREATE TABLE numbers (n INTEGER PRIMARY KEY, filler TEXT NOT NULL) STRICT";
    REQUIRE((*database)->commit());
    add(**database, 1);
    REQUIRE((*database)->commit());
    house.kill(*std::move(database));
  }
  house.disk.fail_syncs_only(true);
  house.disk.fail_in(1);
  const auto syncs = house.disk.syncs();
  const auto refused = house.open();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::unavailable);
  CHECK(refused.error().message.starts_with("the disk failed"));
  CHECK(house.disk.syncs() == syncs + 1);  // the one that failed was not tried again, not even on closing
  const auto next = house.open();
  REQUIRE_MESSAGE(next, next.error().message);
  CHECK(numbers(**next) == 1);
}

TEST_CASE("a checkpoint whose sync fails under the commit that began it: the house is broken, and what was committed is there") {
  Disk house;
  int committed = 0;
  {
    auto database = house.open();
    REQUIRE_MESSAGE(database, database.error().message);
    (*database)->begin();
    (*database)->session() << "CREATE TABLE numbers (n INTEGER PRIMARY KEY, filler TEXT NOT NULL) STRICT";
    REQUIRE((*database)->commit());
    house.disk.fail_syncs_only(true);
    // A commit takes a handful of operations. Only the one that fills the log takes more, and the first sync after that is the
    // checkpoint's.
    constexpr std::uint64_t handful = 60;
    for (bool failed = false; !failed && committed < 20'000;) {
      add(**database, ++committed);
      house.disk.fail_in(handful);
      failed = !(*database)->commit();
      house.disk.no_failure();
    }
    CHECK((*database)->broken());
  }
  CHECK(committed < 20'000);
  const auto next = house.open();
  REQUIRE_MESSAGE(next, next.error().message);
  CHECK(numbers(**next) == committed);
}
