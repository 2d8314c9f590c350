// The ward screen as the board: every language, look and glass, from 8 to 48 beds.

#include "matrix.hpp"
#include "display/ward/tile_view.hpp"
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

constexpr std::array conditions{"hr_high", "spo2_low", "fibrillation", "news2_red", "pressure_sensor_off", "hr_disagrees", "device_alarm", "clock_wrong",
                                "no_data", "asystole", "apnoea", "news2", "map_low", "sbp_high", "dbp_high", "temp_low", "unheard_of"};
constexpr std::size_t cards = 2;  // as many as the list shows in any shape

/// So many wards that each condition, with a value, stands in the list once, of the last bed, whose name is long; and so does each
/// state with each escalation.
constexpr std::size_t lists = (conditions.size() + cards - 1) / cards;
vitals::WardPicture listed(int beds, std::size_t which) {
  auto picture = kit::well_ward(beds);
  if (beds % 16 == 8) picture.tiles.back().name = "Room 12 B";
  for (std::size_t i = which * cards; i < std::min(conditions.size(), (which + 1) * cards); ++i) {
    auto alarm = kit::alarm(static_cast<int>(i), beds, conditions[i], vitals::Priority::high, static_cast<vitals::AlarmState>(i % 5));
    alarm.escalation = static_cast<int>(i % 3);
    alarm.value = 128, alarm.measure = vitals::Measure::hr;
    picture.alarms.push_back(alarm);
  }
  return picture;
}

/// All that the head of a tile may have to say at once; some beds have a long name, and some people.
Shown crowded(int beds) {
  auto picture = kit::well_ward(beds);
  for (std::size_t i = 0; i < picture.tiles.size(); ++i) {
    auto& tile = picture.tiles[i];
    tile.demo = true;
    tile.label = Private<std::string>(i % 4 == 1 ? "Wolfeschlegel-Hernández, Maximiliane" : "M. W.");
    tile.score = vitals::ScoreShown{"news2", 13, vitals::Risk::high, {}, vitals::Trend::rising, {}};
    if (i % 3 == 1) tile.score->missing = {"spo2", "consciousness"};
    if (i % 3 == 2) tile.score->minutes_to_limit = 25;
    if (i % 5 == 3) tile.name = "Room 12 B";
    if (i % 2 == 0) continue;
    auto alarm = kit::alarm(static_cast<int>(i), static_cast<int>(i) + 1, conditions[i % conditions.size()], vitals::Priority::high);
    alarm.value = 128, alarm.measure = vitals::Measure::hr;
    picture.alarms.push_back(alarm);
  }
  return kit::shown(picture);
}

/// Every condition, state and escalation has its turn.
Shown alarmed(int beds) {
  auto picture = kit::busy_ward(beds);
  picture.alarms.clear();
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

void collect_labels(const ui::View& view, std::vector<const ui::Label*>& labels) {
  if (const auto* label = dynamic_cast<const ui::Label*>(&view); label && label->seen() && !label->text().empty()) labels.push_back(label);
  for (const auto& child : view.children()) collect_labels(*child, labels);
}

/// The bed's name, first in a tile, has the largest letters of the tile's head: all but its numbers.
void collect_small_beds(const ui::View& view, std::vector<std::string>& faults) {
  for (const auto& child : view.children()) collect_small_beds(*child, faults);
  if (!dynamic_cast<const ward::TileView*>(&view)) return;
  std::vector<const ui::Label*> head;
  for (const auto& part : view.children())
    if (!dynamic_cast<const ward::NumberView*>(part.get())) collect_labels(*part, head);
  for (const auto* label : head)
    if (label->letters() > head.front()->letters())
      faults.push_back(fmt::format("\"{}\" stands in larger letters than the bed's name \"{}\"", label->text(), head.front()->text()));
}

/// Of each alarm the list says the bed and the whole condition.
void expect_listed(const ui::Screen& screen, const ui::Words& words, const vitals::WardPicture& picture, const std::string& where) {
  std::set<std::string> texts;
  collect_texts(*screen.root(), texts);
  for (const auto& alarm : picture.alarms) {
    const std::string bed = "*** " + ui::isolated(picture.tiles.back().name), what = ward::condition(words, alarm);
    const auto said = [&](const std::string& start) { return std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return text.starts_with(start); }); };
    CHECK_MESSAGE((said(bed + "  " + what) || (texts.contains(bed) && said(what))), where << ": nobody says " << bed << "  " << what);
  }
}

void check_ward(const std::string& language) {
  for (const auto& glass : ward_glasses)
    for (const Look look : looks) {
      const bool small = std::min(glass.size.width, glass.size.height) == 720;
      if (look != Look::usual && !small) continue;  // the large ones differ from it in nothing but the number of pixels
      ui::Screen screen(glass.size, ward_theme(look), ui::fonts());
      auto& view = screen.show<WardView>(ward::ViewOptions{kit::words(language)});
      const ui::Words words = kit::words(language);
      const auto faults_now = [&] {
        screen.lay_out();
        auto found = faults(screen);
        collect_small_beds(*screen.root(), found);
        return found;
      };
      view.show_time(kit::now_o_clock);
      for (const int beds : small && look == Look::usual ? std::vector{8, 12, 24, 48} : std::vector{12, 48}) {
        for (const auto& [state, shown] : {std::pair{"busy", kit::shown(kit::busy_ward(beds))}, std::pair{"alarmed", alarmed(beds)}, std::pair{"crowded", crowded(beds)},
                                         std::pair{"lost", lost(beds)}, std::pair{"deaf", deaf(beds)}}) {
          for (const bool lit : {true, false}) {
            view.show(shown, {lit, lit});
            view.show_mute(!lit);
            expect_none(faults_now(), fmt::format("ward {} {} {} {} beds {}", language, state, glass.name, beds, name(look)));
          }
        }
        for (std::size_t i = 0; i < lists; ++i) {
          const std::string where = fmt::format("ward {} list {} {} {} beds {}", language, i, glass.name, beds, name(look));
          const auto picture = listed(beds, i);
          view.show(kit::shown(picture), {});
          expect_none(faults_now(), where);
          expect_listed(screen, words, picture, where);
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
