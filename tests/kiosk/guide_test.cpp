// The kiosk by ear and keypad alone.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "listener.hpp"
#include "pages.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using namespace std::chrono_literals;
using test::Listener;
using ui::Key;
using ui::Utterance;

namespace {

const std::vector<std::string> all_languages{"en", "es", "fr", "de", "ar", "he", "hi", "zh"};

/// With VESTIBULE_PICTURES=folder, to be looked at.
void leave_picture(const ui::Screen& screen, const std::string& name) {
  const char* const folder = std::getenv("VESTIBULE_PICTURES");
  if (!folder) return;
  std::filesystem::create_directories(folder);
  CHECK(screen.canvas().save_png(std::filesystem::path(folder) / (name + ".png")));
}

ui::Point middle_of(const ui::View& view) { return {view.bounds().x + view.bounds().width / 2, view.bounds().y + view.bounds().height / 2}; }

Key key_named(const std::string& name) {
  const std::map<std::string, Key> keys{{"up", Key::up}, {"down", Key::down}, {"left", Key::left}, {"right", Key::right}, {"select", Key::enter}, {"back", Key::escape}};
  REQUIRE_MESSAGE(keys.count(name), name);
  return keys.at(name);
}

/// One line of keypad/*.txt; what the words mean stands in its README.
void run(Listener& person, const std::string& line) {
  std::istringstream words(line);
  std::string verb, value, text;
  words >> verb >> value;
  std::getline(words >> std::ws, text);
  if (verb == "press") {
    for (int times = text.empty() ? 1 : std::stoi(text); times > 0; --times) person.press(key_named(value));
  } else if (verb == "touch") {
    person.world.touch(value);
    person.follow();
  } else if (verb == "wait") {
    person.pass(std::chrono::seconds{std::stoi(value)});
  } else if (verb == "listen") {
    person.voice.finish();
    person.follow();
  } else if (verb == "hears") {
    CHECK_MESSAGE(person.voice.heard.back() == ui::said(value, text), person.voice.heard.back().language << " " << person.last());
  } else if (verb == "heard") {
    CHECK_MESSAGE(person.heard(value, text), text);
  } else if (verb == "sounded") {
    CHECK(person.voice.heard.back().kind == Utterance::Kind::attention);
  } else if (verb == "silence") {
    CHECK(person.voice.heard.empty());
  } else if (verb == "page") {
    CHECK(boost::describe::enum_to_string(person.world.flow.page().kind, "?") == value);
  } else if (verb == "tokens") {
    CHECK(person.world.host.tokens.size() == std::stoul(value));
  } else {
    FAIL(verb << "?");
  }
}

}  // namespace

TEST_CASE("keypad journeys") {
  for (const auto& entry : std::filesystem::directory_iterator(KEYPAD)) {
    if (entry.path().extension() != ".txt") continue;
    DOCTEST_SUBCASE(entry.path().stem().c_str()) {
      Listener person;
      std::ifstream file(entry.path());
      std::string line;
      for (int number = 1; std::getline(file, line); ++number) {
        if (line.empty() || line.front() == '#') continue;
        INFO(entry.path().filename().string() << ":" << number << ": " << line);
        run(person, line);
      }
    }
  }
}

TEST_CASE("what was found by keys on this page is chosen at once; a press meant for the page before is not") {
  Listener person;
  const auto now = [&](Key key) {
    person.screen.press({key});
    person.world.settle();
    person.follow();
  };
  person.press(Key::down);
  person.press(Key::down);
  now(Key::enter);  // Spanish; and in the same moment, as a hand that trembles does, once more
  now(Key::enter);
  CHECK(person.world.flow.page().kind == PageKind::service);
  now(Key::down);
  now(Key::down);
  now(Key::enter);  // this hand knows where blood tests stand
  person.pass(1s);
  CHECK(person.world.flow.page().kind == PageKind::token);
  CHECK(person.world.host.tokens.size() == 1);
}

TEST_CASE("who does not see is told before they begin that nothing is printed") {
  Listener person;
  person.world.flow.printer(queue::PrinterState::paper_out);
  person.follow();
  person.press(Key::down);
  CHECK(person.heard("en", "No paper in the printer: your number will be shown on this screen."));
}

TEST_CASE("calling staff by key loses nobody their place on the page") {
  Listener person;
  person.press(Key::down);
  REQUIRE(person.find("English"));
  person.choose();
  REQUIRE(person.find("Call staff"));
  const auto before = person.voice.heard.size();
  person.choose();
  CHECK(person.heard("en", "Staff have been told."));
  REQUIRE(person.screen.focus());
  CHECK(person.pages.name_of(*person.screen.focus()) == "staff");
  CHECK(person.voice.heard.size() > before);
}

TEST_CASE("by hearing alone, in each language, to a token whose number is said") {
  const auto menu = test::demo_menu();
  for (const auto& language : all_languages) {
    CAPTURE(language);
    Listener person;
    person.press(Key::down);
    REQUIRE(person.find(test::languages().words(language).name()));
    person.voice.heard.clear();
    person.choose();
    REQUIRE(person.find(ui::in_language(menu.services[1].name, language)));
    person.choose();
    REQUIRE(person.find(ui::in_language(menu.services[1].urgency[1].text, language)));
    person.choose();
    person.pass(3s);
    REQUIRE(person.world.host.tokens.size() == 1);
    const auto& token = person.world.host.tokens.begin()->second;
    CHECK(person.heard(language, ui::spoken_code(token.number)));
    for (const auto& one : person.voice.heard)
      if (one.kind == Utterance::Kind::speech) CHECK(one.language == language);
    // And the way out, by its own word: the next person is not spoken to.
    REQUIRE(person.find(test::languages().words(language).text("action_done")));
    person.choose();
    CHECK(person.world.flow.page().kind == PageKind::language);
    CHECK_FALSE(person.guide.on());
  }
}

