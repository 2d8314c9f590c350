// The dispatcher alone, on a disk that fails when it is told to: what a group's end means for everybody in it.

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "dispatcher.hpp"
#include "faulty_disk.hpp"
#include "simulated.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::core;

namespace {

struct NoCrumbs final : Breadcrumb {
  void set(std::string_view) override {}
};

struct Doors final : AccessPolicy {
  Result<Grant> allow(const Wish& wish) override {
    if (wish.actor.role == "staff") return Grant{};
    return fail(Code::denied, "{} needs {}", wish.actor.id, wish.permission);
  }
};

struct Office {
  Office() {
    database->begin();
    database->session() << "CREATE TABLE words (word TEXT PRIMARY KEY) STRICT";
    REQUIRE(database->commit());
    command("host.write", [this](Act&, const json::value& body) -> Result<json::value> {
      database->session() << "INSERT INTO words VALUES (:word)", soci::use(std::string(body.as_string()));
      return json::value("written");
    });
    command("host.lose", [this](Act&, const json::value&) -> Result<json::value> {
      database->session() << "ROLLBACK";  // as SQLite itself does when the disk is full
      return json::value("lost");
    });
    command("host.forge", [this](Act& act, const json::value&) -> Result<json::value> {
      database->session() << "INSERT INTO host_journal VALUES (1000, 0, 0, '', '', '', :id, '', '', '', '', '', '', '')", soci::use(std::string(act.request_id));
      return json::value("forged");
    });
    command("host.dawdle", [this](Act&, const json::value&) -> Result<json::value> {
      clock.move_to(clock.steady() + Duration{51});
      return json::value("at last");
    });
    Guest guest;
    guest.description.name = "guest";
    guests.add(std::move(guest));
    command("guest.refuse", [](Act&, const json::value&) -> Result<json::value> { return fail(Code::conflict, "no"); }, guests.find("guest"));
  }
  void command(const char* name, Commands::Handler handler, Guest* guest = nullptr) {
    Command made;
    made.guest = guest;
    made.shape.spec.name = name;
    made.shape.spec.permission = "the key";
    made.handler = std::move(handler);
    registry.add(std::move(made));
  }
  void submit(const char* name, const json::value& body = nullptr, std::string id = "", const char* role = "staff") {
    if (id.empty()) id = fmt::format("id-{}", ++asked);
    dispatcher.submit({{"ann", role, "desk"}, name, id, body, [this](Result<json::value> answer) { answers.push_back(std::move(answer)); }});
  }
  /// What all that was submitted came to.
  std::vector<std::string> run() {
    loop.run_posted();
    std::vector<std::string> said;
    for (auto& answer : answers) said.push_back(answer ? std::string(answer->as_string()) : std::string(name_of(answer.error().code)));
    answers.clear();
    return said;
  }
  int words() {
    int count = 0;
    database->session() << "SELECT count(*) FROM words", soci::into(count);
    return count;
  }

