#include <fmt/format.h>
#include <fmt/ranges.h>
#include <vestibule/ui/data.hpp>

#include "board_view.hpp"
#include "golden.hpp"
#include "tests/display/board_kit.hpp"
#include "tests/display/kit.hpp"

using namespace vestibule;
using namespace vestibule::board;
using ui::Screen;
using ui::Size;

namespace {

ui::Words words(const std::string& language) {
  const auto file = ui::data_file("display/board/locale/" + language + ".toml");
  REQUIRE(file);
  auto read = ui::Words::read(*file);
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *std::move(read);
}

ViewOptions options(const std::vector<std::string>& languages) {
  ViewOptions made;
  for (const auto& language : languages) made.languages.push_back(words(language));
  made.message = {{"en", "Please keep your ticket until you have been seen"}, {"ar", "يرجى الاحتفاظ بالتذكرة حتى انتهاء دورك"}};
  return made;
}

Shown busy() {
  Shown shown;
  shown.known = true;
  shown.area = {{"en", "Main hall"}, {"ar", "القاعة الرئيسية"}};
  shown.call = call(17);
  shown.call->desk_name = {{"en", "Desk 3"}, {"ar", "المكتب 3"}};
  shown.fresh = shown.waited_for = true;
  const char* codes[] = {"B204", "A016", "P031", "A015", "B203"};
  const char* english[] = {"Room 12", "Desk 1", "Pharmacy", "Desk 3", "Room 12"};
  const char* arabic[] = {"الغرفة 12", "المكتب 1", "الصيدلية", "المكتب 3", "الغرفة 12"};
  for (std::size_t i = 0; i < 5; ++i) {
    shown.last.push_back(call(16 - static_cast<int>(i)));
    shown.last.back().call_code = codes[i];
    shown.last.back().desk_name = {{"en", english[i]}, {"ar", arabic[i]}};
    shown.last_waited_for.push_back(i < 2);
  }
  shown.next = {"A018", "B205", "A019", "P032"};
  shown.waiting = 14;
  return shown;
}

Shown calm() {
  Shown shown = busy();
  shown.fresh = false;
  return shown;
}
Shown stale() {
  Shown shown = calm();
  shown.stale = true;
  return shown;
}
Shown empty() {
  Shown shown;
  shown.known = true;
  shown.area = busy().area;
  return shown;
}

constexpr WallTime quarter_past_ten{10, 15, 0, 22, 11};

struct Stage {
  Screen screen;
  BoardView& view;
  Stage(Size size, const std::vector<std::string>& languages)
      : screen(size, ui::theme(), ui::fonts()), view(screen.show<BoardView>(options(languages))) {
    view.show_time(quarter_past_ten);
  }
  ui::Picture paint(const Shown& shown) {
    view.show(shown);
    screen.update();
    for (const auto& fault : screen.faults()) FAIL_CHECK(fault);
    return screen.canvas().picture();
  }
};

void check(const ui::Picture& picture, const std::string& name) { test::check_golden(picture, GOLDEN_FOLDER, name, SCRATCH_FOLDER); }

}  // namespace

TEST_CASE("board, English: a new call") { check(Stage({1280, 720}, {"en"}).paint(busy()), "board_en_call"); }
TEST_CASE("board, Arabic: a new call, mirrored") { check(Stage({1280, 720}, {"ar"}).paint(busy()), "board_ar_call"); }
TEST_CASE("board, both languages: a moment later") { check(Stage({1280, 720}, {"en", "ar"}).paint(calm()), "board_en_ar_calm"); }
TEST_CASE("board, Arabic: stale") { check(Stage({1280, 720}, {"ar"}).paint(stale()), "board_ar_stale"); }

TEST_CASE("without a message there is a margin at the bottom") {
  ViewOptions plain = options({"en", "ar"});
  plain.message.clear();
  Screen screen({1280, 720}, ui::theme(), ui::fonts());
  BoardView& view = screen.show<BoardView>(plain);
  view.show(busy());
  view.show_time(quarter_past_ten);
  screen.update();
  const ui::Picture picture = screen.canvas().picture();
  const ui::Colour background = ui::theme().colour(ui::Tone::background);
  for (int y = 720 - screen.pixels(3.5); y < 720; ++y)
    for (int x = 0; x < 1280; ++x) REQUIRE(picture.at({x, y}) == background);
}

TEST_CASE("every state fits on every screen, upright too") {
  for (const Size size : {Size{1280, 720}, Size{1920, 1080}, Size{3840, 2160}, Size{1080, 1920}, Size{720, 1280}, Size{1024, 768}})
    for (const auto& languages : {std::vector<std::string>{"en"}, {"ar"}, {"en", "ar"}, {"ar", "en"}}) {
      CAPTURE(size.width);
      CAPTURE(languages.front());
      Stage stage(size, languages);
      for (const Shown& shown : {Shown{}, empty(), busy(), calm(), stale()}) stage.paint(shown);
      if (const char* folder = std::getenv("VESTIBULE_PICTURES")) {
        std::filesystem::create_directories(folder);
        const auto name = fmt::format("board_{}_{}x{}.png", fmt::join(languages, "_"), size.width, size.height);
        CHECK(stage.paint(busy()).save_png(std::filesystem::path(folder) / name));
      }
    }
}

TEST_CASE("long names and codes shrink and stay whole") {
  Shown shown = busy();
  shown.area = {{"en", "Outpatient clinic for orthopaedics, traumatology and sports medicine"}};
  shown.call->call_code = "XK-7QM4";
  shown.call->desk_name = {{"en", "Consultation room 12, second floor, east wing"}};
  shown.last[0].desk_name = {{"en", "Consultation room 12, east wing"}};
  Stage({1280, 720}, {"en", "ar"}).paint(shown);
}

TEST_CASE("a call repaints the panel and the list, the clock its own corner") {
  Stage stage({1920, 1080}, {"en"});
  stage.paint(calm());
  stage.view.show_time({10, 16, 0, 22, 11});
  CHECK(stage.screen.update().pixels < 40'000);
  Shown next = busy();
  next.call->call_code = "A018";
  stage.view.show(next);
  const auto frame = stage.screen.update();
  CHECK(frame.pixels < 1920 * 1080 * 7 / 10);
  stage.view.show(next);
  CHECK_FALSE(stage.screen.changed());
}

TEST_CASE("every language has the same words") {
  for (const auto* language : {"es", "fr", "de", "ar", "he", "hi", "zh"}) CHECK_MESSAGE(words("en").keys() == words(language).keys(), language);
}
