// Hands nobody planned for: many at once, keys that stay down, a scanner that reads nonsense, a window that changes its size.
#include <algorithm>
#include <random>

#include "hall.hpp"

using namespace vestibule;
using kiosk::test::content, kiosk::test::Hall;

namespace {

const std::vector<std::string> soon{"--idle-seconds", "6", "--warning-seconds", "2"};

/// Whoever was there has gone, and the next patient gets a number by three touches.
void goes_on(Hall& hall) {
  REQUIRE_MESSAGE(hall.shows("language"), content(hall.folder / "log"));
  const auto before = hall.host.tokens.size();
  hall.touch("language.en");
  hall.touch("service.blood");
  REQUIRE_MESSAGE(hall.shows("token", "en"), content(hall.folder / "targets"));
  CHECK(hall.host.tokens.size() == before + 1);
}

}  // namespace

TEST_CASE("a child that drums on the glass: no step is half made, no number without a ticket or an end") {
  Hall hall(soon);
  REQUIRE(hall.shows("language"));
  std::minstd_rand random(20261122);
  std::vector<std::string> words{"mousemove", "--window", "$(window)", "10", "10"};
  for (int i = 0; i < 150; ++i) {
    const auto x = random() % 540;
    const auto y = random() % 960;
    const auto finger = 1 + random() % 3;
    for (const auto& word : {std::string("mousemove"), std::string("--window"), std::string("$(window)"), std::to_string(x), std::to_string(y),
                             std::string("click"), std::string("--repeat"), std::string("2"), std::string("--delay"), std::string("15"), std::to_string(finger)})
      words.push_back(word);
  }
  hall.keys(std::move(words));
  REQUIRE(hall.shows("language"));
  CHECK(hall.loop.until([&] { return hall.host.tokens.size() == hall.tickets(".escpos").size() + hall.host.cancelled.size() + hall.host.staff_calls.size() ||
                                     hall.host.tokens.size() <= hall.tickets(".escpos").size() + hall.host.cancelled.size(); }));
  goes_on(hall);
}

TEST_CASE("two fingers, one of them never lifted, and a finger that slides off") {
  Hall hall(soon);
  REQUIRE(hall.shows("language"));
  REQUIRE(hall.loop.until([&] { return hall.targets().ready; }));
  hall.keys({"mousemove", "--window", "$(window)", "270", "20", "mousedown", "3"});  // a palm
  hall.touch("language.en");
  CHECK(hall.shows("service", "en"));
  hall.keys({"mousemove", "--window", "$(window)", "270", "20", "mouseup", "3"});
  CHECK(hall.page() == "service");
  CHECK(hall.host.tokens.empty());
  goes_on(hall);
}

TEST_CASE("keys that stay down press once, and no key of a keyboard but the keypad's does anything") {
  Hall hall(soon);
  REQUIRE(hall.shows("language"));
  REQUIRE(hall.loop.until([&] { return hall.targets().ready; }));
  hall.keys({"keydown", "Tab", "keydown", "Return", "sleep", "2", "keyup", "Return", "keyup", "Tab"});
  CHECK(hall.host.tokens.empty());
  hall.keys({"key", "F1", "F5", "F11", "Super_L", "Menu", "Print", "ctrl+c", "ctrl+w", "ctrl+q", "alt+Tab", "ctrl+alt+Delete", "Delete", "Page_Up"});
  CHECK(hall.host.tokens.empty());
  goes_on(hall);
}

TEST_CASE("a scanner that reads nonsense, half a code, a very long one, and twice in one breath") {
  Hall hall(soon);
  REQUIRE(hall.shows("language"));
  REQUIRE(hall.loop.until([&] { return hall.targets().ready; }));
  hall.scan(std::string(1500, 'X'));
  hall.scan("]C1\"'<>%00$(reboot);--");
  hall.scan("https://hall.example/t/");
  hall.scan("0123456789ABCDEFGHJKMNPQRSTVWXYZ012345");  // one too short
  hall.keys({"type", "--delay", "3", "0123456789ABC"});  // no end
  hall.host.appointments["APPT-77"] = queue::CheckInOutcome::here;
  hall.scan("APPT-77");
  hall.scan("APPT-77");
  CHECK(hall.host.tokens.size() <= 2);  // the real house says of the second that it has been used; the stand-in gives a number again
  goes_on(hall);
}

TEST_CASE("the window changes its size in the middle of a visit") {
  Hall hall;
  REQUIRE(hall.shows("language"));
  hall.touch("language.ar");
  for (const auto& [width, height] : {std::pair{1280, 720}, {720, 1280}, {3840, 2160}, {64, 48}, {540, 960}}) {
    hall.keys({"windowsize", "$(window)", std::to_string(width), std::to_string(height)});
    CHECK(hall.loop.until([&, w = width, h = height] {
      const auto now = hall.targets();
      return now.page == "service" && (w < 100 || std::all_of(now.targets.begin(), now.targets.end(), [&](const auto& target) {
               return target.x >= 0 && target.y >= 0 && target.x + target.width <= w && target.y + target.height <= h;
             }));
    }));
  }
  hall.touch("service.blood");
  CHECK(hall.shows("token", "ar"));
}
