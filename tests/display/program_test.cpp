// vestibule-display itself: a real broker, a real process, a real picture.

#include <vestibule/link/child_process.hpp>
#include <vestibule/ui/picture.hpp>

#include <signal.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "board_kit.hpp"
#include "tests/link/real_line.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

/// A host of few words at a real broker, and the program before it.
struct Hall {
  test::RealLine line{{"screen-1"}};
  std::unique_ptr<link::MqttBus> host = line.bus("host");
  fs::path folder = fs::temp_directory_path() / fmt::format("vestibule-display-{}", ::getpid());
  std::vector<std::int64_t> painted;  // acknowledgements in the order they came first
  std::set<std::string> ids;
  std::int64_t called = 0;
  Timer pulse;
  link::ChildProcess program;

  Hall() {
    fs::create_directories(folder);
    std::ofstream(folder / "memory.json") << R"({"epoch":"e1","shown":0,"unacknowledged":[]})";  // so that no call is old from the start
    host->subscribe(wire::all_requests(), [this](const wire::Message& message) { answer(message); });
    host->on_connection([this](bool connected) {
      if (connected) publish();
    });
    pulse = line.loop.timers.every(1s, [this] { beat(); });
    REQUIRE(line.loop.until([&] { return host->connected(); }));
  }
  ~Hall() {
    program.stop();
    fs::remove_all(folder);
  }

  void open(const std::vector<std::string>& more = {}) {
    link::ChildOptions options;
    options.command = {DISPLAY_PROGRAM, "--offscreen", "--silent", "--area", "main", "--client", "screen-1", "--port", std::to_string(line.broker->port()),
                       "--minimum-show", "100", "--memory", (folder / "memory.json").string(), "--screenshot", picture().string()};
    options.command.insert(options.command.end(), more.begin(), more.end());
    options.environment = {{"VESTIBULE_PASSWORD", line.broker->password("screen-1")}};
    auto started = link::ChildProcess::start(options);
    REQUIRE(started);
    program = *std::move(started);
  }
  fs::path picture() const { return folder / "screen.png"; }

  void call() {
    ++called;
    publish();
  }
  void publish() {
    host->publish({wire::state_topic("board/main"), encode_text(state_of(board_up_to(called, line.loop.clock.wall()), called, line.loop.clock.wall())), true, {}, {}});
    beat();
  }
  void beat() { host->publish({wire::host_topic(), encode_text(wire::HostState{true, "e1", 1, called, line.loop.clock.wall()}), true, {}, {}}); }
  void answer(const wire::Message& message) {
    const auto request = decode_text<wire::Request>(message.payload);
    REQUIRE(request);
    const auto told = decode<queue::AcknowledgeCall>(request->body);
    if (told && ids.insert(request->id).second) painted.push_back(told->sequence);
    host->publish({message.response_topic, encode_text(wire::reply_to(request->id, json::value(json::object{}))), false, {}, message.correlation});
  }
  bool until_painted(std::size_t count) {
    return line.loop.until([&] { return painted.size() >= count; });
  }
};

std::vector<std::int64_t> up_to(std::int64_t last) {
  std::vector<std::int64_t> all;
  for (std::int64_t i = 1; i <= last; ++i) all.push_back(i);
  return all;
}

struct Outcome {
  int status = 0;
  std::string said;
};
/// Of a program that ends by itself, because it cannot run.
Outcome outcome_of(std::vector<std::string> arguments, std::vector<std::pair<std::string, std::string>> environment = {}) {
  const fs::path output = fs::temp_directory_path() / fmt::format("vestibule-display-said-{}", ::getpid());
  arguments.insert(arguments.begin(), DISPLAY_PROGRAM);
  auto started = link::ChildProcess::start({std::move(arguments), std::move(environment), output, {}});
  REQUIRE(started);
  const auto status = started->wait(10s);
  std::ifstream file(output);
  std::string said{std::istreambuf_iterator<char>(file), {}};
  fs::remove(output);
  return {status.value_or(0), std::move(said)};
}

}  // namespace

