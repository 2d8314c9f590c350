// What the house does when its disk fails it, one fault at a time and on purpose.

#include <doctest/doctest.h>

#include "hospital.hpp"
#include "house.hpp"

using namespace vestibule;
using namespace vestibule::simulation;
using namespace std::chrono_literals;

namespace {

struct Morning {
  explicit Morning(int recovery_cuts = 0, std::uint64_t seed = 1) : world(seed), house(world, {hospital_text(), recovery_cuts, {}}) { wait(); }

  /// Until the house is up.
  void wait() {
    for (int seconds = 0; !house.host() && seconds < 3600; ++seconds) world.loop.run_for(1s);
    REQUIRE(house.host());
  }
  Result<json::value> issue() { return house.do_("queue.issue_token", json::object{{"service", "pharmacy"}, {"needs", json::array{}}}); }
  std::string number() {
    const auto token = issue();
    return token ? std::string(token->at("number").as_string()) : std::string(name_of(token.error().code)) + ": " + token.error().message;
  }

  /// A sync fails; nothing more is acknowledged, and the house is started again.
  void fail_a_sync() {
    house.disk.fail_syncs_only(true);
    house.disk.fail_in(1);
    while (!house.broken) refused += !issue();
    wait();
  }
  /// Cuts the power and waits; the last number the house knows of.
  std::string last_after_cut() {
    house.disk.cut();
    world.loop.run_for(1ms);
    wait();
    const auto day = house.ask("queue.day");
    REQUIRE(day);
    return fmt::format("P{:03}", day->at("counts").at("issued").to_number<int>());
  }

  World world;
  House house;
  int refused = 0;
};

}  // namespace

TEST_CASE("after an I/O error nothing is acknowledged until the host has been started again, and nothing is lost") {
  for (const bool syncs : {false, true})
    for (std::uint64_t operation = 1; operation <= 6; ++operation) {
      Morning morning;
      REQUIRE(morning.house.do_("queue.open_day", json::object{}));
      CHECK(morning.number() == "P001");
      morning.house.disk.fail_syncs_only(syncs);
      morning.house.disk.fail_in(operation);
      std::string said;
      int given = 1;
      for (; !morning.house.broken && given < 40; ++given) said = morning.number();
      REQUIRE(morning.house.broken == 1);
      CHECK(said.starts_with("unavailable: the disk "));
      CHECK_FALSE(morning.house.host());
      morning.wait();
      CHECK(morning.number() == fmt::format("P{:03}", given));  // the one that was refused was never given
      CHECK(morning.house.faults.empty());
    }
}

TEST_CASE("a host that met an I/O error writes nothing more, not even on closing") {
  Morning morning;
  REQUIRE(morning.house.do_("queue.open_day", json::object{}));
  morning.house.disk.fail_syncs_only(true);
  morning.house.disk.fail_in(1);
  const auto syncs = morning.house.disk.syncs();
  while (!morning.house.broken) (void)morning.number();
  CHECK(morning.house.disk.syncs() == syncs + 1);  // the one that failed
}

TEST_CASE("what follows a failed sync and a new start survives the next power cut") {
  // The system takes the pages of a failed sync for written. A start that builds on them builds on sand.
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Morning morning(0, seed);
    REQUIRE(morning.house.do_("queue.open_day", json::object{}));
    for (std::uint64_t i = 0; i < seed % 5; ++i) REQUIRE(morning.issue());
    morning.fail_a_sync();
    std::string last;
    for (int i = 0; i < 5; ++i) last = morning.number();
    CHECK(morning.last_after_cut() == last);
  }
}

TEST_CASE("what a failed sync left in the log is cut off, or commits behind it are lost with it while somebody reads an old state") {
  // As long as somebody reads (a backup that is being copied), the checkpoint at a start cannot move the log's end into the database. The
  // new start goes on behind frames that the disk never had.
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Morning morning(0, seed);
    REQUIRE(morning.house.do_("queue.open_day", json::object{}));
    REQUIRE(morning.issue());
    std::string last;
    morning.house.begin_reading();
    REQUIRE(morning.issue());
    morning.fail_a_sync();
    CHECK(morning.refused == 1);
    for (int i = 0; i < 3; ++i) last = morning.number();
    CHECK(morning.last_after_cut() == last);
  }
}

TEST_CASE("a full disk refuses in words, answers questions, and goes on when there is room") {
  Morning morning;
  REQUIRE(morning.house.do_("queue.open_day", json::object{}));
  REQUIRE(morning.number() == "P001");
  morning.house.disk.fill(true);
  int given = 1;
  std::string said;
  for (int i = 0; i < 50; ++i) {
    said = morning.number();
    given += said[0] == 'P';
  }
  CHECK(said == "unavailable: the disk is full: nothing can be written until there is room");
  const auto day = morning.house.ask("queue.day");
  REQUIRE(day);
  CHECK(day->at("counts").at("issued").to_number<int>() == given);
  CHECK(morning.house.host()->counts().failed_commits < 3);  // and does not read the day anew for each
  morning.house.disk.fill(false);
  CHECK(morning.number() == fmt::format("P{:03}", given + 1));
  CHECK(morning.house.broken == 0);
}

TEST_CASE("the power goes during the first start, in the middle of the tables being made, again and again") {
  for (std::uint64_t operation = 1; operation < 60; ++operation) {
    World world(operation);
    House house(world, {hospital_text(), 0, {}});
    house.disk.cut_in(operation);
    for (int seconds = 0; (!house.host() || house.cuts == 0) && seconds < 60; ++seconds) world.loop.run_for(1s);
    if (house.cuts == 0) house.disk.cut();
    for (int seconds = 0; !house.host() && seconds < 60; ++seconds) world.loop.run_for(1s);
    REQUIRE(house.host());
    CHECK(house.do_("queue.open_day", json::object{}));
    CHECK(house.faults.empty());
  }
}
