// A plugin's file beside the database: written behind everybody's back, confined to its own tables, and nobody's trouble when it fails.

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "faulty_disk.hpp"
#include "simulated.hpp"
#include "silent_bus.hpp"
#include "store/series_file.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace std::chrono_literals;

namespace {

/// Workers that work when told, as a thread does that has much to do.
struct SlowWorkers final : core::Workers {
  void run(std::function<void()> work, std::function<void()>) override { waiting.push_back(std::move(work)); }
  void work() {
    for (auto& piece : std::exchange(waiting, {})) piece();
  }
  std::vector<std::function<void()>> waiting;
};

struct Beside {
  kit::SimulatedClock clock{*instant_from_iso("2026-11-23T07:00:00Z")};
  kit::SimulatedLoop loop{clock};
  kit::SimulatedRandom random{1};
  kit::FaultyDisk disk{random.stream("disk")};
  SlowWorkers workers;
  core::SilentBus bus;
  kit::KeptLog log;
  std::string thrown;
  core::Seams seams{loop, clock, random, workers, bus, disk.vfs()};
  std::unique_ptr<core::SeriesFile> file = open();

  std::unique_ptr<core::SeriesFile> open() {
    return std::make_unique<core::SeriesFile>("/db.measures", seams, log,
                                              core::SeriesFile::Owner{"measures", {{"0001_numbers.sql", "CREATE TABLE measures_number (n BIGINT NOT NULL);"}},
                                                                      [](const std::function<void()>& code) -> std::optional<std::string> {
                                                                        try {
                                                                          code();
                                                                          return std::nullopt;
                                                                        } catch (const std::exception& failure) {
                                                                          return failure.what();
                                                                        }
                                                                      },
                                                                      [this](std::string what) { thrown = std::move(what); }});
  }
  bool add(int n) {
    return file->write([n](soci::session& sql) { sql << "INSERT INTO measures_number VALUES (:n)", soci::use(n); });
  }
  int count() {
    int count = 0;
    file->readers().with([&](soci::session& sql) { sql << "SELECT count(*) FROM measures_number", soci::into(count); });
    return count;
  }
};

}  // namespace

TEST_CASE("what waits is written in one transaction, and the file is made by the first writing") {
  Beside beside;
  beside.workers.work();
  CHECK(beside.disk.files() == 0);
  for (int n = 0; n < 10; ++n) CHECK(beside.add(n));
  CHECK(beside.workers.waiting.size() == 1);
  beside.workers.work();
  CHECK(beside.count() == 10);
  const auto syncs = beside.disk.syncs();
  for (int n = 0; n < 10; ++n) CHECK(beside.add(n));
  beside.workers.work();
  CHECK(beside.disk.syncs() - syncs <= 2);
  CHECK(beside.count() == 20);
}

TEST_CASE("work that writes to another's table is lost, and what comes half a minute later is kept") {
  Beside beside;
  CHECK(beside.add(1));
  beside.workers.work();
  CHECK(beside.file->write([](soci::session& sql) { sql << "DELETE FROM host_migrations"; }));
  beside.workers.work();
  REQUIRE(beside.log.lines.size() == 1);
  CHECK(beside.log.lines[0].find("is lost") != std::string::npos);
  CHECK_FALSE(beside.add(2));
  beside.loop.run_for(31s);
  CHECK(beside.add(3));
  beside.workers.work();
  CHECK(beside.count() == 2);
}

TEST_CASE("work that throws leaves nothing behind and is told") {
  Beside beside;
  CHECK(beside.add(1));
  beside.workers.work();
  CHECK(beside.file->write([](soci::session& sql) {
    sql << "INSERT INTO measures_number VALUES (7)";
    throw std::runtime_error("a bad day");
  }));
  beside.workers.work();
  CHECK(beside.thrown == "a bad day");
  CHECK(beside.count() == 1);
}

TEST_CASE("a disk that fails loses a batch and not the file") {
  Beside beside;
  CHECK(beside.add(1));
  beside.workers.work();
  beside.disk.fail_syncs_only(true);
  beside.disk.fail_in(1);
  CHECK(beside.add(2));
  beside.workers.work();
  beside.disk.no_failure();
  CHECK_FALSE(beside.log.lines.empty());
  beside.loop.run_for(31s);
  CHECK(beside.add(3));
  beside.workers.work();
  CHECK(beside.count() == 2);
}

TEST_CASE("a writing thread that does not keep up is given no more than it can hold") {
  Beside beside;
  int taken = 0;
  while (taken < 10'000 && beside.add(taken)) ++taken;
  CHECK(taken == 300);
  beside.workers.work();
  CHECK(beside.count() == 300);
  CHECK(beside.add(1));
  beside.workers.work();
}
