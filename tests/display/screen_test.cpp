#include <set>

#include "kit.hpp"

using namespace vestibule::ui;

namespace {
struct Stage {
  Screen screen{{1000, 1000}, theme(), fonts()};
};
}  // namespace

TEST_CASE("only what has changed is painted again") {
  Stage stage;
  Column& column = stage.screen.show<Column>(BoxStyle{.padding = 5});
  Label& still = column.add<Label>("still");
  Label& clock = column.add<Label>("12:00");
  still.place.height = 10;
  clock.place.height = 10;
  clock.place.width = 30;
  clock.place.across = Align::end;
  CHECK(stage.screen.update().pixels == 1'000'000);
  CHECK(stage.screen.update().pixels == 0);
  clock.set_text("12:01");
  const Frame frame = stage.screen.update();
  CHECK(frame.painted == std::vector<Rect>{{650, 150, 300, 100}});
  CHECK(frame.pixels == 30'000);
  clock.set_text("12:01");
  CHECK_FALSE(stage.screen.changed());
}

TEST_CASE("two changes far apart are two small rectangles") {
  Stage stage;
  Column& column = stage.screen.show<Column>(BoxStyle{.along = Align::start});
  Label& top = column.add<Label>("a");
  column.add<Space>().place.grow = 1;
  Label& bottom = column.add<Label>("b");
  top.place.height = bottom.place.height = 10;
  stage.screen.update();
  top.set_text("c");
  bottom.set_text("d");
  const Frame frame = stage.screen.update();
  CHECK(frame.painted.size() == 2);
  CHECK(frame.pixels == 200'000);
}

TEST_CASE("a repaint of part of the screen gives the same pixels as painting all of it") {
  Stage stage;
  Column& column = stage.screen.show<Column>(BoxStyle{.gap = 2, .padding = 5});
  Box& panel = column.add<Box>(BoxStyle{.padding = 3, .fill = Tone::panel, .radius = 4});
  Label& label = panel.add<Label>("A017 رقم", TextStyle{.size = TextSize::display, .weight = Weight::bold});
  column.add<Button>("Touch me", Button::Style{}, [] {});
  stage.screen.update();
  label.set_text("B204 هنا");
  panel.set_fill(Tone::accent);
  stage.screen.update();
  const Picture part = stage.screen.canvas().picture();
  stage.screen.repaint_all();
  stage.screen.update();
  CHECK(difference(part, stage.screen.canvas().picture(), 0) == 0.0);
}

TEST_CASE("a fingerprint that follows what is painted is the one of a picture looked at as a whole") {
  Stage stage;
  Column& column = stage.screen.show<Column>(BoxStyle{.gap = 2, .padding = 5});
  Label& label = column.add<Label>("0", TextStyle{.size = TextSize::display});
  Box& panel = column.add<Box>(BoxStyle{.padding = 3, .fill = Tone::panel});
  std::set<std::uint64_t> seen;
  for (int i = 1; i <= 20; ++i) {
    label.set_text(std::to_string(i));
    if (i % 3 == 0) panel.set_fill(i % 2 == 0 ? Tone::accent : Tone::panel);
    stage.screen.update();
    const Fingerprint followed = stage.screen.canvas().fingerprint();
    stage.screen.repaint_all();
    stage.screen.update();
    CHECK(followed.hash == stage.screen.canvas().fingerprint().hash);
    CHECK_FALSE(followed.one_colour);
    seen.insert(followed.hash);
  }
  CHECK(seen.size() == 20);
}

TEST_CASE("a button is pressed by a finger that goes down and up upon it") {
  Stage stage;
  int presses = 0;
  Button& button = stage.screen.show<Button>("Go", Button::Style{}, [&] { ++presses; });
  stage.screen.tap({500, 500});
  CHECK(presses == 1);
  stage.screen.touch({Phase::down, {500, 500}});
  stage.screen.touch({Phase::up, {2000, 500}});
  CHECK(presses == 1);
  button.set_enabled(false);
  stage.screen.tap({500, 500});
  CHECK(presses == 1);
}

TEST_CASE("of two fingers the latest counts, and whatever the first does presses nothing") {
  Stage stage;
  int left = 0, right = 0;
  auto& row = stage.screen.show<Row>(BoxStyle{});
  row.add<Button>("Left", Button::Style{}, [&] { ++left; }).place.grow = 1;
  row.add<Button>("Right", Button::Style{}, [&] { ++right; }).place.grow = 1;
  stage.screen.update();
  stage.screen.touch({Phase::down, {200, 500}, 7});
  stage.screen.touch({Phase::down, {800, 500}, 8});
  stage.screen.touch({Phase::move, {201, 500}, 7});
  stage.screen.touch({Phase::up, {200, 500}, 7});
  CHECK(left + right == 0);
  stage.screen.touch({Phase::up, {800, 500}, 8});
  CHECK(left == 0);
  CHECK(right == 1);
}

TEST_CASE("a button may replace the screen it stands on") {
  Stage stage;
  stage.screen.show<Button>("Next", Button::Style{}, [&] { stage.screen.show<Label>("second"); });
  stage.screen.tap({500, 500});
  CHECK(stage.screen.update().pixels == 1'000'000);
}

TEST_CASE("keys move the focus and press") {
  Stage stage;
  std::string pressed;
  Column& column = stage.screen.show<Column>();
  column.add<Button>("a", Button::Style{}, [&] { pressed += "a"; });
  column.add<Button>("b", Button::Style{}, [&] { pressed += "b"; });
  stage.screen.update();
  stage.screen.press({Key::enter});
  stage.screen.press({Key::tab});
  stage.screen.press({Key::enter});
  stage.screen.press({Key::down});
  stage.screen.press({Key::enter});
  CHECK(pressed == "ab");
}

TEST_CASE("what is to happen after the frame waits for it") {
  Stage stage;
  Label& label = stage.screen.show<Label>("a");
  bool seen = false;
  stage.screen.after_frame([&] { seen = true; });
  CHECK_FALSE(seen);
  stage.screen.update();
  CHECK_FALSE(seen);
  stage.screen.presented();
  CHECK(seen);
  seen = false;
  label.set_text("b");
  stage.screen.after_frame([&] { seen = true; });
  stage.screen.update();
  stage.screen.presented();
  CHECK(seen);
}

TEST_CASE("a text that does not fit is a fault, one that shrinks is none") {
  Stage stage;
  Column& column = stage.screen.show<Column>();
  Label& label = column.add<Label>("Orthopaedics and sports medicine", TextStyle{.size = TextSize::display});
  label.place.height = 12;
  stage.screen.update();
  CHECK(stage.screen.faults().size() == 1);
  column.clear();
  column.add<Label>("Orthopaedics and sports medicine", TextStyle{.size = TextSize::display, .fit = Fit::shrink}).place.height = 12;
  stage.screen.update();
  CHECK(stage.screen.faults().empty());
}

TEST_CASE("themes: every text colour is readable upon its ground") {
  for (const std::string_view name : {"calm", "light", "contrast"}) CHECK(hard_to_read(theme(name)).empty());
  Theme invisible = theme("calm");
  invisible.colours[static_cast<std::size_t>(Tone::on_alert)] = invisible.colour(Tone::alert);
  CHECK(hard_to_read(invisible) == std::vector<std::string>{"on_alert upon alert has a contrast of 1.0:1, and 4.5:1 is needed"});
  CHECK(parse_theme("name = \"x\"\n[colours]\nbackgruond = \"#000000\"\n", "x.toml").error().message.starts_with("x.toml:3: unknown key \"backgruond\""));
}
