// Layout files and schedules: what they may say, and what the player makes of them.

#include <doctest/doctest.h>

#include <vestibule/link/poll_timers.hpp>
#include <vestibule/ui/data.hpp>

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "board_view.hpp"
#include "look.hpp"
#include "player.hpp"
#include "simulated.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;

namespace {

std::string error_of(const char* text) {
  const auto layout = parse_layout(text, "my.toml");
  return layout ? "none" : layout.error().message;
}
std::string schedule_error(const char* text) {
  const auto programme = parse_programme(text, std::filesystem::temp_directory_path() / "s.toml");
  if (programme) return "none";
  return programme.error().message.substr(programme.error().message.find("s.toml"));
}

struct QuietLog final : Log {
  void write(Level, std::string_view) override { ++lines; }
  int lines = 0;
};

}  // namespace

TEST_CASE("every layout that comes along can be read") {
  const auto folder = ui::data_file("assets/layouts");
  REQUIRE(folder);
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
    const auto layout = read_layout(entry.path());
    CHECK_MESSAGE(layout, (layout ? "" : layout.error().message));
    CHECK(layout->has(ZoneKind::message));
    ++count;
  }
  CHECK(count >= 5);
  CHECK(standard_layout().name == "landscape");
}

TEST_CASE("a layout says where it is wrong") {
  CHECK(error_of("[[rows]]\nzone = \"now\"\n") == "none");
  CHECK(error_of("[[rows]]\nzone = \"noww\"\n").starts_with("my.toml:2: there is no zone \"noww\"; there are area, clock, now"));
  CHECK(error_of("[[rows]]\nzone = \"now\"\nwieght = 2\n").starts_with("my.toml:3: unknown key \"wieght\""));
  CHECK(error_of("[[rows]]\nzone = \"now\"\nweight = 0\n") == "my.toml:3: weight must be a number above 0, at most 100");
  CHECK(error_of("[[rows]]\nzone = \"last\"\nlines = 99\n") == "my.toml:3: lines must be a whole number from 1 to 12");
  CHECK(error_of("[[rows]]\nweight = 1\n") == "my.toml:1: a part has either a zone, or rows, columns or turning within");
  CHECK(error_of("rows = 3\n") == "my.toml:1: rows must be [[tables]]");
  CHECK(error_of("zone = \"now\"\n") == "my.toml: a layout begins with [[rows]], [[columns]] or [[turning]]");
  CHECK(error_of("[[rows]\n").starts_with("my.toml:1: "));
  CHECK(error_of("shape = \"round\"\n[[rows]]\nzone = \"now\"\n") == "my.toml:1: shape is \"wide\" or \"upright\"; leave it out for screens of any shape");
  CHECK(error_of("[[rows]]\nshape = \"wide\"\nzone = \"now\"\n") == "my.toml:2: shape stands at the top of the file");
  CHECK(error_of("[[rows]]\nband = 1\nzone = \"now\"\n") == "my.toml:2: band must be true or false");
}

TEST_CASE("a layout knows the screens it is made for") {
  const auto upright = parse_layout("shape = \"upright\"\n[[rows]]\nzone = \"now\"\n", "my.toml");
  REQUIRE(upright);
  CHECK(upright->made_for({1080, 1920}));
  CHECK_FALSE(upright->made_for({1920, 1080}));
  CHECK_FALSE(upright->made_for({1024, 768}));
  CHECK(standard_layout().made_for({1080, 1920}));
  CHECK(standard_layout().made_for({1920, 1080}));
}

TEST_CASE("a schedule says where it is wrong") {
  CHECK(schedule_error("[[show]]\nmessage = { en = \"Hello\" }\n") == "none");
  CHECK(schedule_error("[[show]]\nfrom = \"8\"\n") == "s.toml:2: from must be a time such as \"07:30\"");
  CHECK(schedule_error("[[show]]\nfrom = \"12:00\"\nuntil = \"08:00\"\n") == "s.toml:1: until must be later than from");
  CHECK(schedule_error("[[show]]\ndays = [\"monday\"]\n") == "s.toml:2: days are sun mon tue wed thu fri sat");
  CHECK(schedule_error("[[show]]\nmedia = \"no-such-folder\"\n") == "s.toml:2: media must name a folder beside s.toml");
  CHECK(schedule_error("[[show]]\nseconds = 1\n") == "s.toml:2: seconds must be a whole number from 3 to 3600");
  CHECK(schedule_error("[[shows]]\n") == "s.toml:1: a schedule holds [[show]] tables and nothing else");
}

