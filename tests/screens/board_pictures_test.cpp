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

Layout layout(const std::string& name) {
  const auto file = ui::data_file("assets/layouts/" + name + ".toml");
  REQUIRE(file);
  auto read = read_layout(*file);
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *std::move(read);
}

ViewOptions options(const std::vector<std::string>& languages, const std::string& layout_name = "landscape") {
  ViewOptions made;
  made.layout = layout(layout_name);
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
  shown.services = {{queue::ServiceId{"registration"}, {{"en", "Registration"}, {"ar", "التسجيل"}}, 3, queue::WaitRange{5, 15}},
                    {queue::ServiceId{"medicine"}, {{"en", "General medicine"}, {"ar", "الطب العام"}}, 9, queue::WaitRange{25, 50}},
                    {queue::ServiceId{"pharmacy"}, {{"en", "Pharmacy"}, {"ar", "الصيدلية"}}, 2, std::nullopt}};
  const queue::Door doors[] = {queue::Door::serving, queue::Door::free, queue::Door::called, queue::Door::paused, queue::Door::closed, queue::Door::serving};
  for (int i = 0; i < 6; ++i) {
    queue::BoardDesk desk{queue::DeskId{fmt::format("d{}", i)}, {{"en", fmt::format("Desk {}", i + 1)}, {"ar", fmt::format("المكتب {}", i + 1)}}, doors[i], {}, {}};
    if (desk.door == queue::Door::called || desk.door == queue::Door::serving) desk.call_code = fmt::format("A{:03}", 15 + i);
    shown.desks.push_back(desk);
  }
  shown.call->desk = queue::DeskId{"d2"};
  return shown;
}

/// Of a picture that a site might show: a sun over hills.
std::shared_ptr<const ui::Picture> hills() {
  std::vector<ui::Colour> pixels;
  for (int y = 0; y < 180; ++y)
    for (int x = 0; x < 320; ++x) {
      const bool sun = (x - 230) * (x - 230) + (y - 60) * (y - 60) < 900, hill = y > 120 + (x - 90) * (x - 90) / 400;
      pixels.push_back(sun ? ui::Colour{255, 210, 90} : hill ? ui::Colour{60, 120, 80} : ui::Colour{150, 200, 235});
    }
  return std::make_shared<const ui::Picture>(ui::Picture::from({320, 180}, pixels));
}

