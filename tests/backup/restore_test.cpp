#include <doctest/doctest.h>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fstream>

#include "backed_up.hpp"
#include "store/database.hpp"
#include "store/journal.hpp"
#include "store/snapshot.hpp"

using namespace vestibule;
using namespace vestibule::test;
namespace fs = std::filesystem;

namespace {

bool mentions(const Result<core::RestoreDone>& done, const char* part) {
  REQUIRE_FALSE(done);
  INFO(done.error().message);
  const bool found = done.error().message.find(part) != std::string::npos;
  CHECK_MESSAGE(found, part);
  return found;
}

}  // namespace

TEST_CASE("a backup made while the host serves brings back everything up to its entry, and nothing after it") {
  BackedUp house;
  house.write(20);
  const auto file = house.back_up("backup");
  const auto before = house.host.entries();
  house.write(5);
  const std::string old_epoch = house.host.host->epoch();
  house.lose_database();
  const auto done = house.restore(house.order(file));
  REQUIRE_MESSAGE(done, done.error().message);
  CHECK(done->header.sequence == 20);
  CHECK(done->header.database == old_epoch);
  REQUIRE(house.host.open());
  const auto after = house.host.entries();
  REQUIRE(after.size() == 21);
  for (std::size_t i = 0; i < 20; ++i) CHECK(after[i].hash == before[i].hash);
  CHECK(after.back().command == "host.restored");
  CHECK(house.host.host->epoch() != old_epoch);
  CHECK_FALSE(core::verify(house.host.host->database().session()).fault);
  house.write(1);
  CHECK(house.host.host->sequence() == 22);
}

TEST_CASE("a database that is there is left alone, or put aside whole when that is said") {
  BackedUp house;
  house.write(3);
  const auto file = house.back_up("backup");
  house.write(2);
  house.host.close();
  mentions(house.restore(house.order(file)), "there is a database");
  REQUIRE(house.host.open());
  CHECK(house.host.host->sequence() == 5);
  house.host.close();
  auto order = house.order(file);
  order.aside = true;
  const auto done = house.restore(order);
  REQUIRE_MESSAGE(done, done.error().message);
  REQUIRE(fs::exists(done->aside));
  soci::session old(soci::sqlite3, "db=\"" + done->aside.string() + "\"");
  CHECK(core::entries_after(old, 0, 100).size() == 5);
  REQUIRE(house.host.open());
  CHECK(house.host.host->sequence() == 4);
}

TEST_CASE("while a host serves the database nothing is restored, nor while a restore runs is it served") {
  BackedUp house;
  house.write(3);
  const auto file = house.back_up("backup");
  auto order = house.order(file);
  order.aside = true;
  const auto served = core::HouseLock::take(house.host.database_path());
  REQUIRE(served);
  mentions(house.restore(order), "a host serves");
  CHECK_FALSE(core::HouseLock::take(house.host.database_path()));
}

TEST_CASE("a restore that was interrupted is noticed, and the same words again finish it") {
  BackedUp house;
  house.write(3);
  const auto file = house.back_up("backup");
  house.write(4);
  house.host.close();
  const std::string database = house.host.database_path(), stem = database + ".before-1";
  std::ofstream(core::unfinished_restore(database)) << stem << "\n";
  const auto bytes = fs::file_size(database);
  fs::rename(database, stem);  // so far it had come
  CHECK_FALSE(core::check_no_unfinished_restore(database));
  const auto done = house.restore(house.order(file));
  REQUIRE_MESSAGE(done, done.error().message);
  CHECK(done->aside == stem);
  CHECK(fs::file_size(stem) == bytes);
  CHECK(core::check_no_unfinished_restore(database));
  // Interrupted right before its end: the new database stands there already, the old one is kept all the same.
  std::ofstream(core::unfinished_restore(database)) << stem << "\n";
  REQUIRE(house.restore(house.order(file)));
  CHECK(fs::file_size(stem) == bytes);
  REQUIRE(house.host.open());
  CHECK(house.host.host->sequence() == 4);
}

TEST_CASE("checkpoints know of the restore if it could be signed, and contradict it if not") {
  BackedUp house;
  const core::CheckpointOptions options{Duration{60'000}, house.folder / "checkpoints", house.folder / "key"};
  auto checkpointer = std::make_unique<core::Checkpointer>(*house.host.host, house.host.loop, house.host.workers, house.host.clock, house.host.log, options);
  const auto evidence = [&] {
    const auto open = *core::read_key(core::public_file_of(options.file), core::public_key, 32);
    return core::evidence_of(core::read_checkpoints(*core::read_file(options.file.string()), open));
  };
  house.write(10);
  house.host.run_for(Duration{60'000});
  const auto file = house.back_up("backup", evidence().pins);
  house.write(10);
  house.host.run_for(Duration{60'000});
  REQUIRE(evidence().pins.size() == 2);
  checkpointer.reset();
  house.lose_database();

  auto order = house.order(file);
  order.pins = evidence().pins;
  order.checkpoints = options.file;
  bool with_key = false;
  SUBCASE("signed") { with_key = true; }
  SUBCASE("not signed") {}
  if (with_key) {
    order.signing_key = *core::signing_key_of(options.key_file, core::public_file_of(options.file));
    const auto open = order.signing_key->open;
    order.previous = core::read_checkpoints(*core::read_file(options.file.string()), open).last()->signature;
  }
  const auto done = house.restore(order);
  REQUIRE_MESSAGE(done, done.error().message);
  CHECK(done->record.lost == 10);
  REQUIRE(house.host.open());
  checkpointer = std::make_unique<core::Checkpointer>(*house.host.host, house.host.loop, house.host.workers, house.host.clock, house.host.log, options);
  house.write(3);
  house.host.run_for(Duration{60'000});
  const auto said = evidence();
  const auto found = core::examine(house.host.host->database().session(), said.pins);
  CHECK(found.faults.empty() == with_key);
  CHECK(checkpointer->state().contradicted == !with_key);
  if (!with_key) return;
  CHECK(found.pinned == 14);
  REQUIRE(said.notes.size() == 1);
  CHECK(said.notes.front().find("10 signed entries were lost") != std::string::npos);
}

TEST_CASE("a database that contradicts what was signed of it is not backed up") {
  BackedUp house;
  house.write(3);
  const auto done = core::back_up({house.host.database_path(), "", house.folder / "backup", house.key, {{2, "other", "the checkpoint"}}}, house.host.clock);
  REQUIRE_FALSE(done);
  CHECK(done.error().message.find("entry 2 is not the one that was signed") != std::string::npos);
  CHECK_FALSE(fs::exists(house.folder / "backup"));
  for (const auto& entry : fs::directory_iterator(house.folder)) CHECK(entry.path().string().find(".part") == std::string::npos);
}

TEST_CASE("of many backups in a folder the newest stay") {
  kit::TemporaryFolder folder;
  for (int day = 1; day < 6; ++day) std::ofstream(folder.path() / core::backup_name(*instant_from_iso(fmt::format("2026-11-0{}T01:00:00Z", day))));
  std::ofstream(folder.path() / "something else");
  CHECK(core::prune_backups(folder.path(), 2).size() == 3);
  CHECK(fs::exists(folder.path() / "vestibule-20261105T010000Z.backup"));
  CHECK(fs::exists(folder.path() / "something else"));
  CHECK(core::prune_backups(folder.path(), 2).empty());
}
