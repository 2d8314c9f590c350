// The program on a real broker: what it says it sent has arrived, each device in its own name, and births and wills tell which boot it is.

#include <signal.h>
#include <vestibule/link/child_process.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/link/real_line.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr int count = 20;
std::string device(int number) { return fmt::format("mon-{:03}", number); }
std::vector<std::string> devices() {
  std::vector<std::string> names;
  for (int i = 1; i <= count; ++i) names.push_back(device(i));
  return names;
}

struct Street {
  test::RealLine line{devices()};
  std::unique_ptr<link::MqttBus> host = line.bus("host");
  fs::path folder = fs::temp_directory_path() / fmt::format("vestibule-monitors-{}", ::getpid());
  std::vector<std::string> heard;     // "TOPIC PAYLOAD", each device's in order
  std::map<std::string, std::string> status;
  link::ChildProcess program;

  Street() {
    fs::create_directories(folder);
    std::ofstream passwords(folder / "passwords");
    for (const auto& name : devices()) passwords << name << ' ' << line.broker->password(name) << '\n';
    host->subscribe("vestibule/v1/dev/#", [this](const wire::Message& message) {
      heard.push_back(message.topic + " " + message.payload);
      if (message.topic.ends_with("/status")) status[message.topic.substr(17, 7)] = message.payload;
    });
    REQUIRE(line.loop.until([&] { return host->connected(); }));
  }
  ~Street() {
    program.stop();
    fs::remove_all(folder);
  }
  void open(std::vector<std::string> more) {
    link::ChildOptions options;
    options.command = {MONITORS, "--count", std::to_string(count), "--port", std::to_string(line.broker->port()), "--passwords", (folder / "passwords").string(),
                       "--period", "100", "--report", "0", "--sent", (folder / "sent").string()};
    options.command.insert(options.command.end(), more.begin(), more.end());
    options.output = folder / "output";
    auto started = link::ChildProcess::start(options);
    REQUIRE(started);
    program = *std::move(started);
  }
  std::vector<std::string> lines(const char* file) const {
    std::ifstream stream(folder / file);
    std::vector<std::string> all;
    for (std::string text; std::getline(stream, text);) all.push_back(text);
    return all;
  }
  std::int64_t boot(const std::string& name) const { return json::parse(status.at(name)).at("boot").as_int64(); }
  bool says(const std::string& name, const char* state) const {
    const auto found = status.find(name);
    return found != status.end() && found->second.find(state) != std::string::npos;
  }
};

}  // namespace

TEST_CASE("everything the monitors sent has arrived, unchanged, and they leave with their wills") {
  Street street;
  street.open({"--for", "2"});
  REQUIRE(street.program.wait(20s) == 0);
  auto sent = street.lines("sent");
  CHECK(sent.size() > 2 * count);
  REQUIRE(street.line.loop.until([&] { return std::all_of(street.status.begin(), street.status.end(), [](const auto& one) { return one.second.find("offline") != one.second.npos; }) && street.heard.size() >= sent.size() + count; }));
  auto heard = street.heard;
  std::erase_if(heard, [](const std::string& text) { return text.find("offline") != text.npos; });
  std::sort(sent.begin(), sent.end());
  std::sort(heard.begin(), heard.end());
  CHECK(heard == sent);
  CHECK(street.status.size() == count);
  const auto said = street.lines("output");
  REQUIRE_FALSE(said.empty());
  CHECK(said.back().find(" 0 refused, 0 connections lost") != std::string::npos);
}

TEST_CASE("killed, each one's will tells the boot of its birth; a restarted one has a higher number") {
  Street street;
  street.open({"--event", "reboot:mon-003@0.5+0", "bad_certificate:mon-004@0+600"});
  REQUIRE(street.line.loop.until([&] { return street.status.size() == count - 1 && street.says("mon-003", "online") && street.boot("mon-003") > street.boot("mon-001"); }));
  CHECK_FALSE(street.status.contains("mon-004"));
  const auto births = street.status;
  street.program.signal(SIGKILL);
  REQUIRE(street.line.loop.until([&] { return std::all_of(street.status.begin(), street.status.end(), [](const auto& one) { return one.second.find("lwt") != one.second.npos; }); }));
  for (const auto& [name, birth] : births) CHECK(json::parse(birth).at("boot").as_int64() == street.boot(name));
}
