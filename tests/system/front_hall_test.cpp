// The real screen program and the real queue: whatever dies meanwhile, every call is painted.

#include <doctest/doctest.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>

#include <vestibule/queue_desk_wire.hpp>

#include "house.hpp"
#include "kept_errors.hpp"
#include "reckoning.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
using demo::Client;
using wire::Verb;

namespace {

struct FrontHall {
  demo::Loop loop;
  test::KeptErrors log;
  std::filesystem::path folder;
  std::unique_ptr<demo::House> house;
  std::unique_ptr<Client> desk;
  link::ChildProcess screen;

  FrontHall() {
    auto name = (std::filesystem::temp_directory_path() / "vestibule-hall-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder = name;
    auto built = demo::House::build(
        {folder, VESTIBULE_PROGRAM, "[queue]\nhospital = \"" DEMO_HOSPITAL "\"\n", "", {"counter-1", "display-1"}}, loop, log);
    REQUIRE_MESSAGE(built, built.error().message);
    house = *std::move(built);
    open_host();
    std::ofstream(folder / "password") << house->broker().password("display-1");
    desk = house->client("counter-1");
    carry_out("queue.open_day", json::object{});
    carry_out("queue.open_desk", json::object{{"desk", "counter-1"}});
  }
  ~FrontHall() {
    screen.stop();
    house.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }

  void open_host() {
    const auto opened = house->open();
    REQUIRE_MESSAGE(opened, opened.error().message);
  }
  void start_screen() {
    auto started =
        link::ChildProcess::start({{VESTIBULE_DISPLAY, "--offscreen", "--silent", "--area", "main", "--client", "display-1", "--port",
                                    std::to_string(house->broker().port()), "--password-file", (folder / "password").string(),
                                    "--minimum-show", "100", "--memory", (folder / "memory").string()},
                                   {},
                                   folder / "display.log",
                                   {}});
    REQUIRE_MESSAGE(started, started.error().message);
    screen = *std::move(started);
  }
  json::value carry_out(const char* command, const json::value& body) {
    const auto answer = desk->call(Verb::do_, command, body);
    REQUIRE_MESSAGE(answer, answer.error().message);
    return *answer;
  }
  /// One patient more comes and is called, and the desk is free again.
  void call() {
    const json::object at_desk{{"desk", "counter-1"}};
    carry_out("queue.issue_token", json::object{{"service", "registration"}});
    carry_out("queue.call_next", at_desk);
    carry_out("queue.start", at_desk);
    carry_out("queue.finish", at_desk);
  }
  demo::Recorded recorded() {
    const auto journal = house->run({"journal", "--limit", "1000000"});
    REQUIRE_MESSAGE(journal, journal.error().message);
    return demo::read_journal(*journal, 0);
  }
  /// Starts the screen and calls until it has painted one: from then on every call counts. (A screen that was never there
  /// before does not show calls as new whose patients have come already.)
  void await_screen() {
    start_screen();
    while (recorded().painted == 0) call();
  }
  void check_painted(std::size_t calls_at_least) {
    CHECK(loop.until([&] { return recorded().missed == 0; }, 30s));
    CHECK(recorded().calls >= calls_at_least);
  }
};

}  // namespace

TEST_CASE("every call of a burst is painted, however fast the patients come and go") {
  FrontHall hall;
  hall.await_screen();
  for (int i = 0; i < 24; ++i) hall.call();
  hall.check_painted(25);
}

TEST_CASE("the screen is killed in mid-burst: after its restart it goes on where it was") {
  FrontHall hall;
  hall.await_screen();
  for (int i = 0; i < 5; ++i) hall.call();
  hall.screen.signal(SIGKILL);
  hall.screen.wait(10s);
  for (int i = 0; i < 5; ++i) hall.call();
  hall.start_screen();
  hall.check_painted(11);
}

TEST_CASE("the broker dies with its state between calls: the screen catches up") {
  FrontHall hall;
  hall.await_screen();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 3; ++i) hall.call();
    hall.house->broker().kill();
    REQUIRE(hall.house->broker().restart());
  }
  hall.check_painted(10);
}

TEST_CASE("the host dies while calls wait to be painted: acknowledgements are not lost") {
  FrontHall hall;
  hall.await_screen();
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) hall.call();
    hall.house->kill_host();
    hall.open_host();
  }
  hall.check_painted(13);
}
