// The real program on a real display, by a keypad's keys and by what it says: the test looks at nothing else.
#include <vestibule/ui/sound.hpp>

#include "hall.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
using kiosk::test::content, kiosk::test::Hall;

namespace {

/// A hall with one kiosk, and a person before it who does not see.
class DarkHall : public Hall {
 public:
  /// `driver`: SDL's for sound; empty: a wave file is written instead.
  explicit DarkHall(const std::string& driver = {})
      : Hall({"--said", "$(folder)/said", driver.empty() ? "--wave" : "--volume", driver.empty() ? "$(folder)/heard.wav" : "1"},
             {{"SDL_AUDIODRIVER", driver}}) {
    REQUIRE_MESSAGE(shows("language"), content(folder / "log"));
  }

  void press(const std::string& key) { keys({"key", key}); }
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
  /// Selects what has the focus, once; it was found by keys, so the press counts at once.
  void choose(const std::string& then) {
    press("Return");
    CHECK_MESSAGE(hears(then), content(folder / "said"));
  }
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
  // It is written while it is read: at times its head does not know yet how long it is.
  CHECK(hall.loop.until([&] { return ui::read_wave(hall.folder / "heard.wav").has_value(); }));
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
