#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <soci/soci.h>

#include "audit/checkpointer.hpp"
#include "audit/evidence.hpp"
#include "key_file.hpp"
#include "store/database.hpp"
#include "store/verification.hpp"
#include "test_host.hpp"

using namespace vestibule;

namespace {

/// A host whose journal is signed every minute.
struct Signed {
  kit::TestHost host{[] {
    kit::TestHostOptions chosen;
    chosen.plugins = LEDGER_PLUGINS;
    return chosen;
  }()};
  core::CheckpointOptions options{Duration{60'000}, host.folder.path() / "checkpoints", host.folder.path() / "key"};
  std::unique_ptr<core::Checkpointer> checkpointer;

  void start() {
    checkpointer = std::make_unique<core::Checkpointer>(*host.host, host.loop, host.workers, host.clock, host.log, options);
    host.loop.run_posted();
  }
  void write(const std::string& word) { REQUIRE(host.do_("ledger.write", {{"word", word}})); }
  void minute() { host.run_for(Duration{60'000}); }
  std::string text() const { return core::read_file(options.file.string()).value_or(""); }
  std::string open_key() const { return *core::read_key(core::public_file_of(options.file), core::public_key, 32); }
  core::CheckpointFile file(const std::string& content) const { return core::read_checkpoints(content, open_key()); }
  core::CheckpointFile file() const { return file(text()); }
  /// All that is said of the journal as it is now, with what was done to it.
  std::string faults(const std::string& tampering = {}) {
    auto& sql = host.host->database().session();
    if (!tampering.empty()) sql << tampering;
    const auto found = core::examine(sql, core::evidence_of(file()).pins);
    return found.faults.empty() ? "" : found.faults.front();
  }
};

bool has(const std::string& text, const char* part) {
  INFO(text);
  const bool found = text.find(part) != text.npos;
  CHECK_MESSAGE(found, part);
  return found;
}

}  // namespace

TEST_CASE("a line is signed when the journal has grown, and none when it has not") {
  Signed house;
  house.start();
  house.write("one");
  house.minute();
  CHECK(house.file().lines.size() == 1);
  house.minute();
  CHECK(house.file().lines.size() == 1);
  house.write("two");
  house.minute();
  REQUIRE(house.file().lines.size() == 2);
  CHECK(house.file().faults.empty());
  CHECK(house.file().last()->sequence == 2);
  CHECK(house.checkpointer->state().sequence == 2);
  CHECK(house.faults().empty());
}

TEST_CASE("after a restart the lines go on from the last one") {
  Signed house;
  house.start();
  house.write("one");
  house.minute();
  house.checkpointer.reset();
  REQUIRE(house.host.restart());
  house.start();
  house.write("two");
  house.minute();
  CHECK(house.file().lines.size() == 2);
  CHECK(house.file().faults.empty());
}

TEST_CASE("the private half of the key is the service's alone") {
  Signed house;
  house.start();
  house.write("one");
  house.minute();
  using std::filesystem::perms;
  CHECK((std::filesystem::status(house.options.key_file).permissions() & (perms::group_all | perms::others_all)) == perms::none);
}

TEST_CASE("a place that cannot be written is said and tried again") {
  Signed house;
  house.options.file = house.host.folder.path() / "away" / "checkpoints";
  house.start();
  house.write("one");
  house.minute();
  CHECK(house.checkpointer->state().failed == 1);
  REQUIRE_FALSE(house.host.log.lines.empty());
  has(house.host.log.lines.back(), "no checkpoint of the journal could be signed");
  std::filesystem::create_directory(house.host.folder.path() / "away");
  house.minute();
  CHECK(house.checkpointer->state().written == 1);
  CHECK(house.file().faults.empty());
}

TEST_CASE("a journal that was rolled back while the host was away is noticed at the start, and nothing more is signed") {
  Signed house;
  house.start();
  for (const char* word : {"one", "two", "three"}) house.write(word);
  house.minute();
  const auto before = house.text();
  house.checkpointer.reset();
  house.host.host->database().session() << "DELETE FROM host_journal WHERE seq > 1";
  REQUIRE(house.host.restart());
  house.start();
  for (const char* word : {"other", "words", "there"}) house.write(word);
  house.minute();
  house.minute();
  CHECK(house.checkpointer->state().contradicted);
  CHECK(house.text() == before);
  has(house.host.log.lines.back(), "the journal is not the one that was signed");
}

TEST_CASE("what was tampered with is named") {
  struct Case {
    const char* tampering;
    const char* said;
  };
  for (const auto& one : {
           Case{"UPDATE host_journal SET reply = '{}' WHERE seq = 3", "entry 3 was changed: its hash does not fit its content"},
           Case{"UPDATE host_journal SET hash = replace(hash, substr(hash, 1, 4), 'beef') WHERE seq = 3", "entry 3 was changed: its hash is not the one of its content"},
           Case{"DELETE FROM host_journal WHERE seq = 2", "entry 2 is missing before entry 3: it follows 1 now"},
           Case{"DELETE FROM host_journal WHERE seq < 3", "entries 1 to 2 are missing before entry 3: it is now the first"},
           Case{"DELETE FROM host_journal WHERE seq > 4", "the journal ends with entry 4, but the checkpoint of 2026-11-23T07:01:00.000Z (line 1) signed entry 6"},
           Case{"INSERT INTO host_journal SELECT -1, at, steady, actor, role, device, 'x', command, object, outcome, request, reply, events, hash FROM host_journal WHERE seq = 1",
                "entry -1 was inserted: the journal begins with 1"},
       }) {
    CAPTURE(one.tampering);
    Signed house;
    house.start();
    for (const char* word : {"one", "two", "three", "four", "five", "six"}) house.write(word);
    house.minute();
    has(house.faults(one.tampering), one.said);
  }
}

TEST_CASE("entries that changed places are named, whether as rows or as contents") {
  for (const int other : {3, 5}) {
    for (const bool rows : {true, false}) {
      CAPTURE(other);
      CAPTURE(rows);
      Signed house;
      house.start();
      for (const char* word : {"one", "two", "three", "four", "five", "six"}) house.write(word);
      house.minute();
      auto& sql = house.host.host->database().session();
      sql << "UPDATE host_journal SET seq = -2 WHERE seq = 2";
      sql << fmt::format("UPDATE host_journal SET seq = 2 WHERE seq = {}", other);
      sql << fmt::format("UPDATE host_journal SET seq = {} WHERE seq = -2", other);
      std::string first, second;
      sql << "SELECT hash FROM host_journal WHERE seq = 2", soci::into(first);
      sql << fmt::format("SELECT hash FROM host_journal WHERE seq = {}", other), soci::into(second);
      if (!rows) sql << fmt::format("UPDATE host_journal SET hash = CASE seq WHEN 2 THEN '{}' ELSE '{}' END WHERE seq IN (2, {})", second, first, other);
      has(house.faults(), fmt::format("entries 2 and {} were swapped", other).c_str());
    }
  }
}

TEST_CASE("an entry inserted with the rest renumbered is named") {
  Signed house;
  house.start();
  for (const char* word : {"one", "two", "three", "four"}) house.write(word);
  house.minute();
  auto& sql = house.host.host->database().session();
  sql << "UPDATE host_journal SET seq = -seq - 1 WHERE seq > 1";
  sql << "UPDATE host_journal SET seq = -seq WHERE seq < 0";
  has(house.faults("INSERT INTO host_journal SELECT 2, at, steady, actor, role, device, 'x', command, object, outcome, request, reply, events, hash FROM host_journal "
                   "WHERE seq = 1"),
      "entry 2 was inserted");
}

TEST_CASE("forged, damaged, missing and torn lines of a checkpoint file are told apart") {
  Signed house;
  house.start();
  for (const char* word : {"one", "two", "three"}) {
    house.write(word);
    house.minute();
  }
  const std::string good = house.text();
  const auto second = good.find('\n') + 1, third = good.find('\n', second) + 1;
  std::string forged = good;
  forged.replace(good.find("\"sequence\":2"), 12, "\"sequence\":9");
  REQUIRE(house.file(forged).faults.size() == 1);
  has(house.file(forged).faults.front(), "checkpoint line 2 (entry 9) is forged");
  std::string damaged = good;
  damaged[second] = '#';
  has(house.file(damaged).faults.front(), "checkpoint line 2 is damaged");
  has(house.file(good.substr(0, second) + good.substr(third)).faults.front(), "checkpoint lines are missing before line 2");
  damaged = good;
  damaged[third] = '#';
  has(house.file(damaged).faults.front(), "checkpoint line 3 is damaged");
  const std::string torn = good.substr(0, third + 40);
  CHECK(house.file(torn).faults.empty());
  CHECK(house.file(torn).lines.size() == 2);
  REQUIRE(house.file(torn).notes.size() == 1);
  has(house.file(torn).notes.front(), "torn by a power cut");
  CHECK_FALSE(core::read_checkpoints(good, std::string(32, 'k')).faults.empty());
}

TEST_CASE("a line torn by a power cut does not stop the next") {
  Signed house;
  house.start();
  house.write("one");
  house.minute();
  house.checkpointer.reset();
  std::ofstream(house.options.file, std::ios::app) << "{\"sequence\":2,\"ha";
  house.start();
  house.write("two");
  house.minute();
  CHECK(house.file().lines.size() == 2);
  CHECK(house.file().faults.empty());
  CHECK(house.file().notes.size() == 1);
}

TEST_CASE("one piece of work at a time; what comes back when the host is gone finds nobody") {
  Signed house;
  house.write("one");
  house.start();
  house.checkpointer->sign_now();
  house.checkpointer->sign_now();
  house.host.loop.run_posted();
  CHECK(house.file().lines.size() == 1);
  house.write("two");
  house.checkpointer->sign_now();
  house.checkpointer->sign_now();
  house.checkpointer.reset();
  house.host.loop.run_posted();
  CHECK(house.file().lines.size() == 1);
  house.checkpointer = std::make_unique<core::Checkpointer>(*house.host.host, house.host.loop, house.host.workers, house.host.clock, house.host.log, house.options);
  house.checkpointer.reset();  // while it looks at the file
  house.host.loop.run_posted();
  CHECK(house.file().lines.size() == 1);
}

TEST_CASE("a file with a forged line, or one that cannot be read, is not signed further") {
  Signed house;
  house.start();
  house.write("one");
  house.minute();
  house.checkpointer.reset();
  std::string forged = house.text();
  forged.replace(forged.find("\"sequence\":1"), 12, "\"sequence\":9");
  std::ofstream(house.options.file, std::ios::trunc) << forged;
  house.start();
  house.minute();
  CHECK(house.checkpointer->state().failed >= 1);
  has(house.host.log.lines.back(), "is forged: its signature does not fit; keep that file as it is, and name another");
  CHECK(house.text() == forged);
  house.checkpointer.reset();
  std::filesystem::remove(house.options.file);
  std::filesystem::create_directory(house.options.file);
  house.start();
  CHECK(house.checkpointer->state().failed == 1);
  CHECK(house.checkpointer->state().written == 0);
  has(house.host.log.lines.back(), "cannot be read to its end");
}

TEST_CASE("another entry in the place of the signed one, or none, contradicts what was signed; a head that is gone is tried again") {
  for (const char* tampering : {"UPDATE host_journal SET hash = 'another' WHERE seq = 2", "DELETE FROM host_journal WHERE seq = 2"}) {
    CAPTURE(tampering);
    Signed house;
    house.start();
    for (const char* word : {"one", "two"}) house.write(word);
    house.minute();
    house.write("three");
    house.checkpointer.reset();
    house.host.host->database().session() << tampering;
    house.start();
    CHECK(house.checkpointer->state().contradicted);
    has(house.host.log.lines.back(), *tampering == 'U' ? "entry 2 is another" : "entry 2 is missing");
  }
  Signed house;
  house.start();
  house.write("one");
  house.minute();
  house.write("two");
  house.host.host->database().session() << "DELETE FROM host_journal WHERE seq = 2";
  house.minute();
  has(house.host.log.lines.back(), "the journal's last entry cannot be read");
  CHECK_FALSE(house.checkpointer->state().contradicted);
  CHECK(house.file().lines.size() == 1);
}

TEST_CASE("of several signed entries that are another only the first is named, and what fits after it proves nothing") {
  Signed house;
  for (const char* word : {"one", "two", "three"}) house.write(word);
  const auto entries = house.host.entries();
  const auto found = core::examine(house.host.host->database().session(),
                                   {{1, "other", "somebody"}, {2, "other", "somebody"}, {3, entries[2].hash, "somebody"}});
  REQUIRE(found.faults.size() == 1);
  has(found.faults.front(), "entry 1 is not the one that was signed");
  CHECK(found.pinned == 0);
}
