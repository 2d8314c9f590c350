#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <vestibule/ui/data.hpp>

#include "golden.hpp"
#include "pages.hpp"
#include "screens/page_screen.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using test::NamedPages;

namespace {

ui::Theme theme(const std::string& name) {
  auto read = ui::data_file("assets/themes/" + name + ".toml").and_then([](const auto& file) { return ui::read_theme(file); });
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *std::move(read);
}

struct Stage {
  explicit Stage(ui::Size size, double shorter_side_mm = 268, const std::string& look = "light")
      : screen(size, theme(look), test::fonts()),
        pages(screen, test::languages(), shorter_side_mm, [this](const Touch& touch) { touches.push_back(touch); }) {}

  ui::Frame show(const Page& page) {
    pages.show(page);
    return screen.update();
  }

  ui::Screen screen;
  std::vector<Touch> touches;
  PageScreen pages;
};

NamedPages all_pages() {
  NamedPages all = test::neutral_pages();
  for (const std::string language : {"en", "ar"})
    for (const auto& list : {test::pages(language), test::operator_pages(language)})
      for (auto& [name, page] : list) all.emplace_back(language + "_" + name, page);
  return all;
}

void collect_texts(const ui::View& view, std::set<std::string>& texts) {
  if (const auto* label = dynamic_cast<const ui::Label*>(&view); label && view.seen()) texts.insert(label->text());
  for (const auto& child : view.children()) collect_texts(*child, texts);
}

/// The room between two rectangles; negative if they overlap.
int between(const ui::Rect& a, const ui::Rect& b) {
  const int x = std::max(a.x, b.x) - std::min(a.right(), b.right());
  const int y = std::max(a.y, b.y) - std::min(a.bottom(), b.bottom());
  return std::max(x, y);
}

/// With VESTIBULE_PICTURES=folder, every page is also left there, to be looked at.
void leave_picture(const Stage& stage, const std::string& name) {
  const char* const folder = std::getenv("VESTIBULE_PICTURES");
  if (!folder) return;
  std::filesystem::create_directories(folder);
  CHECK(stage.screen.canvas().save_png(std::filesystem::path(folder) / ("kiosk_" + name + ".png")));
}

void check_targets(const Stage& stage, double shorter_side_mm) {
  const ui::Size size = stage.screen.size();
  const double dots = std::min(size.width, size.height) / shorter_side_mm;
  const auto targets = stage.pages.targets();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const ui::Rect& area = targets[i].area;
    INFO(targets[i].name << " " << area.width / dots << " x " << area.height / dots << " mm");
    CHECK(area.width >= 20 * dots - 1);
    CHECK(area.height >= 20 * dots - 1);
    CHECK(ui::intersection(area, {0, 0, size.width, size.height}) == area);
    for (std::size_t k = 0; k < i; ++k) CHECK(between(area, targets[k].area) >= 3 * dots - 1);
  }
}

}  // namespace

TEST_CASE("every page in English and Arabic looks as it did when somebody last looked at it") {
  Stage stage({480, 854});
  for (const auto& [name, page] : all_pages()) {
    stage.show(page);
    test::check_golden(stage.screen.canvas().picture(), name);
  }
}

TEST_CASE("on every screen all words fit and every target is large enough") {
  struct Glass {
    ui::Size size;
    double shorter_side_mm;
  };
  for (const Glass& glass : {Glass{{1080, 1920}, 268},
                             {{1920, 1080}, 268},
                             {{1280, 720}, 268},
                             {{540, 960}, 268},
                             {{1200, 1920}, 170},
                             {{2160, 3840}, 400}}) {
    for (const std::string look : {"light", "calm"}) {
      Stage stage(glass.size, glass.shorter_side_mm, look);
      for (const auto& named : all_pages()) {
        const std::string& name = named.first;
        INFO(name << " at " << glass.size.width << "x" << glass.size.height << ", " << glass.shorter_side_mm << " mm, " << look);
        stage.show(named.second);
        const auto faults = stage.screen.faults();
        CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
        check_targets(stage, glass.shorter_side_mm);
        leave_picture(stage, fmt::format("{}_{}x{}_{}", name, glass.size.width, glass.size.height, look));
      }
    }
  }
}

TEST_CASE("staff can be called on every page, in the same place") {
  for (const auto& entry : all_pages()) {
    const auto& page = entry.second;
    INFO(entry.first);
    REQUIRE(!page.tools.empty());
    CHECK(page.tools.back().name == "staff");
    Stage stage({1080, 1920});
    stage.show(page);
    const auto targets = stage.pages.targets();
    const bool warned = page.leaving_in.has_value();  // the veil asks first; a touch anywhere lifts it
    const auto staff = std::find_if(targets.begin(), targets.end(), [](const auto& target) { return target.name == "staff"; });
    REQUIRE((staff != targets.end() || warned));
    if (staff != targets.end()) CHECK(staff->area.bottom() > 1920 * 9 / 10);
  }
}

