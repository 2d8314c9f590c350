#include "listener.hpp"

#include <doctest/doctest.h>

namespace vestibule::kiosk::test {

const Languages& aloud() {
  static const Languages words = [] {
    auto read = ui::data_file("kiosk/guide/locale").and_then([](const auto& folder) { return Languages::read(folder); });
    REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
    return *std::move(read);
  }();
  return words;
}

namespace {
ui::Theme light() { return *ui::read_theme(*ui::data_file("assets/themes/light.toml")); }
}  // namespace

FlowSettings Listener::speaking() {
  FlowSettings settings;
  settings.languages = {"en", "es", "fr", "de", "ar", "he", "hi", "zh"};
  settings.speaks = true;
  return settings;
}

Listener::Listener(ui::Size size)
    : screen(size, light(), fonts()),
      pages(screen, languages(), 268,
            [this](const Touch& touch) { touched(touch); }),
      guide({voice, screen, pages, timers, [this](const Touch& touch) { touched(touch); }},
            Reading(languages(), aloud())) {
  world.settle();
  pass(Duration{1000});
}

/// As the program does it.
void Listener::touched(const Touch& touch) {
  const bool hear = touch.choice == "hear";
  world.flow.touch(hear ? Touch{touch.page, {}} : touch);
  follow();
  if (hear) guide.hear();
}

void Listener::follow() {
  if (world.flow.page().revision == shown_) return;
  shown_ = world.flow.page().revision;
  pages.show(world.flow.page());
  screen.update();
  guide.follow(world.flow.page());
}

void Listener::pass(Duration time) {
  for (const Steady end = world.clock.steady() + time; world.clock.steady() < end;) {
    world.pass(std::min(Duration{100}, end - world.clock.steady()));
    timers.tick();
    follow();
  }
}

void Listener::press(ui::Key key) {
  pass(Duration{400});  // a page takes no touch in its first moments
  screen.press({key});
  world.settle();
  follow();
  pass(Duration{400});
}

bool Listener::find(const std::string& text) {
  for (int presses = 0; presses < 60; ++presses) {
    if (!voice.heard.empty() && last().find(text) != std::string::npos) return true;
    press(ui::Key::down);
  }
  return false;
}

bool Listener::heard(const std::string& language, const std::string& text) const {
  return std::any_of(voice.heard.begin(), voice.heard.end(), [&](const auto& one) { return one.language == language && one.text.find(text) != std::string::npos; });
}

}  // namespace vestibule::kiosk::test
