// When a screen is silent, stands still or is dark.

#include <doctest/doctest.h>

#include "screens.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using namespace std::chrono_literals;

namespace {

/// A house that hears one screen, which paints its mark when it is asked to, unless it is broken.
struct Watch {
  Screens screens;
  Steady now{Duration{1'000'000}};
  ScreenReport report{AreaId{"hall"}, std::nullopt, "landscape", "calm", 1280, 720, 1, "a", false, 0, 0, std::nullopt, std::nullopt};
  bool paints = true;   // frames reach the display
  bool moves = true;    // and the picture is another then
  bool answers = true;  // the program thinks that it has painted

  void beat(Duration pause = 5s) {
    now += pause;
    const auto heard = screens.hear("screen-1", report, now);
    if (heard.challenge == report.answered) return;
    if (answers) report.answered = heard.challenge;
    if (paints) ++report.frames;
    if (paints && moves) report.picture.push_back('a');
  }
  void beats(int count) {
    for (; count > 0; --count) beat();
  }
  ScreenState state() {
    screens.judge(now);
    return screens.views(std::nullopt, now).screens.at(0).state;
  }
};

}  // namespace

TEST_CASE("a screen that reports and paints its mark is well") {
  Watch watch;
  for (int i = 0; i < 60; ++i) {
    watch.beat();
    CHECK(watch.state() == ScreenState::seen);
  }
  CHECK(watch.report.answered >= 9);
  CHECK(watch.report.answered <= 11);  // asked every half minute, not with each report: a mark costs a frame
}

TEST_CASE("fifteen seconds without a report are silence, and a report ends it") {
  Watch watch;
  watch.beats(2);
  watch.now += 14'999ms;
  CHECK(watch.state() == ScreenState::seen);
  watch.now += 1ms;
  CHECK(watch.state() == ScreenState::silent);
  watch.beat();
  CHECK(watch.state() == ScreenState::seen);
}

TEST_CASE("a screen that was known is expected after the house's restart") {
  Watch watch;
  watch.screens.put({"screen-1", AreaId{"hall"}, std::nullopt, ScreenState::seen}, watch.now);
  CHECK(watch.state() == ScreenState::seen);
  CHECK_FALSE(watch.screens.views(std::nullopt, watch.now).screens.at(0).heard_seconds);
  watch.now += 15s;
  CHECK(watch.state() == ScreenState::silent);
}

TEST_CASE("frozen: the program goes on, the frames or the picture do not, or the mark is never painted") {
  for (const int broken : {0, 1, 2}) {
    CAPTURE(broken);
    Watch watch;
    watch.beats(20);
    CHECK(watch.state() == ScreenState::seen);
    (broken == 0 ? watch.paints : broken == 1 ? watch.moves : watch.answers) = false;
    watch.beats(12);
    CHECK(watch.state() == ScreenState::frozen);
    watch.paints = watch.moves = watch.answers = true;
    watch.beats(12);
    CHECK(watch.state() == ScreenState::seen);
  }
}

TEST_CASE("a screen that began anew is not frozen for counting from the beginning") {
  Watch watch;
  watch.beats(20);
  watch.report.frames = 1;
  watch.report.answered = 0;
  watch.report.picture.assign(1, 'b');
  for (int i = 0; i < 12; ++i) {
    watch.beat();
    CHECK(watch.state() == ScreenState::seen);
  }
}

TEST_CASE("mute: it is seen and cannot be heard; it is missed among the voices, and worse goes before it") {
  Watch watch;
  watch.report.speaks = true;
  watch.beats(3);
  CHECK(watch.state() == ScreenState::seen);
  watch.report.mute = true;
  watch.beat();
  CHECK(watch.state() == ScreenState::mute);
  CHECK(watch.screens.live(AreaId{"hall"}, DeskId{"d1"})->voices == 1);
  watch.report.one_colour = true;
  watch.beats(2);
  CHECK(watch.state() == ScreenState::dark);
  watch.report.one_colour = false;
  watch.report.mute = false;
  watch.beat();
  CHECK(watch.state() == ScreenState::seen);
}

TEST_CASE("dark: all one colour in two reports one after the other") {
  Watch watch;
  watch.beats(3);
  watch.report.one_colour = true;
  watch.beat();
  CHECK(watch.state() == ScreenState::seen);
  watch.beat();
  CHECK(watch.state() == ScreenState::dark);
  watch.report.one_colour = false;
  watch.beat();
  CHECK(watch.state() == ScreenState::seen);
}

TEST_CASE("a desk counts the screens that live and show its calls") {
  Watch watch;
  const DeskId room{"room-1"}, other{"room-2"};
  CHECK_FALSE(watch.screens.live(AreaId{"hall"}, room));
  watch.beat();
  ScreenReport speaking = watch.report, door = watch.report;
  speaking.speaks = true;
  door.desk = room;
  watch.screens.hear("screen-2", speaking, watch.now);
  watch.screens.hear("door-1", door, watch.now);
  CHECK(watch.screens.live(AreaId{"hall"}, room)->screens == 3);
  CHECK(watch.screens.live(AreaId{"hall"}, room)->voices == 1);
  CHECK(watch.screens.live(AreaId{"hall"}, other)->screens == 2);
  CHECK_FALSE(watch.screens.live(AreaId{"lab"}, room));
  watch.beats(4);
  watch.screens.judge(watch.now);
  CHECK(watch.screens.live(AreaId{"hall"}, room)->screens == 1);
}
