// The wall clock jumps under the real host (libfaketime), and the days on which summer time begins and ends.

#include <cstdio>
#include <fstream>

#include "queue_hall.hpp"
#include "tools.hpp"
#include "vestibule/instant.hpp"

using namespace vestibule;
using namespace vestibule::faults;
using test::Client;
using test::Verb;
namespace fs = std::filesystem;

namespace {

/// The demo hospital, somewhere with summer time, in a host whose wall clock is ours to set. Whoever is called once and does not
/// come for a minute is a no-show; whoever is parked comes back after twenty.
struct ClockHall : QueueHall {
  fs::path clock = folder / "clock";
  std::unique_ptr<Client> desk;

  ClockHall() : QueueHall(options()) {
    const auto hospital = demo::content_of(DEMO_HOSPITAL);
    const std::string zone = "Asia/Amman";
    REQUIRE(hospital.find(zone) != std::string::npos);
    std::ofstream(folder / "hospital.toml") << std::string(hospital).replace(hospital.find(zone), zone.size(), "Europe/Berlin");
    desk = house->client("desk-1");
  }
  static demo::HouseOptions options() {
    auto chosen = QueueHall::options({"desk-1"});
    chosen.settings = "[queue]\nhospital = \"hospital.toml\"\nno_show_calls = 1\nno_show_seconds = 60\n";
    return chosen;
  }

  /// In force from the host's next look at its clock.
  void set(Instant time) {
    const auto ahead = std::chrono::floor<std::chrono::seconds>(time - loop.clock().wall());
    const auto fresh = folder / "clock.new";
    std::ofstream(fresh) << fmt::format("{:+}\n", ahead.count());
    fs::rename(fresh, clock);
  }
  void start() {
    REQUIRE(house->start({{},
                          {{"LD_PRELOAD", faketime_library().string()},
                           {"FAKETIME_TIMESTAMP_FILE", clock.string()},
                           {"FAKETIME_NO_CACHE", "1"},
                           {"FAKETIME_DONT_FAKE_MONOTONIC", "1"},
                           {"TZ", "UTC"}}}));
    const auto ready = house->await();
    REQUIRE_MESSAGE(ready, ready.error().message);
  }
  json::value carry_out(const char* command, const json::value& body = json::object{}) {
    return Hall::carry_out(*desk, command, body);
  }
  json::value ask(const char* query, const json::value& body = json::object{}) {
    const auto answer = desk->call(Verb::ask, query, body);
    REQUIRE_MESSAGE(answer, query, ": ", answer.error().message);
    return *answer;
  }
  json::value issue() { return carry_out("queue.issue_token", json::object{{"service", "registration"}}); }
  std::string state_of(const json::value& token) {
    return ask("queue.token", json::object{{"token", token.at("token")}}).at("token").at("state").as_string().c_str();
  }
  std::string day() { return ask("queue.day").at("day").as_string().c_str(); }
  /// The host's wall clock, from what it last wrote into its journal.
  Instant wall() {
    const auto written = instant_from_iso(journal().back().at("at").as_string().c_str());
    REQUIRE(written);
    return *written;
  }
};

bool skipped() {
  if (!faketime_library().empty()) return false;
  MESSAGE("SKIPPED: libfaketime (package faketime) is not here; no clock was set");
  return true;
}

Instant at(const std::string& iso) {
  const auto time = instant_from_iso(iso);
  REQUIRE_MESSAGE(time, iso);
  return *time;
}

std::string number_of(int n) { return fmt::format("A{:03}", n); }

}  // namespace

TEST_CASE("the wall clock jumps hours, days and years, forward and back: nobody expires, nobody is overtaken, the day is one") {
  if (skipped()) return;
  ClockHall hall;
  hall.set(at("2026-06-10T08:00:00.000Z"));
  hall.start();
  hall.carry_out("queue.open_day");
  hall.carry_out("queue.open_desk", json::object{{"desk", "counter-1"}});
  const auto parked = hall.issue(), called = hall.issue(), first_waiting = hall.issue();
  hall.carry_out("queue.park", json::object{{"token", parked.at("token")}, {"minutes", 20}});
  const json::object counter{{"desk", "counter-1"}};
  REQUIRE(hall.carry_out("queue.call_next", counter).at("token").at("token") == called.at("token"));
  const auto day = hall.day();
  CHECK(day == "2026-06-10");
  int issued = 3, jumps = 0;
  std::vector<json::value> waiting{first_waiting};
  for (const char* time :
       {"2026-06-10T10:00:00.000Z", "2026-06-10T09:00:00.000Z", "2026-06-11T03:00:00.000Z", "2026-06-09T23:59:58.000Z",
        "2036-02-29T12:00:00.000Z", "2001-01-01T00:00:00.000Z", "2026-06-10T08:05:00.000Z"}) {
    CAPTURE(time);
    hall.set(at(time));
    if (++jumps == 4) {  // and once it happens while the host is away
      hall.house->kill_host();
      hall.start();
    }
    waiting.push_back(hall.issue());
    const auto off = hall.wall() - at(time);  // the jump has reached it
    CHECK((off >= std::chrono::seconds{-2} && off < std::chrono::minutes{10}));
    CHECK(waiting.back().at("number").as_string() == number_of(++issued));
    CHECK(hall.state_of(parked) == "parked");
    CHECK(hall.state_of(called) == "called");
    CHECK(hall.day() == day);
  }
  CHECK(hall.ask("queue.day").at("counts").at("no_show") == 0);
  // They are called in the order in which they came, whatever the clock said then.
  for (const auto& next : waiting) {
    hall.carry_out("queue.start", counter);
    hall.carry_out("queue.finish", counter);
    CHECK(hall.carry_out("queue.call_next", counter).at("token").at("number") == next.at("number"));
  }
  CHECK(hall.house->run({"audit", "verify"}));
  std::printf("the wall clock jumped %d times, up to 35 years: expired 0, overtaken 0, business days 1\n", jumps);
}

TEST_CASE("summer time begins and ends in the middle of the night's work: one business day, no gap, no reorder") {
  if (skipped()) return;
  struct Night {
    const char* day;
    std::vector<const char*> times;
  };
  for (const Night& night : {Night{"2026-03-29", {"00:30:00", "00:59:58", "01:00:02", "01:30:00", "03:00:00"}},
                             Night{"2026-10-25", {"00:15:00", "00:59:58", "01:00:02", "01:15:00", "02:30:00"}}}) {
    CAPTURE(night.day);
    ClockHall hall;
    hall.set(at(fmt::format("{}T00:00:00.000Z", night.day)));
    hall.start();
    hall.carry_out("queue.open_day");
    hall.carry_out("queue.open_desk", json::object{{"desk", "counter-1"}});
    std::vector<json::value> tokens;
    for (const char* time : night.times) {
      hall.set(at(fmt::format("{}T{}.000Z", night.day, time)));
      tokens.push_back(hall.issue());
      CHECK(tokens.back().at("number").as_string() == number_of(static_cast<int>(tokens.size())));
      CHECK(hall.day() == night.day);
    }
    for (const auto& next : tokens) {
      const json::object counter{{"desk", "counter-1"}};
      CHECK(hall.carry_out("queue.call_next", counter).at("token").at("number") == next.at("number"));
      hall.carry_out("queue.start", counter);
      hall.carry_out("queue.finish", counter);
    }
    CHECK(hall.ask("queue.day").at("counts").at("done") == tokens.size());
  }
}
