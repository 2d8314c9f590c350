// A plugin that throws, crashes, hangs, leaks or floods, beside the real queue in the real host: calling goes on.

#include <cstdio>

#include "crowd.hpp"
#include "queue_hall.hpp"
#include "witness.hpp"

using namespace vestibule;
using namespace vestibule::faults;
using test::Client;
using test::Verb;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

/// The queue and the rogue; the test is the supervisor that starts the host again.
struct RogueHall : QueueHall {
  Crowd crowd{*this, 1};
  Witness witness{house->database().string()};
  std::unique_ptr<Client> mischief = house->client("mischief");
  int starts = 0;

  /// `patience`: how many seconds the loop may stand still.
  explicit RogueHall(int patience = 30) : QueueHall(options(patience)) {
    const auto plugins = folder / "plugins";
    fs::create_directory(plugins);
    for (const char* file : {QUEUE_PLUGIN, ROGUE_PLUGIN}) fs::copy_file(file, plugins / fs::path(file).filename());
    open();
    crowd.open_day();
  }
  static demo::HouseOptions options(int patience) {
    auto clients = crowd_clients;
    clients.push_back("mischief");
    auto chosen = QueueHall::options(clients);
    chosen.plugins = "plugins";
    chosen.host_settings = fmt::format("stand_still_seconds = {}\n", patience);
    return chosen;
  }

  /// Until `holds`, with a supervisor: when the host has ended it is started again.
  bool supervised(const std::function<bool()>& holds, const demo::HostStart& how = {}) {
    return until(
        [&] {
          if (house->host_runs()) return holds();
          ++starts;
          const auto started = house->start(how);
          REQUIRE_MESSAGE(started, started.error().message);
          (void)house->await();  // it may go down again before it is ready: then it is started once more
          return false;
        },
        60s);
  }
  /// What becomes of the misdeed, however often it must be asked for.
  Answer misbehave(const std::string& way, const demo::HostStart& how = {}) {
    std::optional<Answer> answer;
    mischief->requests().send(Verb::do_, "rogue.misbehave", json::object{{"way", way}}, fmt::format("misdeed-{}", ++misdeeds_),
                              [&](const Result<json::value>& result) { answer = answer_of(result); });
    REQUIRE(supervised([&] { return answer.has_value(); }, how));
    return *answer;
  }
  std::string state() {
    std::optional<Result<json::value>> plugins;
    mischief->requests().send(Verb::ask, "host.plugins", json::object{}, fmt::format("look-{}", ++looks_),
                              [&](Result<json::value> result) { plugins = std::move(result); });
    REQUIRE(supervised([&] { return plugins.has_value(); }));
    REQUIRE_MESSAGE(*plugins, plugins->error().message);
    for (const auto& plugin : (*plugins)->at("plugins").as_array())
      if (plugin.at("name") == "rogue") return plugin.at("state").as_string().c_str();
    return "absent";
  }
  /// Kiosks and desk at work, with a supervisor; nothing they were told is lost.
  void calling_goes_on() {
    crowd.work();
    const auto wanted = crowd.told() + 40;
    REQUIRE(supervised([&] { return crowd.told() >= wanted; }));
    REQUIRE(crowd.rest());
    for (const auto& fault : witness.look(crowd.take())) FAIL_CHECK(fault);
  }
  void restart() {
    CHECK(house->close() == 0);
    open();
  }

 private:
  int misdeeds_ = 0, looks_ = 0;
};

}  // namespace