  kit::SimulatedClock clock{Instant{}};
  kit::SimulatedLoop loop{clock};
  kit::SimulatedRandom random{1};
  kit::FaultyDisk disk{random.stream("disk")};
  kit::KeptLog log;
  NoCrumbs crumbs;
  std::unique_ptr<Database> database = [this] {
    auto opened = Database::open("/db", disk.vfs(), clock);
    REQUIRE(opened);
    REQUIRE(migrate(**opened, "host", host_migrations()));
    return *std::move(opened);
  }();
  Journal journal{database->session()};
  Guests guests{*database, crumbs, log};
  Registry registry;
  Bulletin bulletin{guests};
  Doors doors;
  Directory directory;
  Gate gate{directory, guests};
  int committed = 0, reloaded = 0, broken = 0, asked = 0;
  std::vector<Result<json::value>> answers;
  Dispatcher dispatcher{{*database, journal, registry, guests, bulletin, loop, clock, log, gate,
                         [this] { ++committed; }, [this] { ++reloaded; }, [this] { ++broken; }}};
};

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("a group that SQLite has rolled back by itself is refused whole, and memory is filled again") {
  Office house;
  house.submit("host.write", "one");
  house.submit("host.lose");
  house.submit("host.write", "two");
  CHECK(house.run() == Said{"unavailable", "unavailable", "unavailable"});
  CHECK(house.words() == 0);
  CHECK(house.journal.last_sequence() == 0);
  CHECK(house.reloaded == 1);
  CHECK(house.broken == 0);
  CHECK(house.dispatcher.counts().failed_commits == 1);
  house.submit("host.write", "one");
  CHECK(house.run() == Said{"written"});
  CHECK(house.journal.last_sequence() == 1);
}

TEST_CASE("an entry that cannot be written takes its group along: nothing stands that the journal does not know") {
  Office house;
  house.submit("host.write", "one");
  house.submit("host.forge");
  house.submit("host.forge");
  house.submit("host.write", "two");
  CHECK(house.run() == Said(4, "unavailable"));
  CHECK(house.words() == 0);
  CHECK(verify(house.database->session()).entries == 0);
  CHECK(house.log.lines.front().find("the journal cannot be written") != std::string::npos);
}

TEST_CASE("a commit that the disk fails is acknowledged to nobody, and from then on nothing is") {
  Office house;
  house.submit("host.write", "one");
  house.dispatcher.submit({{"ann", "staff", "desk"}, "host.write", "nobody waits", "two", nullptr});
  house.disk.fail_syncs_only(true);
  house.disk.fail_in(1);
  CHECK(house.run() == Said{"unavailable"});
  CHECK(house.broken == 1);
  CHECK(house.reloaded == 0);
  CHECK(house.committed == 0);
  house.submit("host.write", "three");
  house.dispatcher.submit({{"ann", "staff", "desk"}, "host.write", "nobody waits either", "four", nullptr});
  CHECK(house.run() == Said{"unavailable"});
  CHECK(house.broken == 2);
}

TEST_CASE("what somebody has seen is told to nobody if the disk will not keep that they looked") {
  Office house;
  const auto look = [&] {
    house.dispatcher.submit({{"ann", "staff", "desk"}, "host.see", fmt::format("look-{}", ++house.asked), nullptr,
                             [&](Result<json::value> answer) { house.answers.push_back(std::move(answer)); }, Looked{"person kim", json::value("seen")}});
  };
  look();
  CHECK(house.run() == Said{"seen"});
  CHECK(house.journal.last_sequence() == 1);
  look();
  house.submit("host.lose");
  look();
  CHECK(house.run() == Said{"unavailable", "unavailable", "unavailable"});
  CHECK(house.journal.last_sequence() == 1);
  look();
  house.disk.fail_syncs_only(true);
  house.disk.fail_in(1);
  CHECK(house.run() == Said{"unavailable"});
}

TEST_CASE("a group that cannot be opened is refused, and the next one may be") {
  Office house;
  house.database->begin();  // somebody else's
  house.submit("host.write", "one");
  CHECK(house.run() == Said{"unavailable"});
  CHECK(house.broken == 0);
  house.submit("host.write", "one");
  CHECK(house.run() == Said{"written"});
}

TEST_CASE("what nobody waits for is done as well, and refused without a word when too much waits") {
  Office house;
  for (int i = 0; i < 10'001; ++i)
    house.dispatcher.submit({{"ann", "staff", "desk"}, "host.write", fmt::format("id-{}", i), json::value(json::string(fmt::format("word {}", i))), nullptr});
  CHECK(house.dispatcher.waiting() == 10'000);
  house.submit("host.write", "too much");
  CHECK(house.run() == Said{"unavailable"});
  CHECK(house.words() == 10'000);
}

TEST_CASE("who may not is told why, and it stands in the journal") {
  Office house;
  house.directory.offer(nullptr, typeid(AccessPolicy).name(), static_cast<AccessPolicy*>(&house.doors));
  house.submit("host.write", "one", "visit", "visitor");
  house.submit("host.write", "one");
  CHECK(house.run() == Said{"denied", "written"});
  CHECK(entries_after(house.database->session(), 0, 1).front().outcome == "denied");
  house.submit("host.write", "one", "visit", "visitor");
  CHECK(house.run() == Said{"denied"});  // the first answer
  CHECK(house.journal.last_sequence() == 2);
}

TEST_CASE("a guest's refusal is kept and a slow command is named") {
  Office house;
  house.submit("guest.refuse");
  house.submit("host.dawdle");
  CHECK(house.run() == Said{"conflict", "at last"});
  CHECK(house.dispatcher.counts().slow == 1);
  CHECK(house.log.lines.back() == "host.dawdle held the loop for 51 ms");
}

TEST_CASE("a repetition of an entry that cannot be read any more is a conflict") {
  Office house;
  house.submit("host.write", "one", "the id");
  CHECK(house.run() == Said{"written"});
  house.database->session() << "UPDATE host_journal SET request = '{'";
  house.submit("host.write", "one", "the id");
  CHECK(house.run() == Said{"conflict"});
}