TEST_CASE("every choice of every page is reached by the keys alone, is said, and shows where the focus is") {
  for (const std::string language : {"en", "ar"})
    for (const auto& entry : test::pages(language)) {
      const auto& page = entry.second;
      CAPTURE(entry.first);
      ui::Screen screen({1080, 1920}, *ui::read_theme(*ui::data_file("assets/themes/light.toml")), test::fonts());
      PageScreen pages(screen, test::languages(), 268, [](const Touch&) {});
      pages.show(page);
      screen.update();
      const Reading reading(test::languages(), test::aloud());
      std::set<std::string> wanted, reached;
      for (const auto* list : {&page.choices, &page.actions, &page.tools})
        for (const auto& choice : *list) wanted.insert(choice.name);
      for (std::size_t presses = 0; presses < wanted.size(); ++presses) {
        screen.press({Key::tab});  // as right and left do; down and up change the row of a keyboard
        CHECK(screen.changed());
        const std::string focused = pages.name_of(*screen.focus());
        CHECK_FALSE(reading.choice(page, focused).text.empty());
        reached.insert(focused);
        screen.update();
        if (presses == 1) leave_picture(screen, fmt::format("keypad_{}_{}", language, entry.first));
      }
      if (page.leaving_in || reached.count("more")) continue;  // the others stand on another part
      for (const auto& name : wanted) CHECK_MESSAGE(reached.count(name), name);
      for (const auto& name : reached) CHECK_MESSAGE(wanted.count(name), name);
    }
}

TEST_CASE("as many choices are promised as are counted") {
  const Reading reading(test::languages(), test::aloud());
  for (const auto& [name, page] : test::pages("en")) {
    if (page.choices.size() < 2 || page.entry || page.kind == PageKind::language) continue;
    CAPTURE(name);
    CHECK(reading.hint(page).starts_with(fmt::format("There are {} choices", page.choices.size())));
    CHECK(reading.choice(page, page.choices.back().name).text.ends_with(fmt::format("{0} of {0}", page.choices.size())));
  }
}

TEST_CASE("\"listen\" stands on every page among the tools, can be touched, and everything still fits") {
  for (const auto& [size, mm] : std::vector<std::pair<ui::Size, double>>{{{1080, 1920}, 268}, {{1920, 1080}, 268}, {{1280, 1024}, 270}, {{768, 1366}, 194}})
    for (const std::string language : {"en", "de", "ar", "hi"})
      for (const auto& [name, page] : test::pages(language)) {
        const std::string where = fmt::format("listen_{}_{}_{}", language, name, size.width);
        CAPTURE(where);
        ui::Screen screen(size, *ui::read_theme(*ui::data_file("assets/themes/light.toml")), test::fonts());
        PageScreen pages(screen, test::languages(), mm, [](const Touch&) {});
        pages.show(page);
        screen.update();
        for (const auto& fault : screen.faults()) FAIL_CHECK(fault);
        if (page.leaving_in) continue;
        const auto places = pages.targets();
        const auto hear = std::find_if(places.begin(), places.end(), [](const auto& place) { return place.name == "hear"; });
        REQUIRE(hear != places.end());
        CHECK(hear->area.width >= static_cast<int>(20 / mm * std::min(size.width, size.height)));
        CHECK(hear->area.height >= static_cast<int>(20 / mm * std::min(size.width, size.height)));
        leave_picture(screen, where);
      }
}

TEST_CASE("\"listen\" touched begins the guidance, and touched again ends it") {
  Listener person;
  person.screen.tap(middle_of(*person.pages.view_of("hear")));
  CHECK(person.heard("en", test::languages().words("en").text("language_title")));
  CHECK(person.voice.heard.back() == ui::said("en", "English"));
  person.pass(1s);
  person.screen.tap(middle_of(*person.pages.view_of("hear")));
  CHECK_FALSE(person.guide.on());
  person.voice.heard.clear();
  person.pass(10s);
  CHECK(person.voice.heard.empty());
}

TEST_CASE("the Enter of a scanner chooses nothing, even while somebody is guided") {
  Listener person;
  person.press(Key::down);
  person.pass(1s);
  person.screen.press({Key::other});
  person.screen.type({"A017"});
  person.screen.press({Key::enter});
  person.follow();
  CHECK(person.world.flow.page().kind == PageKind::language);
}

TEST_CASE("what is said by the guide alone has the same keys and gaps in every language") {
  const auto gaps = [](std::string_view text) {
    std::set<std::string> found;
    for (auto at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) found.emplace(text.substr(at, text.find('}', at) - at));
    return found;
  };
  CHECK(test::aloud().tags() == test::languages().tags());
  const auto& english = test::aloud().words("en");
  for (const auto& tag : test::aloud().tags()) {
    CHECK(test::aloud().words(tag).keys() == english.keys());
    for (const auto& key : english.keys()) CHECK_MESSAGE(gaps(test::aloud().words(tag).text(key)) == gaps(english.text(key)), tag << " " << key);
  }
}