TEST_CASE("the real program paints a burst, survives the broker's and its own death, and leaves a picture") {
  Hall hall;
  hall.open();
  for (int i = 0; i < 12; ++i) hall.call();
  REQUIRE(hall.until_painted(12));

  hall.line.broker->kill();
  hall.called += 3;
  REQUIRE(hall.line.broker->restart());
  REQUIRE(hall.until_painted(15));

  kill(hall.program.pid(), SIGKILL);
  hall.program.wait(5s);
  hall.called += 2;
  hall.publish();
  hall.open({"--size", "640x360"});
  REQUIRE(hall.until_painted(17));
  CHECK(hall.painted == up_to(17));

  hall.program.signal(SIGUSR1);
  REQUIRE(hall.line.loop.until([&] { return ui::Picture::read(hall.picture()).has_value(); }));
  fs::remove(hall.picture());
  hall.program.signal(SIGTERM);
  CHECK(hall.program.wait(5s) == 0);
  const auto last = ui::Picture::read(hall.picture());
  REQUIRE(last);
  CHECK(last->size() == ui::Size{640, 360});
}

TEST_CASE("wrong settings are refused with the option's name") {
  const fs::path file = fs::temp_directory_path() / fmt::format("vestibule-display-{}.toml", ::getpid());
  std::ofstream(file) << "area = \"main\"\nclient = \"s\"\nvolume = 0.5\nlanguages = [\"en\"]\n";
  const fs::path layout = fs::temp_directory_path() / fmt::format("vestibule-layout-{}.toml", ::getpid());
  std::ofstream(layout) << "[[rows]]\nzone = \"now\"\n[[rows]]\nzone = \"nowhere\"\n";
  const fs::path theme = fs::temp_directory_path() / fmt::format("vestibule-theme-{}.toml", ::getpid());
  std::ofstream(theme) << "name = \"mine\"\n\n[colours]\nbackground = \"blue\"\n";
  const std::vector<std::pair<std::vector<std::string>, std::string>> wrong{
      {{"--settings", file.string()}, file.string() + ":4: there is no setting \"languages\""},
      {{"--client", "s"}, "--area"},
      {{"--client", "s", "--area", "a/b"}, "--area"},
      {{"--client", "s", "--area", "a", "--size", "big"}, "--size"},
      {{"--client", "s", "--area", "a", "--size", "10x10"}, "from 320x240 to 16384x16384"},
      {{"--client", "s", "--area", "a", "--offscreen", "--layout", "l1.toml"}, "cannot read the layout l1.toml"},
      {{"--client", "s", "--area", "a", "--port", "0"}, "--port"},
      {{"--client", "s", "--area", "a", "--message", "Hello"}, "--message"},
      {{"--client", "s", "--area", "a", "--quiet", "at night"}, "--quiet"},
      {{"--client", "s", "--area", "a", "--volume", "11"}, "--volume"},
      {{"--client", "s", "--area", "a", "--offscreen", "--language", "xx"}, "xx.toml"},
      {{"--client", "s", "--area", "a", "--offscreen", "--theme", "xx"}, "xx.toml"},
      {{"--client", "s", "--area", "a", "--offscreen", "--layout", "xx"}, "xx.toml"},
      {{"--client", "s", "--area", "a", "--offscreen", "--layout", layout.string()}, layout.string() + ":4: there is no zone \"nowhere\""},
      {{"--client", "s", "--area", "a", "--offscreen", "--theme", theme.string()}, theme.string() + ":"},
      {{"--settings", "/nowhere.toml"}, "/nowhere.toml"},
  };
  for (const auto& [arguments, word] : wrong) {
    const auto outcome = outcome_of(arguments);
    CHECK(outcome.status != 0);
    CHECK_MESSAGE(outcome.said.find(word) != std::string::npos, outcome.said);
  }
  for (const auto& written : {file, layout, theme}) fs::remove(written);
}

TEST_CASE("a screen that nobody can see says so and ends, instead of painting calls into memory") {
  const auto outcome = outcome_of({"--client", "s", "--area", "a", "--silent", "--port", "1"},
                                  {{"DISPLAY", ":555"}, {"WAYLAND_DISPLAY", ""}, {"SDL_VIDEODRIVER", ""}});
  CHECK(outcome.status != 0);
  CHECK_MESSAGE(outcome.said.find("no display: ") != std::string::npos, outcome.said);
  CHECK_MESSAGE(outcome.said.find("Set DISPLAY") != std::string::npos, outcome.said);
}