TEST_CASE("no picture is handed in of what is typed, of a ticket's code, of a PIN") {
  std::set<std::string> kept;
  for (const auto& [name, page] : all_pages())
    if (confidential(page)) kept.insert(name);
  std::set<std::string> expected;
  for (const std::string language : {"en", "ar"})
    for (const auto* name : {"entry_age", "entry_code", "token_no_paper", "token_paper_out", "pin"}) expected.insert(language + "_" + name);
  CHECK(kept == expected);
}

TEST_CASE("lowered, everything to touch is in the bottom third: answers, keyboards, tools") {
  for (const ui::Size size : {ui::Size{1080, 1920}, {1920, 1080}})
    for (const auto& entry : all_pages()) {
      Page page = entry.second;
      if (page.kind == PageKind::pin || page.kind == PageKind::operator_desk) continue;  // staff stand
      INFO(entry.first << " at " << size.width << "x" << size.height);
      page.manner.lowered = true;
      Stage stage(size);
      stage.show(page);
      CHECK(stage.screen.faults().empty());
      check_targets(stage, 268);
      for (const auto& target : stage.pages.targets()) CHECK_MESSAGE(target.area.y >= size.height * 2 / 3 - 1, target.name);
      leave_picture(stage, fmt::format("lowered_{}_{}x{}", entry.first, size.width, size.height));
    }
}

TEST_CASE("twelve services with long names, or eight languages, still fit") {
  Page page = test::pages("en").front().second;
  while (page.choices.size() < 12) page.choices.push_back(page.choices[page.choices.size() % 6]);
  for (auto& choice : page.choices) choice.label = of_site({{"en", "Outpatient appointments and vaccinations"}});
  Page languages = test::neutral_pages().front().second;
  while (languages.choices.size() < 8) languages.choices.push_back(languages.choices[languages.choices.size() % 2]);
  for (const ui::Size size : {ui::Size{1080, 1920}, {1920, 1080}, {1280, 720}}) {
    Stage stage(size);
    for (const auto* crowded : {&page, &languages}) {
      stage.show(*crowded);
      const auto faults = stage.screen.faults();
      CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
      check_targets(stage, 268);
      leave_picture(stage, fmt::format("crowded_{}_{}x{}", crowded->choices.size(), size.width, size.height));
    }
  }
}

TEST_CASE("twenty services can all be reached on a small screen, lowered and in large text too") {
  Page page = test::pages("de").front().second;
  const auto first = page.choices;
  page.choices.clear();
  for (int i = 0; i < 20; ++i) {
    page.choices.push_back(first[static_cast<std::size_t>(i) % first.size()]);
    page.choices.back().name = fmt::format("service.{}", i);
  }
  page.ready = true;
  for (const double shorter_side_mm : {268.0, 194.0, 125.0})
    for (const bool lowered : {false, true})
      for (const bool large : {false, true}) {
        CAPTURE(shorter_side_mm);
        CAPTURE(lowered);
        CAPTURE(large);
        page.manner = {false, large, lowered};
        Stage stage({1280, 720}, shorter_side_mm);
        stage.show(page);
        std::set<std::string> met;
        for (std::size_t part = 0; part < 20 && met.size() < 20; ++part) {
          const auto faults = stage.screen.faults();
          CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
          check_targets(stage, shorter_side_mm);
          std::optional<ui::Rect> more;
          for (const auto& target : stage.pages.targets()) {
            if (target.name.starts_with("service.")) met.insert(target.name);
            if (target.name == "more") more = target.area;
            if (lowered) CHECK(target.area.y >= (shorter_side_mm > 190 ? 720 * 2 / 3 - 1 : 720 / 2));
          }
          if (more) stage.screen.tap({more->x + more->width / 2, more->y + more->height / 2});
          stage.screen.update();
        }
        CHECK(met.size() == 20);
        if (shorter_side_mm > 200 && !lowered && !large) CHECK(stage.pages.targets().size() == 27);  // no "more": they all fit
        leave_picture(stage, fmt::format("twenty_{}{}{}", shorter_side_mm, lowered ? "_lowered" : "", large ? "_large" : ""));
      }
}

