#include "faulty_disk.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <set>

#include "simulated.hpp"

using namespace vestibule;
using kit::FaultyDisk, kit::FaultyFile, kit::Survival;

namespace {

/// A connection to a database on the disk, as the house opens one.
struct Connection {
  explicit Connection(FaultyDisk& disk, const char* synchronous = "FULL") {
    opened = sqlite3_open_v2("/db", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk.vfs().c_str()) == SQLITE_OK && run("PRAGMA journal_mode = WAL") &&
             run(std::string("PRAGMA synchronous = ") + synchronous) && run("PRAGMA wal_autocheckpoint = 20") &&
             run("CREATE TABLE IF NOT EXISTS numbers (n INTEGER PRIMARY KEY, filler TEXT NOT NULL) STRICT");
  }
  ~Connection() { sqlite3_close(handle); }
  bool run(const std::string& sql) { return sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }
  bool add(int n) { return run("INSERT INTO numbers VALUES (" + std::to_string(n) + ", hex(zeroblob(700)))"); }
  std::string one(const char* sql) {
    std::string text;
    const auto take = [](void* to, int, char** values, char**) {
      *static_cast<std::string*>(to) = values[0] ? values[0] : "";
      return 0;
    };
    if (sqlite3_exec(handle, sql, take, &text, nullptr) != SQLITE_OK) return std::string("error: ") + sqlite3_errmsg(handle);
    return text;
  }
  sqlite3* handle = nullptr;
  bool opened = false;
};

struct Lost {
  int cuts = 0, committed = 0, missing = 0, corrupt = 0;
  std::set<std::string> survivals;
};

/// Writes until the power goes, looks what is left, and again: `lives` times. Some cuts come while it recovers.
Lost live_and_die(std::uint64_t seed, int lives, const char* synchronous, bool lies) {
  kit::SimulatedRandom random(seed);
  RandomStream& chance = random.stream("test");
  FaultyDisk disk(random.stream("disk"));
  disk.lie(lies);
  Lost lost;
  int committed = 0;  // the last that was acknowledged
  for (int life = 0; life < lives; ++life) {
    disk.cut_in(1 + chance.below(chance.below(4) == 0 ? 12 : 200));
    {
      Connection connection(disk, synchronous);
      if (connection.opened && !disk.dead()) {
        if (connection.one("PRAGMA integrity_check(1)") != "ok") ++lost.corrupt;
        const int last = std::atoi(connection.one("SELECT coalesce(max(n), 0) FROM numbers").c_str());  // an error reads as 0
        const int count = std::atoi(connection.one("SELECT count(*) FROM numbers").c_str());
        if (!disk.dead() && (last != count || count < committed)) ++lost.missing;
        if (!disk.dead()) committed = last;
        while (!disk.dead() && connection.add(committed + 1)) ++committed;
      }
    }
    lost.committed = std::max(lost.committed, committed);
    if (!disk.dead()) continue;
    ++lost.cuts;
    disk.restore();
    lost.survivals.insert(std::string(disk.last_survival()));
  }
  return lost;
}

}  // namespace

TEST_CASE("what was synced stays, what was not may go in four ways") {
  kit::SimulatedRandom random(1);
  RandomStream& chance = random.stream("x");
  const auto after = [&](Survival survival) {
    FaultyFile file;
    file.write(0, std::string(1024, 'a'));
    file.sync();
    file.write(0, std::string(512, 'b'));
    file.write(1024, std::string(2048, 'c'));
    CHECK(file.content().size() == 3072);
    REQUIRE(file.lose_power(survival, false, chance));
    return file.content();
  };
  CHECK(after(Survival::all) == std::string(512, 'b') + std::string(512, 'a') + std::string(2048, 'c'));
  CHECK(after(Survival::none) == std::string(1024, 'a'));
  std::set<std::size_t> sizes, holes;
  for (int i = 0; i < 100; ++i) {
    const std::string prefix = after(Survival::prefix), subset = after(Survival::subset);
    sizes.insert(prefix.size());
    CHECK(prefix.find('\0') == prefix.npos);  // a prefix has no holes ...
    holes.insert(subset.find('\0') != subset.npos);
  }
  CHECK(sizes == std::set<std::size_t>{1024, 1536, 2048, 2560, 3072});
  CHECK(holes.size() == 2);  // ... a subset may
}

