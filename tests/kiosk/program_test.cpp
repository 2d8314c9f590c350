// The real program on a real display, touched by real clicks, over a real broker; the test plays the host.
#include <doctest/doctest.h>

#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <fstream>
#include <sstream>
#include <vestibule/link/child_process.hpp>
#include <vestibule/wire/envelope.hpp>

#include "link/real_line.hpp"
#include "program/witness.hpp"
#include "world.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

fs::path fresh_folder() {
  static int count = 0;
  const auto folder = fs::temp_directory_path() / fmt::format("vestibule-kiosk-{}-{}", getpid(), ++count);
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

link::ChildProcess start(link::ChildOptions options) {
  auto child = link::ChildProcess::start(options);
  REQUIRE_MESSAGE(child, (child ? "" : child.error().message));
  return *std::move(child);
}

/// A hall with one kiosk in it.
class Hall : public test::RealLine {
 public:
  Hall() : RealLine({"kiosk-1"}), bus_(connected("host")) {
    bus_->subscribe(wire::all_requests(), [this](const wire::Message& message) { answer(message); });
    bus_->subscribe(wire::all_presence(), [this](const wire::Message& message) {
      if (const auto presence = decode_text<wire::Presence>(message.payload))
        present = presence->online && presence->kind == "kiosk";
    });
    display_ =
        start({{"Xvfb", "-displayfd", "1", "-screen", "0", "600x1000x24", "-nolisten", "tcp"}, {}, folder / "display", {}});
    REQUIRE(loop.until([&] { return text_of(folder / "display").ends_with('\n'); }));
    std::istringstream(text_of(folder / "display")) >> number_;
    std::ofstream(folder / "password") << broker->password("kiosk-1") << "\n";
    switch_on();
  }
  ~Hall() { fs::remove_all(folder); }

  void switch_on() {
    kiosk_ = start({{KIOSK, "--port", std::to_string(broker->port()), "--name", "kiosk-1", "--password-file", folder / "password",
                     "--size", "540x960", "--printer", folder / "tickets", "--targets", folder / "targets", "--screenshot-dir",
                     folder / "pictures", "--record", folder / "record", "--time-zone", "Asia/Riyadh"},
                    {{"DISPLAY", fmt::format(":{}", number_)}},
                    folder / "log",
                    {}});
  }

  bool shows(const std::string& page, const std::string& language = {}) {
    return loop.until([&] { return targets().page == page && targets().language == language; });
  }

  /// Clicks that often, 40 ms apart, once the choice can be touched; as a person does, once more if nothing comes of it.
  void touch(const std::string& choice, int times = 1) {
    std::optional<kiosk::TargetPlace> target;
    REQUIRE_MESSAGE(loop.until([&] { return (target = ready_target(choice)).has_value(); }),
                    choice << " in " << text_of(folder / "targets"));
    const auto serial = targets().serial;
    click(*target, times);
    const auto once_more = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    const bool heard = loop.until([&] { return targets().serial != serial || std::chrono::steady_clock::now() > once_more; });
    if (heard && targets().serial == serial) click(*target, times);
  }

  void click(const kiosk::TargetPlace& target, int times) {
    const std::string x = std::to_string(target.x + target.width / 2), y = std::to_string(target.y + target.height / 2);
    auto finger = start({{"xdotool", "mousemove", x, y, "click", "--repeat", std::to_string(times), "--delay", "40", "1"},
                         {{"DISPLAY", fmt::format(":{}", number_)}},
                         {},
                         {}});
    REQUIRE(loop.until([&] { return !finger.running(); }));
  }

  std::vector<fs::path> tickets(const std::string& kind) const {
    std::vector<fs::path> found;
    if (fs::exists(folder / "tickets"))
      for (const auto& entry : fs::directory_iterator(folder / "tickets"))
        if (entry.path().extension() == kind) found.push_back(entry.path());
    return found;
  }

  const fs::path folder = fresh_folder();
  kiosk::test::FakeHost host;
  bool mute = false;
  bool present = false;

 private:
  kiosk::TargetsFile targets() const {
    return decode_text<kiosk::TargetsFile>(text_of(folder / "targets")).value_or(kiosk::TargetsFile{});
  }

  std::optional<kiosk::TargetPlace> ready_target(const std::string& choice) const {
    const auto page = targets();
    for (const auto& target : page.targets)
      if (page.ready && target.name == choice) return target;
    return std::nullopt;
  }

  void answer(const wire::Message& message) {
    const auto name = wire::parse_request_topic(message.topic);
    const auto request = decode_text<wire::Request>(message.payload);
    REQUIRE((name && request));
    const auto result = host.answer(name->name, request->id, request->body);
    if (!mute)
      bus_->publish(
          {wire::reply_topic(name->client), encode_text(wire::reply_to(request->id, result)), false, {}, message.correlation});
  }

  std::unique_ptr<link::MqttBus> bus_;
  int number_ = 0;
  link::ChildProcess display_;
  link::ChildProcess kiosk_;
};

}  // namespace