TEST_CASE("the message of the hour, and another while the area is closed") {
  const auto programme = parse_programme(R"(
[[show]]
from = "08:00"
until = "12:00"
days = ["mon"]
message = { en = "Monday morning" }
[[show]]
closed = true
message = { en = "Open from 8" }
[[show]]
message = { en = "Welcome" }
)", "s.toml");
  REQUIRE(programme);
  const auto said = [&](WallTime time, bool closed) {
    const auto* entry = programme->message_at(time, closed);
    return entry ? entry->message.at("en") : "";
  };
  CHECK(said({8, 0, 1, 23, 11}, false) == "Monday morning");
  CHECK(said({11, 59, 1, 23, 11}, false) == "Monday morning");
  CHECK(said({12, 0, 1, 23, 11}, false) == "Welcome");
  CHECK(said({8, 0, 2, 24, 11}, false) == "Welcome");
  CHECK(said({8, 0, 1, 23, 11}, true) == "Open from 8");
}

TEST_CASE("pictures follow each other in the order of their names, and stand still while a call is new") {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("vestibule-media-{}", ::getpid());
  std::filesystem::create_directories(folder / "m");
  for (int i = 1; i <= 3; ++i)
    CHECK(ui::Picture::from({i, 1}, std::vector<ui::Colour>(static_cast<std::size_t>(i))).save_png(folder / "m" / fmt::format("{}.png", i)));
  std::ofstream(folder / "m" / "2a.png") << "no picture";
  std::ofstream(folder / "m" / "notes.txt") << "no picture either";
  auto programme = parse_programme("[[show]]\nmedia = \"m\"\nseconds = 10\n", folder / "s.toml");
  REQUIRE_MESSAGE(programme, (programme ? "" : programme.error().message));

  kit::SimulatedClock clock{*instant_from_iso("2026-11-22T08:05:00Z")};
  link::PollTimers timers(clock);
  QuietLog log;
  std::vector<int> widths;
  Player player(*std::move(programme), timers, log, [&](const OnShow& on) { widths.push_back(on.picture ? on.picture->size().width : 0); });
  const auto pass = [&](Duration time) {
    for (const Steady end = clock.steady() + time; clock.steady() < end;) {
      clock.move_to(std::min(end, timers.next().value_or(end)));
      timers.tick();
    }
  };
  const WallTime noon{12, 0, 0, 22, 11};
  player.look(noon, false, false);
  pass(35s);
  CHECK(widths == std::vector<int>{1, 2, 3, 1});
  CHECK(log.lines == 1);  // the one that is no picture
  player.look(noon, false, true);
  pass(60s);
  CHECK(widths.size() == 4);
  player.look(noon, false, false);
  pass(10s);
  CHECK(widths.size() == 5);
  player.look(noon, true, false);
  CHECK(widths.back() == 0);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a theme whose texts nobody can read is shown, and told with its file") {
  const std::filesystem::path file = std::filesystem::temp_directory_path() / ("vestibule-theme-" + std::to_string(::getpid()) + ".toml");
  std::ifstream calm(*ui::data_file("assets/themes/calm.toml"));
  std::ofstream mine(file);
  for (std::string line; std::getline(calm, line);) mine << (line.starts_with("muted") ? "muted = \"#000000\"" : line.starts_with("panel") ? "panel = \"#000000\"" : line) << '\n';
  mine.close();
  Settings settings;
  const auto plain = read_look(settings, {1280, 720});
  REQUIRE_MESSAGE(plain, (plain ? "" : plain.error().message));
  CHECK(plain->warnings.empty());
  settings.theme = file.string();
  const auto look = read_look(settings, {1280, 720});
  REQUIRE_MESSAGE(look, (look ? "" : look.error().message));
  REQUIRE_FALSE(look->warnings.empty());
  const std::string wanted = file.string() + ": muted upon panel has a contrast of 1.0:1, and 4.5:1 is needed";
  CHECK(std::find(look->warnings.begin(), look->warnings.end(), wanted) != look->warnings.end());
  std::filesystem::remove(file);
}