TEST_CASE("a keyboard keeps the rows hands know, on low glass too: what has no row of its own stands at their ends") {
  for (const auto& [language, keyboard] : test::all_keyboards()) {
    CAPTURE(language);
    const auto pages = test::pages(language);
    const auto entry = std::find_if(pages.begin(), pages.end(), [](const auto& named) { return named.first == "entry"; });
    REQUIRE(entry != pages.end());
    Stage stage({1280, 720}, 194);
    stage.show(entry->second);
    CHECK(stage.screen.faults().empty());
    check_targets(stage, 194);
    leave_picture(stage, "low_keyboard_" + language);
    std::map<std::string, ui::Rect> keys;
    for (const auto& target : stage.pages.targets()) keys[target.name] = target.area;
    CHECK(keys.count("more") == 0);
    const auto& rows = keyboard.layers.front().rows;
    for (std::size_t row = 0; row < std::min<std::size_t>(3, rows.size()); ++row)
      for (std::size_t i = 1; i < rows[row].size(); ++i) {
        const ui::Rect left = keys["key." + rows[row][i - 1]], right = keys["key." + rows[row][i]];
        CHECK_MESSAGE(left.y == right.y, rows[row][i]);
        CHECK_MESSAGE(left.right() < right.x, rows[row][i]);
      }
    for (const auto* last : {"key.layer", "key.space", "key.erase"}) CHECK(keys[last].y >= keys["key." + rows[std::min<std::size_t>(2, rows.size() - 1)].front()].y);
  }
}

TEST_CASE("in large text a service that is closed still says so, and when it opens, if need be on one more part") {
  for (const std::string language : {"en", "es", "fr", "de", "ar", "he", "hi", "zh"})
    for (const auto& [size, shorter_side_mm] : {std::pair{ui::Size{1280, 720}, 194.0}, {ui::Size{1080, 1920}, 268.0}}) {
      CAPTURE(language);
      CAPTURE(size.width);
      Page page = test::pages(language).front().second;
      page.manner.large = page.ready = true;
      Stage stage(size, shorter_side_mm);
      stage.show(page);
      leave_picture(stage, fmt::format("large_service_{}_{}", language, size.width));
      bool closed = false, opens = false;
      for (int part = 0; part < 4 && !(closed && opens); ++part) {
        std::set<std::string> texts;
        collect_texts(*stage.screen.root(), texts);
        closed = closed || texts.count(test::languages().say(key("service_closed"), language)) > 0;
        opens = opens || texts.count(test::languages().say(key("opens_today").with("time", "14:00"), language)) > 0;
        const auto targets = stage.pages.targets();
        const auto more = std::find_if(targets.begin(), targets.end(), [](const auto& target) { return target.name == "more"; });
        if (more == targets.end()) break;
        stage.screen.tap({more->area.x + more->area.width / 2, more->area.y + more->area.height / 2});
        stage.screen.update();
      }
      CHECK(closed);
      CHECK(opens);
    }
}

TEST_CASE("high contrast and large text last as long as the page asks for them") {
  Stage stage({1280, 720});
  stage.pages.set_themes(theme("light"), theme("contrast"));
  Page page = test::pages("en").front().second;
  const auto shown = [&](Manner manner) {
    page.manner = manner;
    ++page.serial;
    stage.show(page);
    return stage.screen.theme();
  };
  CHECK(shown({}).name == "light");
  CHECK(shown({.contrast = true}).name == "contrast");
  CHECK(shown({.large = true}).size(ui::TextSize::body) > theme("light").size(ui::TextSize::body));
  CHECK(shown({}).size(ui::TextSize::body) == theme("light").size(ui::TextSize::body));
  CHECK(stage.screen.theme().name == "light");
}

TEST_CASE("a touch names its choice and its page, one beside them only says that somebody is there") {
  Stage stage({540, 960});
  const Page page = test::pages("ar").front().second;
  stage.show(page);
  for (const auto& target : stage.pages.targets()) {
    stage.touches.clear();
    stage.screen.tap({target.area.x + target.area.width / 2, target.area.y + target.area.height / 2});
    REQUIRE(stage.touches.size() == 2);
    CHECK(stage.touches[0].choice.empty());
    CHECK(stage.touches[1].choice == target.name);
    CHECK(stage.touches[1].page == page.serial);
  }
}

TEST_CASE("while it asks whether anybody is there, no choice can be touched") {
  Stage stage({540, 960});
  Page page = test::pages("en").front().second;
  stage.show(page);
  const auto choices = stage.pages.targets();
  page.leaving_in = 9;
  stage.show(page);
  REQUIRE(stage.pages.targets().size() == 1);
  stage.screen.tap({choices[0].area.x + 2, choices[0].area.y + 2});
  for (const auto& touch : stage.touches) CHECK(touch.choice.empty());
}

TEST_CASE("a page that only counts on repaints only what counts") {
  Stage stage({1080, 1920});
  Page page = test::pages("en").front().second;
  CHECK(stage.show(page).pixels == 1080 * 1920);
  ++page.revision;
  CHECK(stage.show(page).pixels == 0);
  page.choices[0].details[0] = key("service_waiting").counting(99);
  const auto pixels = stage.show(page).pixels;
  CHECK(pixels > 0);
  CHECK(pixels < 1080 * 1920 / 20);
}