TEST_CASE("lost sectors may hold rubbish, but never outside of what was being written") {
  kit::SimulatedRandom random(2);
  bool rubbish = false;
  for (int i = 0; i < 50; ++i) {
    FaultyFile file;
    file.write(0, std::string(2000, 'a'));
    file.sync();
    file.write(600, std::string(1000, 'b'));
    (void)file.lose_power(Survival::none, true, random.stream("x"));
    CHECK(file.content().substr(0, 600) == std::string(600, 'a'));
    CHECK(file.content().substr(1600) == std::string(400, 'a'));
    rubbish = rubbish || file.content().substr(600, 1000) != std::string(1000, 'a');
  }
  CHECK(rubbish);
}

TEST_CASE("a file that was never synced may not be there at all; cutting it short is not certain either") {
  kit::SimulatedRandom random(3);
  FaultyFile fresh;
  fresh.write(0, "x");
  CHECK_FALSE(fresh.lose_power(Survival::none, false, random.stream("x")));
  FaultyFile file;
  file.write(0, "long");
  file.sync();
  file.truncate(1);
  CHECK(file.content() == "l");
  CHECK(file.lose_power(Survival::none, false, random.stream("x")));
  CHECK(file.content() == "long");
}

TEST_CASE("SQLite with WAL and FULL loses nothing that it acknowledged, whenever the power goes") {
  const Lost lost = live_and_die(4, 500, "FULL", false);
  CHECK(lost.cuts > 300);
  CHECK(lost.committed > 500);
  CHECK(lost.missing == 0);
  CHECK(lost.corrupt == 0);
  CHECK(lost.survivals.size() == 4);
}

TEST_CASE("the controls: synchronous NORMAL loses, a disk that lies loses") {
  CHECK(live_and_die(5, 200, "NORMAL", false).missing > 0);
  const Lost lied = live_and_die(6, 200, "FULL", true);
  CHECK(lied.missing + lied.corrupt > 0);
}

TEST_CASE("an I/O error is given out once, and nothing acknowledged is lost by it") {
  kit::SimulatedRandom random(7);
  FaultyDisk disk(random.stream("disk"));
  int acknowledged = 0, refused = 0;
  for (const bool syncs_only : {false, true}) {
    disk.fail_syncs_only(syncs_only);
    for (std::uint64_t in = 1; in < 60; ++in) {
      Connection connection(disk);
      REQUIRE(connection.opened);
      disk.fail_in(in);
      for (int i = 0; i < 12; ++i)
        if (connection.add(acknowledged + 1)) ++acknowledged;
        else ++refused;
      CHECK(connection.one("SELECT count(*) FROM numbers") == std::to_string(acknowledged));
    }
  }
  CHECK(refused > 50);
  CHECK(disk.errors() > 50);
}

TEST_CASE("a full disk refuses, reads go on, and with room it goes on") {
  kit::SimulatedRandom random(8);
  FaultyDisk disk(random.stream("disk"));
  Connection connection(disk);
  REQUIRE(connection.add(1));
  disk.fill(true);
  int refused = 0;
  for (int i = 2; i < 200; ++i) refused += !connection.add(i);
  CHECK(refused > 100);
  const std::string there = connection.one("SELECT count(*) FROM numbers");
  CHECK(std::stoi(there) == 199 - refused);
  disk.fill(false);
  CHECK(connection.add(1000));
  CHECK(connection.one("PRAGMA integrity_check(1)") == "ok");
}

TEST_CASE("a reader beside the writer sees the last commit") {
  kit::SimulatedRandom random(9);
  FaultyDisk disk(random.stream("disk"));
  Connection writer(disk), reader(disk);
  REQUIRE(writer.add(1));
  CHECK(reader.one("SELECT count(*) FROM numbers") == "1");
  REQUIRE(reader.run("BEGIN"));
  CHECK(reader.one("SELECT count(*) FROM numbers") == "1");
  for (int i = 2; i < 100; ++i) REQUIRE(writer.add(i));
  CHECK(reader.one("SELECT count(*) FROM numbers") == "1");  // still in its transaction
  REQUIRE(reader.run("COMMIT"));
  CHECK(reader.one("SELECT count(*) FROM numbers") == "99");
}
