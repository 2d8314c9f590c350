// The ward screen painted, in English and Arabic, compared with golden pictures.

#include <vestibule/ui/screen.hpp>

#include "golden.hpp"
#include "tests/display/ward_kit.hpp"
#include "tests/display/kit.hpp"

using namespace vestibule;
using namespace vestibule::ward;
using namespace vestibule::ward::test;

namespace {

struct Stage {
  ui::Screen screen;
  WardView& view;
  Stage(ui::Size size, const std::string& language, const std::string& theme = "calm")
      : screen(size, ui::yielding(ui::theme(theme)), ui::fonts()), view(screen.show<WardView>(ViewOptions{words(language)})) {
    view.show_time(now_o_clock);
  }
  ui::Picture paint(const Shown& shown, Lit lit = {}) {
    view.show(shown, lit);
    screen.update();
    for (const auto& fault : screen.faults()) FAIL_CHECK(fault);
    return screen.canvas().picture();
  }
};

/// Everybody has initials and a demonstration's monitor; three alarms with much to tell.
vitals::WardPicture demonstration(int beds) {
  auto picture = busy_ward(beds);
  for (auto& tile : picture.tiles)
    if (tile.occupied) tile.label = Private<std::string>("A. M."), tile.demo = true;
  auto red = alarm(5, 3, "news2_red", vitals::Priority::medium, vitals::AlarmState::acknowledged);
  red.escalation = 1, red.value = 3;
  auto heart = alarm(6, 3, "fibrillation", vitals::Priority::high, vitals::AlarmState::acknowledged);
  heart.escalation = 2, heart.value = 220, heart.measure = vitals::Measure::hr;
  auto over = alarm(7, 8, "clock_wrong", vitals::Priority::low, vitals::AlarmState::latched);
  over.escalation = 1;
  picture.alarms.insert(picture.alarms.end(), {red, heart, over});
  return picture;
}

void check(const ui::Picture& picture, const std::string& name) { vestibule::test::check_golden(picture, GOLDEN_FOLDER, name, SCRATCH_FOLDER); }

}  // namespace

TEST_CASE("ward, 12 beds: one deteriorates, others are well, off, silent or empty") {
  check(Stage({1280, 720}, "en").paint(shown(busy_ward(12))), "ward_en_12");
  check(Stage({1280, 720}, "ar").paint(shown(busy_ward(12))), "ward_ar_12");
}

TEST_CASE("ward, the dark half of a flash") { check(Stage({1280, 720}, "en").paint(shown(busy_ward(12)), {false, false}), "ward_en_12_dark"); }

TEST_CASE("ward, 8 to 48 beds") {
  check(Stage({1280, 720}, "en").paint(shown(busy_ward(8))), "ward_en_8");
  check(Stage({1280, 720}, "en").paint(shown(busy_ward(24))), "ward_en_24");
  check(Stage({1280, 720}, "en").paint(shown(busy_ward(48))), "ward_en_48");
  check(Stage({1280, 720}, "ar").paint(shown(busy_ward(48))), "ward_ar_48");
}

TEST_CASE("ward, initials, a demonstration, and alarms with much to tell") {
  check(Stage({1280, 720}, "en").paint(shown(demonstration(12))), "ward_en_demo");
  check(Stage({1280, 720}, "ar").paint(shown(demonstration(12))), "ward_ar_demo");
}

TEST_CASE("ward, upright") {
  check(Stage({720, 1280}, "en").paint(shown(busy_ward(12))), "ward_en_12_portrait");
  check(Stage({720, 1280}, "ar").paint(shown(busy_ward(24))), "ward_ar_24_portrait");
}

TEST_CASE("ward, the line to the house is lost: nothing is left of what was measured") {
  WardModel model({.ward = vitals::WardId{"west"}}, zero);
  model.take_line(true, zero);
  REQUIRE(model.take_picture(state(busy_ward(12)), false, zero));
  model.take_line(false, zero + std::chrono::seconds{1});
  model.advance(zero + std::chrono::seconds{14});
  check(Stage({1280, 720}, "en").paint(model.shown()), "ward_en_lost");
  check(Stage({1280, 720}, "ar").paint(model.shown()), "ward_ar_lost");
}

TEST_CASE("ward, in other looks") {
  check(Stage({1280, 720}, "en", "contrast").paint(shown(busy_ward(12))), "ward_en_contrast");
  check(Stage({1280, 720}, "en", "light").paint(shown(busy_ward(12))), "ward_en_light");
}
