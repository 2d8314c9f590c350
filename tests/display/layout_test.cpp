#include "kit.hpp"

using namespace vestibule::ui;

namespace {
/// 1000 pixels are 100 units: one unit is 10 pixels.
struct Stage {
  Screen screen{{1000, 1000}, theme(), fonts()};
};
}  // namespace

TEST_CASE("a row gives each its size and the rest to those that grow") {
  Stage stage;
  Row& row = stage.screen.show<Row>(BoxStyle{.gap = 2, .padding = 5});
  View& narrow = row.add<Space>(10);
  View& one = row.add<Space>();
  View& two = row.add<Space>();
  one.place.grow = 1;
  two.place.grow = 2;
  stage.screen.update();
  CHECK(narrow.bounds() == Rect{50, 50, 100, 900});
  CHECK(one.bounds() == Rect{170, 50, 253, 900});
  CHECK(two.bounds() == Rect{443, 50, 507, 900});
}

TEST_CASE("right to left mirrors rows, and columns where something stands at the start") {
  Stage stage;
  stage.screen.set_direction(Direction::right_to_left);
  Column& column = stage.screen.show<Column>(BoxStyle{});
  Row& row = column.add<Row>(BoxStyle{.gap = 1});
  View& first = row.add<Space>(10);
  View& second = row.add<Space>(20);
  View& alone = column.add<Space>(30);
  alone.place.across = Align::start;
  stage.screen.update();
  CHECK(first.bounds().x == 900);
  CHECK(second.bounds().x == 690);
  CHECK(alone.bounds().x == 700);
  stage.screen.set_direction(Direction::left_to_right);
  stage.screen.update();
  CHECK(first.bounds().x == 0);
  CHECK(second.bounds().x == 110);
  CHECK(alone.bounds().x == 0);
}

TEST_CASE("a part may run the other way than the screen") {
  Stage stage;
  Column& column = stage.screen.show<Column>(BoxStyle{});
  Row& row = column.add<Row>(BoxStyle{});
  row.set_direction(Direction::right_to_left);
  View& first = row.add<Space>(10);
  stage.screen.update();
  CHECK(first.bounds().x == 900);
}

TEST_CASE("a stack shows as many lines as can be read, in equal parts, and leaves out the rest") {
  Stage stage;
  Column& column = stage.screen.show<Column>(BoxStyle{});
  Stack& stack = column.add<Stack>(TextSize::small);
  stack.place.height = 10;
  View& hidden = stack.add<Space>(1);
  hidden.set_visible(false);
  View& first = stack.add<Space>(1);
  View& second = stack.add<Space>(1);
  View& third = stack.add<Space>(1);
  stage.screen.update();
  CHECK(first.bounds() == Rect{0, 0, 1000, 50});
  CHECK(second.bounds() == Rect{0, 50, 1000, 50});
  CHECK_FALSE(third.seen());
  stack.place.height = 30;
  stage.screen.mark_layout();
  stage.screen.update();
  CHECK(third.seen());
  CHECK(third.bounds() == Rect{0, 200, 1000, 100});
}

TEST_CASE("a grid has equal cells, and begins at the right where people read from there") {
  Stage stage;
  Grid& grid = stage.screen.show<Grid>(3, BoxStyle{.gap = 2});
  for (int i = 0; i < 4; ++i) grid.add<Space>(5);
  stage.screen.update();
  CHECK(grid.children()[0]->bounds() == Rect{0, 0, 320, 490});
  CHECK(grid.children()[3]->bounds() == Rect{0, 510, 320, 490});
  stage.screen.set_direction(Direction::right_to_left);
  stage.screen.update();
  CHECK(grid.children()[0]->bounds().x == 680);
}

TEST_CASE("what is hidden takes no room") {
  Stage stage;
  Column& column = stage.screen.show<Column>(BoxStyle{.gap = 1});
  View& above = column.add<Space>(10);
  View& beneath = column.add<Space>(10);
  stage.screen.update();
  CHECK(beneath.bounds().y == 110);
  above.set_visible(false);
  stage.screen.update();
  CHECK(beneath.bounds().y == 0);
}

TEST_CASE("too much content is shortened, never drawn outside") {
  Stage stage;
  Column& column = stage.screen.show<Column>(BoxStyle{});
  for (int i = 0; i < 4; ++i) column.add<Space>(40);
  stage.screen.update();
  CHECK(column.children()[3]->bounds().bottom() <= 1000);
  CHECK(column.children()[0]->bounds().height == 250);
}

TEST_CASE("one design fits every screen: a unit is a hundredth of the shorter side") {
  Stage stage;
  stage.screen.resize({1280, 720});
  CHECK(stage.screen.pixels(10) == 72);
  stage.screen.resize({2160, 3840});
  CHECK(stage.screen.pixels(10) == 216);
}