TEST_CASE("a patient takes a number by three touches, the last one a nervous one, and has one ticket") {
  Hall hall;
  REQUIRE_MESSAGE(hall.shows("language"), text_of(hall.folder / "log"));
  CHECK(hall.loop.until([&] { return hall.present; }));
  hall.touch("language.ar");
  CHECK(hall.shows("service", "ar"));
  hall.touch("service.general");
  CHECK(hall.shows("urgency", "ar"));
  hall.touch("urgency.1.yellow", 5);
  REQUIRE(hall.shows("token", "ar"));
  CHECK(hall.loop.until([&] { return hall.tickets(".escpos").size() == 1; }));
  CHECK(hall.tickets(".png").size() == 1);
  CHECK(hall.host.tokens.size() == 1);
  CHECK(hall.host.requests.begin()->second.priority == "yellow");
  hall.touch("again");
  CHECK(hall.shows("language"));
  for (const char* picture : {"language.png", "service-ar.png", "urgency-ar.png", "token-ar.png"})
    CHECK(fs::exists(hall.folder / "pictures" / picture));
  CHECK(text_of(hall.folder / "record").find("tap service.general") != std::string::npos);
}

TEST_CASE("the broker dies between request and answer: the same wish, one token") {
  Hall hall;
  hall.touch("language.en");
  hall.touch("service.blood");
  hall.mute = true;
  hall.touch("again");
  hall.touch("language.en");
  hall.touch("service.blood");
  REQUIRE(hall.loop.until([&] { return hall.host.tokens.size() == 2; }));
  hall.broker->kill();
  REQUIRE(hall.broker->restart());
  hall.mute = false;
  CHECK(hall.shows("token", "en"));
  CHECK(hall.host.tokens.size() == 2);
  CHECK(hall.loop.until([&] { return hall.tickets(".escpos").size() == 2; }));
}

TEST_CASE("a kiosk whose broker dies says so, and goes on when it is back") {
  Hall hall;
  REQUIRE(hall.shows("language"));
  hall.broker->kill();
  CHECK(hall.shows("unreachable"));
  REQUIRE(hall.broker->restart());
  CHECK(hall.shows("language"));
}

TEST_CASE("wrong settings are refused in a sentence") {
  const auto folder = fresh_folder();
  const auto said = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), KIOSK);
    fs::remove(folder / "log");
    auto child = start({arguments, {{"SDL_VIDEODRIVER", "dummy"}}, folder / "log", {}});
    CHECK(child.wait(10s).value_or(0) != 0);
    return text_of(folder / "log");
  };
  std::ofstream(folder / "kiosk.toml") << "port = 1883\ncolour = \"red\"\n";
  CHECK(said({"--settings", folder / "kiosk.toml"}).find("colour") != std::string::npos);
  CHECK(said({"--size", "huge"}).find("'huge'") != std::string::npos);
  CHECK(said({"--name", "kiosk/1"}).find("'kiosk/1'") != std::string::npos);
  CHECK(said({"--time-zone", "Mars/Olympus"}).find("Mars/Olympus") != std::string::npos);
  CHECK(said({"--password-file", folder / "nowhere"}).find("nowhere") != std::string::npos);
  CHECK(said({"--theme", "none"}).find("none.toml") != std::string::npos);
  CHECK(said({"--idle-seconds", "5"}).find("--warning-seconds") != std::string::npos);
  fs::remove_all(folder);
}
