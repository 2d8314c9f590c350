#include "board_matrix.hpp"

#include <fmt/ranges.h>

#include <filesystem>
#include <map>
#include <set>

#include "golden.hpp"

namespace vestibule::matrix {
using board::Layout, board::Shown, board::ZoneKind;

namespace {

const ui::Words& words(const std::string& language) {
  static std::map<std::string, ui::Words> known;
  if (const auto found = known.find(language); found != known.end()) return found->second;
  auto read = ui::data_file("display/board/locale/" + language + ".toml").and_then([](const auto& file) {
    return ui::Words::read(file);
  });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return known.emplace(language, *std::move(read)).first->second;
}

ui::Theme look_theme(Look look) {
  static const ui::Theme calm = theme("calm"), contrast = theme("contrast");
  return look == Look::contrast ? contrast : look == Look::large ? ui::yielding(ui::larger(calm)) : calm;
}

board::ViewOptions options(const Layout& layout, const std::vector<std::string>& tags) {
  board::ViewOptions options;
  options.layout = layout;
  for (const auto& tag : tags) options.languages.push_back(words(tag));
  options.message = {{"en", "Please keep your ticket until you have been seen"},
                     {"es", "Guarde su tique hasta que le atiendan"},
                     {"fr", "Gardez votre ticket jusqu’à votre passage"},
                     {"de", "Bitte behalten Sie Ihr Ticket, bis Sie an der Reihe waren"},
                     {"ar", "يرجى الاحتفاظ بالتذكرة حتى انتهاء دورك"},
                     {"he", "נא לשמור את הפתק עד סיום הטיפול"},
                     {"hi", "इलाज होने तक अपनी पर्ची सँभालकर रखें"},
                     {"zh", "就诊结束前请保留号票"}};
  return options;
}

/// The language alone, and beside the one it is most likely to share a screen with.
std::vector<std::vector<std::string>> tags_with(const std::string& language) {
  return {{language}, {language, language == "en" ? "ar" : "en"}};
}

/// Old monitors, of four to three, have no room for large text.
bool squarish(ui::Size size) { return 2 * std::max(size.width, size.height) < 3 * std::min(size.width, size.height); }

void check_layout(const Layout& layout, const std::string& language) {
  const auto states = states_of(layout);
  std::map<std::string, Letters> usual;
  for (const auto& glass : glasses_of(layout))
    for (const Look look : looks)
      for (const auto& tags : tags_with(language)) {
        if (look == Look::large && squarish(glass.size)) continue;
        BoardStage stage(layout, glass.size, look, tags);
        const auto check = [&](const std::string& state) {
          stage.screen.lay_out();
          const std::string hung = fmt::format("{} {} {} {}", layout.name, state, fmt::join(tags, "+"), glass.name), picture = hung + " " + name(look);
          expect_none(faults(stage.screen), picture);
          Letters letters;
          collect(*stage.screen.root(), letters);
          if (look == Look::large && state != "long")  // names made too long for any room
            expect_none(shrunk(usual[hung], letters, letters_of(theme("calm"), ui::TextSize::large, glass.size)), picture);
          if (look == Look::usual) usual[hung] = std::move(letters);
        };
        for (const auto& [state, shown] : states) {
          stage.show(shown);
          check(state);
        }
        if (!layout.has(ZoneKind::stage) && !layout.has(ZoneKind::media)) continue;
        stage.show_picture();
        check("picture");
      }
}

void check_board(const std::string& language) {
  for (const auto& layout : board_layouts()) check_layout(layout, language);
}

}  // namespace

const std::vector<Layout>& board_layouts() {
  static const std::vector<Layout> layouts = [] {
    std::map<std::string, Layout> by_name;
    const auto folder = ui::data_file("assets/layouts");
    REQUIRE_MESSAGE(folder, (folder ? "" : folder.error().message));
    for (const auto& file : std::filesystem::directory_iterator(*folder)) {
      auto read = board::read_layout(file.path());
      REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
      by_name[read->name] = *std::move(read);
    }
    std::vector<Layout> sorted;
    for (auto& [name, layout] : by_name) sorted.push_back(std::move(layout));
    return sorted;
  }();
  return layouts;
}

std::vector<Glass> glasses_of(const Layout& layout) {
  std::vector<Glass> all{{{1280, 720}, 194, "1280x720"},    {{1920, 1080}, 300, "1920x1080"}, {{3840, 2160}, 400, "3840x2160"},
                         {{1024, 768}, 228, "1024x768"},    {{720, 1280}, 194, "720x1280"}, {{1080, 1920}, 268, "1080x1920"}, {{2160, 3840}, 400, "2160x3840"}};
  if (layout.has(ZoneKind::door)) all.insert(all.begin(), {{{800, 480}, 93, "800x480"}, {{480, 800}, 93, "480x800"}});
  std::erase_if(all, [&](const Glass& glass) { return !layout.made_for(glass.size); });
  return all;
}

std::vector<std::pair<std::string, Shown>> states_of(const Layout& layout) {
  return layout.has(ZoneKind::door) ? door_states() : hall_states();
}

BoardStage::BoardStage(const Layout& layout, ui::Size size, Look look, const std::vector<std::string>& tags)
    : screen(size, look_theme(look), kiosk::test::fonts()), view_(screen.show<board::BoardView>(options(layout, tags))) {
  view_.show_time({10, 15, 3, 22, 9});
}

void BoardStage::show(const Shown& shown) { view_.show(shown); }

void BoardStage::show_picture() {
  static const auto picture = std::make_shared<const ui::Picture>(ui::Picture::from({2, 1}, {{90, 160, 120}, {230, 200, 90}}));
  Shown nobody = hall_states().at(4).second;
  nobody.waited_for = false;
  view_.show(nobody);
  view_.show_programme({{}, picture});
}

TEST_CASE("board in English") { check_board("en"); }
TEST_CASE("board in Spanish") { check_board("es"); }
TEST_CASE("board in French") { check_board("fr"); }
TEST_CASE("board in German") { check_board("de"); }
TEST_CASE("board in Arabic") { check_board("ar"); }
TEST_CASE("board in Hebrew") { check_board("he"); }
TEST_CASE("board in Hindi") { check_board("hi"); }
TEST_CASE("board in Chinese") { check_board("zh"); }

TEST_CASE("no word of the board is left unused: each stands somewhere in the matrix") {
  std::set<std::string> texts;
  for (const auto& layout : board_layouts()) {
    BoardStage stage(layout, glasses_of(layout).front().size, Look::usual, {"en"});
    for (int month = 1; month <= 12; ++month) {
      stage.show_time({10, 15, month % 7, 22, month});
      collect_texts(*stage.screen.root(), texts);
    }
    for (const auto& [state, shown] : states_of(layout)) {
      stage.show(shown);
      stage.screen.lay_out();
      collect_texts(*stage.screen.root(), texts);
    }
  }
  for (const auto& key : words("en").keys()) {
    const std::string wanted = words("en").text(key);
    CHECK_MESSAGE(std::any_of(texts.begin(), texts.end(), [&](const auto& text) { return says(text, wanted); }), key << " is never shown");
  }
}

}  // namespace vestibule::matrix
