// The ward screen as the board: every language, look and glass, from 8 to 48 beds.

#include "matrix.hpp"
#include "tests/display/kit.hpp"
#include "tests/display/ward_kit.hpp"

namespace vestibule::matrix {

namespace {

using ward::Shown, ward::WardView;
namespace kit = ward::test;

ui::Theme ward_theme(Look look) {
  static const ui::Theme calm = ui::yielding(theme("calm")), contrast = ui::yielding(theme("contrast")), large = ui::yielding(ui::larger(theme("calm")));
  return look == Look::contrast ? contrast : look == Look::large ? large : calm;
}

/// Every condition, state and escalation has its turn.
Shown alarmed(int beds) {
  auto picture = kit::busy_ward(beds);
  picture.alarms.clear();
  constexpr std::array conditions{"hr_high", "spo2_low", "fibrillation", "news2_red", "pressure_sensor_off", "hr_disagrees", "device_alarm", "clock_wrong",
                                  "no_data", "asystole", "apnoea", "news2", "map_low", "sbp_high", "dbp_high", "temp_low", "unheard_of"};
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    auto alarm = kit::alarm(static_cast<int>(i), 1 + static_cast<int>(i) % beds, conditions[i], static_cast<vitals::Priority>(2 - i % 3),
                            static_cast<vitals::AlarmState>(i % 5));
    alarm.escalation = static_cast<int>(i % 3);
    if (i % 2 == 0) alarm.value = 128, alarm.measure = vitals::Measure::hr;
    picture.alarms.push_back(alarm);
  }
  for (auto& tile : picture.tiles)
    if (tile.score && tile.score->missing.empty()) tile.score->trend = vitals::Trend::rising, tile.score->minutes_to_limit = 25;
  return kit::shown(picture);
}

Shown lost(int beds) {
  ward::WardModel model({.ward = vitals::WardId{"west"}}, kit::zero);
  REQUIRE(model.take_picture(kit::state(kit::busy_ward(beds)), false, kit::zero));
  model.advance(kit::zero + std::chrono::minutes{125});
  return model.shown();
}

Shown deaf(int beds) {
  auto picture = kit::busy_ward(beds);
  picture.listening = false;
  picture.tiles[0].device = vitals::DeviceState::none;
  return kit::shown(picture);
}

const std::vector<Glass> ward_glasses{{{1280, 720}, 194, "1280x720"},   {{1920, 1080}, 300, "1920x1080"}, {{3840, 2160}, 400, "3840x2160"},
                                      {{720, 1280}, 194, "720x1280"}, {{1080, 1920}, 268, "1080x1920"}, {{2160, 3840}, 400, "2160x3840"}};

void check_ward(const std::string& language) {
  for (const auto& glass : ward_glasses)
    for (const Look look : looks) {
      const bool small = std::min(glass.size.width, glass.size.height) == 720;
      if (look != Look::usual && !small) continue;  // the large ones differ from it in nothing but the number of pixels
      ui::Screen screen(glass.size, ward_theme(look), ui::fonts());
      auto& view = screen.show<WardView>(ward::ViewOptions{kit::words(language)});
      view.show_time("10:15");
      for (const int beds : small && look == Look::usual ? std::vector{8, 12, 24, 48} : std::vector{12, 48})
        for (const auto& [state, shown] : {std::pair{"busy", kit::shown(kit::busy_ward(beds))}, std::pair{"alarmed", alarmed(beds)}, std::pair{"lost", lost(beds)}, std::pair{"deaf", deaf(beds)}}) {
          for (const bool lit : {true, false}) {
            view.show(shown, {lit, lit});
            view.show_mute(!lit);
            screen.lay_out();
            expect_none(faults(screen), fmt::format("ward {} {} {} {} beds {}", language, state, glass.name, beds, name(look)));
          }
        }
    }
}

}  // namespace

TEST_CASE("ward in English") { check_ward("en"); }
TEST_CASE("ward in Spanish") { check_ward("es"); }
TEST_CASE("ward in French") { check_ward("fr"); }
TEST_CASE("ward in German") { check_ward("de"); }
TEST_CASE("ward in Arabic") { check_ward("ar"); }
TEST_CASE("ward in Hebrew") { check_ward("he"); }
TEST_CASE("ward in Hindi") { check_ward("hi"); }
TEST_CASE("ward in Chinese") { check_ward("zh"); }

}  // namespace vestibule::matrix