Shown calm() {
  Shown shown = busy();
  shown.fresh = false;
  return shown;
}
/// A door display of `door` in a state.
struct Door {
  Shown shown = busy();
  Door(std::size_t door, bool fresh) {
    shown.fresh = fresh;
    shown.door = shown.desks[door];
  }
};
Shown taken_over(queue::TakeoverLevel level) {
  Shown shown = calm();
  shown.takeover = queue::Takeover{{{"en", "Please leave the building by the stairs"}, {"ar", "يرجى مغادرة المبنى عبر الدرج"}}, level, morning};
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
  Stage(Size size, const std::vector<std::string>& languages, const std::string& layout = "landscape", const std::string& theme = "calm")
      : screen(size, ui::theme(theme), ui::fonts()), view(screen.show<BoardView>(options(languages, layout))) {
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

TEST_CASE("every layout in English and Arabic: a new call") {
  for (const std::string language : {"en", "ar"}) {
    check(Stage({720, 1280}, {language}, "portrait").paint(busy()), "board_" + language + "_portrait");
    check(Stage({1280, 720}, {language}, "overview").paint(busy()), "board_" + language + "_overview");
    check(Stage({800, 480}, {language}, "door").paint(Door(2, true).shown), "board_" + language + "_door_called");
    check(Stage({800, 480}, {language}, "door").paint(Door(0, false).shown), "board_" + language + "_door_serving");
    check(Stage({800, 480}, {language}, "door").paint(Door(1, false).shown), "board_" + language + "_door_free");
    Stage media({1280, 720}, {language}, "media");
    media.view.show_programme({{}, hills()});
    Shown nobody = calm();
    nobody.waited_for = false;
    check(media.paint(nobody), "board_" + language + "_media");
  }
}

TEST_CASE("a call goes before the pictures of the schedule") {
  Stage media({1280, 720}, {"en", "ar"}, "media");
  media.view.show_programme({{}, hills()});
  check(media.paint(busy()), "board_en_ar_media_call");
}

TEST_CASE("a takeover goes before everything, in all its languages") {
  check(Stage({1280, 720}, {"en", "ar"}).paint(taken_over(queue::TakeoverLevel::emergency)), "board_en_ar_emergency");
  check(Stage({1280, 720}, {"en"}).paint(taken_over(queue::TakeoverLevel::notice)), "board_en_notice");
  const ui::Theme theme = ui::theme();
  CHECK(ui::contrast(theme.colour(ui::Tone::text), theme.colour(ui::Tone::background)) > 10);
}

TEST_CASE("an emergency in eight languages fills the screen, in letters of one size") {
  Shown shown = calm();
  shown.takeover = queue::Takeover{{{"en", "Fire alarm. Please leave the building by the stairs."},
                                    {"es", "Alarma de incendio. Salga del edificio por las escaleras."},
                                    {"fr", "Alerte incendie. Quittez le bâtiment par les escaliers."},
                                    {"de", "Feueralarm. Bitte verlassen Sie das Gebäude über die Treppe."},
                                    {"ar", "إنذار حريق. يرجى مغادرة المبنى عبر الدرج."},
                                    {"he", "אזעקת אש. נא לצאת מהבניין במדרגות."},
                                    {"hi", "आग की चेतावनी। कृपया सीढ़ियों से इमारत से बाहर जाएँ।"},
                                    {"zh", "火警。请从楼梯离开大楼。"}},
                                   queue::TakeoverLevel::emergency, morning};
  check(Stage({1280, 720}, {"en", "ar"}).paint(shown), "board_all_emergency");
  check(Stage({720, 1280}, {"en", "ar"}, "portrait").paint(shown), "board_all_emergency_portrait");
}

TEST_CASE("a wait takes the plural form of its last number") {
  const auto minutes = [](const std::string& language, int low, int high) {
    return words(language).text("minutes", {{"low", low}, {"high", high}, {"count", high}});
  };
  CHECK(minutes("ar", 0, 5) == "0 إلى 5 دقائق");
  CHECK(minutes("ar", 5, 15) == "5 إلى 15 دقيقة");
  CHECK(minutes("en", 5, 15) == "5–15 min");
}

TEST_CASE("the second language has its turn") {
  Stage stage({1280, 720}, {"en", "ar"});
  stage.view.next_language();
  stage.view.show_time(quarter_past_ten);
  check(stage.paint(calm()), "board_en_ar_turn");
  Stage waits({720, 1280}, {"ar", "en"}, "portrait");
  waits.view.next_language();
  waits.view.show_time(quarter_past_ten);
  check(waits.paint(calm()), "board_ar_en_turn_portrait");
}

TEST_CASE("out of service, closed, and a name beside the number") {
  Shown locked = calm();
  locked.locked = true;
  locked.own_message = {{"en", "The screen in the corridor works"}, {"ar", "الشاشة في الممر تعمل"}};
  check(Stage({1280, 720}, {"en", "ar"}).paint(locked), "board_en_ar_locked");
  Shown closed = empty();
  closed.open = false;
  check(Stage({1280, 720}, {"en"}).paint(closed), "board_en_closed");
  Shown named = busy();
  named.call->call_code = "K7RMX";
  named.call->shown_name = "M. K.";
  named.last[0].shown_name = "س. ع.";
  check(Stage({1280, 720}, {"en"}).paint(named), "board_en_name");
}

TEST_CASE("the mark paints a few pixels, and the fingerprint tells") {
  Stage stage({1280, 720}, {"en"});
  stage.paint(calm());
  const auto before = stage.screen.canvas().fingerprint();
  CHECK_FALSE(before.one_colour);
  stage.view.flip_mark();
  CHECK(stage.screen.update().pixels < 100);
  const auto marked = stage.screen.canvas().fingerprint();
  CHECK(marked.hash != before.hash);
  stage.view.flip_mark();
  stage.screen.update();
  CHECK(stage.screen.canvas().fingerprint().hash == before.hash);
  CHECK(Screen({64, 64}, ui::theme(), ui::fonts()).canvas().fingerprint().one_colour);
}

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
