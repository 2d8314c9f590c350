// The real program on a real display, by a keypad's keys and by what it says: the test looks at nothing else.
#include <doctest/doctest.h>

#include <unistd.h>

#include <fstream>
#include <sstream>
#include <vestibule/link/child_process.hpp>
#include <vestibule/ui/sound.hpp>
#include <vestibule/wire/envelope.hpp>

#include "link/real_line.hpp"
#include "world.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

fs::path fresh() {
  static int count = 0;
  return fs::temp_directory_path() / fmt::format("vestibule-keypad-{}-{}", getpid(), ++count);
}

link::ChildProcess started(link::ChildOptions options) {
  auto child = link::ChildProcess::start(options);
  REQUIRE_MESSAGE(child, (child ? "" : child.error().message));
  return *std::move(child);
}

/// A hall with one kiosk, and a person before it who does not see.
class DarkHall : public test::RealLine {
 public:
  /// `driver`: SDL's for sound; empty: a wave file is written instead.
  explicit DarkHall(const std::string& driver = {}) : RealLine({"kiosk-1"}), bus_(connected("host")) {
    fs::create_directories(folder);
    bus_->subscribe(wire::all_requests(), [this](const wire::Message& message) { answer(message); });
    display_ = started({{"Xvfb", "-displayfd", "1", "-screen", "0", "600x1000x24", "-nolisten", "tcp"}, {}, folder / "display", {}});
    REQUIRE(loop.until([&] { return content(folder / "display").ends_with('\n'); }));
    std::istringstream(content(folder / "display")) >> number_;
    std::ofstream(folder / "password") << broker->password("kiosk-1") << "\n";
    kiosk_ = started({{KIOSK, "--port", std::to_string(broker->port()), "--name", "kiosk-1", "--password-file", folder / "password", "--size", "540x960",
                       "--printer", folder / "tickets", "--state", folder / "state", "--targets", folder / "targets", "--said", folder / "said", driver.empty() ? "--wave" : "--volume", driver.empty() ? (folder / "heard.wav").string() : "1"},
                      {{"DISPLAY", fmt::format(":{}", number_)}, {"SDL_AUDIODRIVER", driver}},
                      folder / "log",
                      {}});
    REQUIRE_MESSAGE(loop.until([&] { return content(folder / "targets").find("language.en") != std::string::npos; }), content(folder / "log"));
  }
  ~DarkHall() {
    kiosk_.stop();
    display_.stop();
    fs::remove_all(folder);
  }

  void press(const std::string& key) {
    auto finger = started({{"xdotool", "key", key}, {{"DISPLAY", fmt::format(":{}", number_)}}, {}, {}});
    REQUIRE(loop.until([&] { return !finger.running(); }));
  }
  /// What was said last, as "en English".
  std::string last() const {
    const std::string all = content(folder / "said");
    const auto at = all.rfind("speech ");
    return at == all.npos ? "" : all.substr(at + 7, all.find('\n', at) - at - 7);
  }
  bool hears(const std::string& text) {
    return loop.until([&] { return content(folder / "said").find(text) != std::string::npos; });
  }
  /// Presses a key until what is said last holds the text.
  bool find(const std::string& text) {
    for (int presses = 0; presses < 30; ++presses) {
      if (last().find(text) != std::string::npos) return true;
      const auto before = content(folder / "said").size();
      press("Down");
      if (!loop.until([&] { return content(folder / "said").size() > before; })) return false;
    }
    return false;
  }
  /// Selects what has the focus, once the page takes it: a person who hears it has waited longer than that.
  void choose(const std::string& then) {
    REQUIRE(loop.until([&] { return content(folder / "targets").find("\"ready\":true") != std::string::npos; }));
    press("Return");
    // A key that came in the moment a page was renewed is lost; somebody who hears nothing presses once more.
    if (!loop.until([&] { return content(folder / "said").find(then) != std::string::npos; }, 6s)) press("Return");
    CHECK_MESSAGE(hears(then), content(folder / "said"));
  }

  const fs::path folder = fresh();
  kiosk::test::FakeHost host;

 private:
  void answer(const wire::Message& message) {
    const auto name = wire::parse_request_topic(message.topic);
    const auto request = decode_text<wire::Request>(message.payload);
    REQUIRE((name && request));
    const auto result = host.answer(name->name, request->id, request->body);
    bus_->publish({wire::reply_topic(name->client), encode_text(wire::reply_to(request->id, result)), false, {}, message.correlation});
  }

  std::unique_ptr<link::MqttBus> bus_;
  int number_ = 0;
  link::ChildProcess display_;
  link::ChildProcess kiosk_;
};

}  // namespace

TEST_CASE("somebody who does not see takes a number in Spanish: by the keypad's keys and by what is said") {
  DarkHall hall;
  CHECK(content(hall.folder / "said").empty());  // nobody is spoken to unasked
  hall.press("Down");
  REQUIRE(hall.hears("speech en Welcome"));
  REQUIRE(hall.find("es Español"));
  hall.choose("speech es Admisión");
  REQUIRE(hall.find("Medicina general"));
  hall.choose("speech es Dolor en el pecho");
  REQUIRE(hall.find("Dolor fuerte"));
  hall.choose("speech es G, ");
  CHECK(hall.loop.until([&] { return hall.host.tokens.size() == 1; }));
  CHECK(hall.host.requests.begin()->second.language == "es");
  REQUIRE(hall.hears("Tome su tique"));
  const auto heard = ui::read_wave(hall.folder / "heard.wav");
  CHECK(heard);
}

TEST_CASE("a kiosk that cannot be heard goes on, and tells the house so") {
  DarkHall hall("none-such");
  hall.press("Down");
  REQUIRE(hall.hears("speech en Welcome"));  // what it would say
  const auto told = [&] { return !hall.host.reports.empty() && !hall.host.reports.back().faults.empty(); };
  CHECK(hall.loop.until(told));
  REQUIRE(hall.find("de Deutsch"));
  hall.choose("speech de Anmeldung");
}
