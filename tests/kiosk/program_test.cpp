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
#include "operator/pin.hpp"
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
  explicit Hall(std::vector<std::string> more = {}) : RealLine({"kiosk-1"}), bus_(connected("host")), more_(std::move(more)) {
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
    std::vector<std::string> command{KIOSK, "--port", std::to_string(broker->port()), "--name", "kiosk-1", "--password-file",
                                     folder / "password", "--size", "540x960", "--printer", folder / "tickets", "--targets",
                                     folder / "targets", "--time-zone", "Asia/Riyadh", "--state", folder / "state"};
    if (more_.empty())
      for (const auto& word : {std::string("--screenshot-dir"), (folder / "pictures").string(), std::string("--record"), (folder / "record").string()})
        command.push_back(word);
    command.insert(command.end(), more_.begin(), more_.end());
    kiosk_ = start({std::move(command), {{"DISPLAY", fmt::format(":{}", number_)}}, folder / "log", {}});
  }
  /// How often the text stands in the memory the program takes from the heap.
  int in_memory(const std::string& text) const {
    std::ifstream maps(fmt::format("/proc/{}/maps", kiosk_.pid()));
    std::ifstream memory(fmt::format("/proc/{}/mem", kiosk_.pid()), std::ios::binary);
    int found = 0;
    for (std::string line; std::getline(maps, line);) {
      if (!line.ends_with("[heap]")) continue;
      const std::size_t from = std::stoull(line, nullptr, 16), to = std::stoull(line.substr(line.find('-') + 1), nullptr, 16);
      std::string bytes(to - from, '\0');
      memory.seekg(static_cast<std::streamoff>(from));
      memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      for (auto at = bytes.find(text); at != bytes.npos; at = bytes.find(text, at + 1)) ++found;
    }
    return found;
  }
  void cut_power() {
    kiosk_.signal(SIGKILL);
    REQUIRE(loop.until([&] { return !kiosk_.running(); }));
    fs::remove(folder / "targets");
  }
  bool has_mark() const { return text_of(folder / "state" / "journal").find("\"mark\":\"1\"") != std::string::npos; }
  std::string page() const { return targets().page; }
  std::optional<int> ended() { return kiosk_.wait(10s); }

  /// xdotool on the kiosk's display; "$(window)" stands for the kiosk's window.
  void keys(std::vector<std::string> words) {
    words.insert(words.begin(), "xdotool");
    const std::string display = fmt::format(":{}", number_);
    for (auto& word : words)
      if (word == "$(window)") word = window(display);
    auto hand = start({std::move(words), {{"DISPLAY", display}}, folder / "hand", {}});
    REQUIRE(loop.until([&] { return !hand.running(); }));
  }
  void click_at(int x, int y) { keys({"mousemove", "--window", "$(window)", std::to_string(x), std::to_string(y), "click", "1"}); }
  /// A digit changes nothing that a touch could wait for: it is pressed once.
  void touch_staff(const std::string& choice) {
    std::optional<kiosk::TargetPlace> target;
    REQUIRE_MESSAGE(loop.until([&] { return (target = ready_target(choice)).has_value(); }), choice);
    click(*target, 1);
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

  std::string window(const std::string& display) {
    fs::remove(folder / "window");
    auto search = start({{"xdotool", "search", "--name", "kiosk-1"}, {{"DISPLAY", display}}, folder / "window", {}});
    REQUIRE(loop.until([&] { return !search.running(); }));
    const std::string found = text_of(folder / "window");
    return found.substr(0, found.find('\n'));
  }

  std::unique_ptr<link::MqttBus> bus_;
  const std::vector<std::string> more_;
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

TEST_CASE("a kiosk whose broker dies gives numbers of its own, also after a power cut, and brings them when it is back") {
  Hall hall;
  REQUIRE(hall.shows("language"));
  REQUIRE(hall.loop.until([&] { return !hall.host.reports.empty() && hall.has_mark(); }));
  hall.broker->kill();
  hall.touch("language.en");
  hall.touch("service.blood");
  REQUIRE(hall.shows("token", "en"));
  CHECK(hall.loop.until([&] { return hall.tickets(".escpos").size() == 1; }));
  hall.cut_power();
  hall.switch_on();
  REQUIRE(hall.shows("language"));  // from what its disk holds: nobody is there to ask
  hall.touch("language.ar");
  hall.touch("service.pharmacy");
  REQUIRE(hall.shows("token", "ar"));
  CHECK(hall.host.tokens.empty());
  REQUIRE(hall.broker->restart());
  REQUIRE(hall.loop.until([&] { return hall.host.brought.size() == 2; }));
  CHECK(hall.host.brought[0].number == "B1-001");
  CHECK(hall.host.brought[1].number == "P1-002");
}

TEST_CASE("nobody closes the window of a locked kiosk; by gesture and PIN the operator ends it") {
  Hall hall({"--locked", "--operator-pin", *kiosk::hash_pin("2580")});
  REQUIRE(hall.shows("language"));
  hall.keys({"key", "alt+F4"});
  hall.keys({"key", "ctrl+alt+BackSpace"});
  hall.keys({"key", "Escape"});
  for (const auto& [x, y] : {std::pair{5, 5}, {535, 5}, {535, 955}, {5, 955}}) hall.click_at(x, y);
  REQUIRE(hall.loop.until([&] { return hall.page() == "pin"; }));
  for (const auto* digit : {"digit.2", "digit.5", "digit.8", "digit.0", "enter"}) hall.touch_staff(digit);
  REQUIRE(hall.loop.until([&] { return hall.page() == "operator_desk"; }));
  hall.touch_staff("leave");
  CHECK(hall.ended() == 77);
}

TEST_CASE("after a visit nothing of it stands in the kiosk's memory") {
  Hall hall({"--verbose"});
  hall.host.menu.services[2].letter = "QZX";
  REQUIRE(hall.shows("language"));
  hall.touch("language.en");
  hall.touch("service.blood");
  REQUIRE(hall.shows("token", "en"));
  REQUIRE(hall.loop.until([&] { return hall.tickets(".escpos").size() == 1; }));
  const auto token = hall.host.tokens.begin()->second;
  CHECK(hall.in_memory(token.number) > 0);
  hall.touch("again");
  REQUIRE(hall.shows("language"));
  CHECK(hall.loop.until([&] { return hall.in_memory(token.number) == 0 && hall.in_memory(token.token.text()) == 0; }));
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