TEST_CASE("a plugin that throws, wherever it does, or floods is faulted, and calling goes on") {
  RogueHall hall;
  int misdeeds = 0;
  for (const char* way :
       {"throw", "throw a number", "throw in a job", "throw a number in a job", "throw at a timer", "throw at an event",
        "throw in a state", "flood of events", "flood of states", "flood of jobs", "flood of commands"}) {
    CAPTURE(way);
    const auto from = hall.said().size();
    hall.crowd.work();
    const auto answer = hall.misbehave(way);
    CHECK(hall.supervised([&] { return hall.has_said("plugin rogue is faulted", from); }));
    CHECK(hall.state() == "faulted");
    hall.calling_goes_on();
    const auto refused = hall.mischief->call(Verb::do_, "rogue.write", json::object{{"word", "more"}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::unavailable);
    const auto unread = hall.mischief->call(Verb::ask, "rogue.count", json::object{});
    REQUIRE_FALSE(unread);
    CHECK(unread.error().code == Code::unavailable);
    CHECK(hall.starts == 0);
    hall.restart();
    CHECK(hall.state() == "enabled");
    ++misdeeds;
  }
  std::printf(
      "%d ways to throw or to flood: faulted each time, the process went down 0 times, %zu answers given to clients, none lost\n",
      misdeeds, hall.crowd.told());
}

TEST_CASE("a plugin that crashes the process three times is quarantined, whatever thread it was on, and calling goes on") {
  RogueHall hall;
  int ways = 0;
  for (const char* way : {"crash", "abort", "crash in a job", "call itself"}) {
    CAPTURE(way);
    hall.starts = 0;
    const auto from = hall.said().size();
    hall.crowd.work();
    // The answer of a job's crash may have come before it: such a client asks for it again.
    for (int time = 0; time < 3 && hall.starts < 3; ++time) {
      const auto before = hall.starts;
      hall.misbehave(way);
      if (hall.state() == "enabled") REQUIRE(hall.supervised([&] { return hall.starts > before; }));
    }
    CHECK(hall.starts == 3);
    CHECK(hall.state() == "quarantined");
    CHECK(hall.has_said("while plugin rogue was at work", from));
    hall.calling_goes_on();
    CHECK(hall.starts == 3);
    CHECK(hall.house->run({"plugins", "--release", "rogue"}));
    hall.restart();
    CHECK(hall.state() == "enabled");
    ++ways;
  }
  std::printf("%d ways to crash: quarantined after the third time each, %zu answers given to clients, none lost\n", ways,
              hall.crowd.told());
}

TEST_CASE("a plugin that never returns: the house says so, ends itself, and after the third time goes on without it") {
  RogueHall hall(2);
  hall.crowd.work();
  hall.misbehave("hang");
  CHECK(hall.starts == 3);
  CHECK(hall.has_said("the loop has stood still for 2 s"));
  CHECK(hall.state() == "quarantined");
  hall.calling_goes_on();
}

TEST_CASE("jobs and readings that never end hold up neither desks nor screens, nor the end of the host") {
  RogueHall hall;
  // From the command line, which asks once: kiosks ask again while they wait.
  constexpr auto stopped = "unavailable: the database took too long over one statement; it was stopped";
  const auto statement = hall.house->run({"do", "rogue.misbehave", R"({"way":"hang in a statement"})"});
  REQUIRE_FALSE(statement);
  CHECK_MESSAGE(statement.error().message.find(stopped) != std::string::npos, statement.error().message);
  const auto reading = hall.house->run({"ask", "rogue.count_for_ever", "{}"});
  REQUIRE_FALSE(reading);
  CHECK_MESSAGE(reading.error().message.find(stopped) != std::string::npos, reading.error().message);
  hall.misbehave("hang in a job");
  hall.calling_goes_on();
  CHECK(hall.mischief->call(Verb::ask, "rogue.count", json::object{}));
  CHECK(hall.state() == "enabled");
  CHECK(hall.starts == 0);
  const auto from = hall.said().size();
  CHECK(hall.house->close() == 1);
  CHECK(hall.has_said("a job does not end", from));
  hall.open();
  hall.calling_goes_on();
}

TEST_CASE("a plugin that takes all memory: it, or at worst the process, goes down, and calling goes on") {
  RogueHall hall;
  hall.house->kill_host();
  hall.starts = 0;
  const demo::HostStart little{{"prlimit", "--as=1000000000"}, {}};
  REQUIRE(hall.supervised([&] { return hall.starts > 0; }, little));
  hall.crowd.work();
  const auto answer = hall.misbehave("leak", little);
  hall.calling_goes_on();
  std::printf("a plugin took all memory: '%s'; the process went down %d times, none of %zu answers lost\n", answer.text.c_str(),
              hall.starts - 1, hall.crowd.told());
}
