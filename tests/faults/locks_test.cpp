// Strangers at the house's files: somebody's sqlite3 that holds the lock, and a second host.

#include <signal.h>
#include <stdlib.h>

#include <cstdio>
#include <fstream>

#include "crowd.hpp"
#include "queue_hall.hpp"
#include "witness.hpp"

using namespace vestibule;
using namespace vestibule::faults;
using test::Verb;
namespace fs = std::filesystem;

namespace {

/// Somebody's sqlite3 with a transaction open, until it is told to let go or killed.
class Stranger {
 public:
  Stranger(test::Hall& hall, const std::string& begin) : leave_(hall.folder / "leave"), holds_(hall.folder / "holds") {
    fs::remove(leave_);
    fs::remove(holds_);
    const auto wait = fmt::format(".shell touch {}; while [ ! -e {} ]; do sleep 0.02; done", holds_.string(), leave_.string());
    auto started = link::ChildProcess::start(
        {{"sqlite3", "-batch", hall.house->database().string(), ".timeout 10000", begin, wait, "ROLLBACK"},
         {},
         hall.folder / "stranger.log",
         {}});
    REQUIRE_MESSAGE(started, started.error().message);
    sqlite_ = *std::move(started);
    REQUIRE_MESSAGE(hall.until([&] { return fs::exists(holds_); }), demo::content_of(hall.folder / "stranger.log"));
  }
  ~Stranger() { let_go(); }
  void let_go() {
    std::ofstream(leave_) << "now\n";
    sqlite_.wait(Duration{10'000});
  }
  void die() {
    sqlite_.signal(SIGKILL);
    let_go();
  }

 private:
  const fs::path leave_, holds_;
  link::ChildProcess sqlite_;
};

}  // namespace

TEST_CASE("a stranger holds the database's lock: commands are put off in words, reading goes on, nothing is lost") {
  QueueHall hall(crowd_clients);
  hall.open();
  Crowd crowd(hall, 1);
  Witness witness(hall.house->database().string());
  crowd.open_day();
  const auto visitor = hall.house->client("kiosk-1");
  int held = 0;
  for (const char* begin : {"BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"}) {
    CAPTURE(begin);
    crowd.work();
    REQUIRE(crowd.until_told(40));
    Stranger stranger(hall, begin);
    const auto refused = crowd.put_off();
    REQUIRE(hall.until([&] { return crowd.put_off() > refused + 3; }, Duration{60'000}));
    const auto answer = visitor->call(Verb::do_, "queue.issue_token", json::object{{"service", "registration"}});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::unavailable);
    CHECK(answer.error().message == "the database is held by another program");
    CHECK(visitor->call(Verb::ask, "queue.menu", json::object{}));
    CHECK(hall.house->host_runs());
    if (++held == 3)
      stranger.die();
    else
      stranger.let_go();
    REQUIRE(crowd.until_told(40));
    REQUIRE(crowd.rest());
    for (const auto& fault : witness.look(crowd.take())) FAIL_CHECK(fault);
  }
  CHECK(witness.compared() == crowd.told());
  CHECK_FALSE(hall.has_said("stood still"));
  std::printf("%d times a stranger held the database: %zu commands put off in words, %zu answers given to clients, none lost\n",
              held, crowd.put_off(), crowd.told());
}

TEST_CASE("a house whose database is held does not open, and says why; when it is free it does") {
  QueueHall hall(crowd_clients);
  hall.open();
  hall.house->kill_host();
  {
    Stranger stranger(hall, "BEGIN EXCLUSIVE");
    const auto from = hall.said().size();
    REQUIRE(hall.house->start());
    const auto ended = hall.house->ended(Duration{30'000});
    REQUIRE(ended);
    CHECK(*ended == 1);
    CAPTURE(hall.said(from));
    CHECK(hall.has_said("the database is held by another program", from));
  }
  hall.open();
}

TEST_CASE("a second host on the same house is refused, and the first one serves on") {
  QueueHall hall(crowd_clients);
  hall.open();
  Crowd crowd(hall, 1);
  crowd.open_day();
  crowd.work();
  const auto second = hall.house->run({"serve"});
  REQUIRE_FALSE(second);
  CAPTURE(second.error().message);
  CHECK(second.error().message.find("only one may") != std::string::npos);
  CHECK(crowd.until_told(40));
  CHECK(crowd.rest());
}
