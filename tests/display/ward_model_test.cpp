// What a ward screen decides: how old is old, what is told by whom, what flashes and what is heard.

#include "tests/display/ward_kit.hpp"

#include "display/ward/flash.hpp"

using namespace vestibule;
using namespace vestibule::ward;
using namespace vestibule::ward::test;
using namespace std::chrono_literals;
using vitals::AlarmState, vitals::Measure, vitals::Priority;

namespace {

/// A model that has been connected from the start; its time goes on by itself.
struct Screen {
  WardModel model{{.ward = vitals::WardId{"west"}}, zero};
  Steady now = zero;
  std::int64_t sequence = 1;
  Instant at = noon;

  Screen() { model.take_line(true, now); }
  void take(vitals::WardPicture picture, bool retained = false, std::int64_t made_ms = -1) {
    if (made_ms >= 0) picture.made_ms = made_ms;
    REQUIRE(model.take_picture(state(picture, sequence, at), retained, now));
  }
  void pulse(std::int64_t boot = 1, bool retained = false) { model.take_host({true, "e1", boot, sequence, at}, retained, now); }
  void pass(Duration time) {
    now += time;
    at += time;
    model.advance(now);
  }
  const ShownFigure& figure(std::size_t tile, Measure measure) const {
    const auto& figures = model.shown().tiles.at(tile).figures;
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& one) { return one.measure == measure; });
    REQUIRE(found != figures.end());
    return *found;
  }
  Freshness hr() const { return figure(0, Measure::hr).freshness; }
};

vitals::WardPicture with(std::vector<vitals::AlarmShown> alarms) {
  auto picture = well_ward(4);
  picture.alarms = std::move(alarms);
  return picture;
}

}  // namespace

TEST_CASE("a value is live, then grey at 3 s, then gone at 10 s") {
  Screen screen;
  screen.take(well_ward(2));  // 400 ms old when it came
  CHECK(screen.hr() == Freshness::live);
  CHECK_FALSE(screen.figure(0, Measure::hr).age);
  screen.pass(2599ms);
  CHECK(screen.hr() == Freshness::live);
  CHECK(screen.figure(0, Measure::hr).age == 2s);
  screen.pass(1ms);
  CHECK(screen.hr() == Freshness::stale);
  CHECK(screen.figure(0, Measure::hr).age == 3s);
  screen.pass(6999ms);
  CHECK(screen.hr() == Freshness::stale);
  screen.pass(1ms);
  CHECK(screen.hr() == Freshness::blank);
  CHECK(screen.figure(0, Measure::hr).value == 0);
}

TEST_CASE("it wakes when something about a value changes, and not before") {
  Screen screen;
  screen.take(well_ward(1));
  std::vector<Duration> wakes;
  Freshness before = screen.hr();
  int changes = 0;
  while (screen.now - zero < 10s) {
    const auto next = screen.model.next_change(screen.now);
    REQUIRE(next);
    screen.pass(*next - screen.now);
    wakes.push_back(screen.now - zero);
    changes += std::exchange(before, screen.hr()) != screen.hr();
  }
  CHECK(changes == 2);
  CHECK(wakes.size() < 14);
  CHECK(std::find(wakes.begin(), wakes.end(), 2600ms) != wakes.end());
  CHECK(std::find(wakes.begin(), wakes.end(), 9600ms) != wakes.end());
}

TEST_CASE("a kept picture tells who lies there and what alarms, and no value: nobody knows when it was true") {
  Screen screen;
  screen.take(with({alarm(1, 1, "hr_high", Priority::high)}), true);
  CHECK(screen.model.shown().known);
  CHECK(screen.hr() == Freshness::blank);
  CHECK(screen.model.shown().tiles[0].alarm);
  CHECK_FALSE(screen.model.shown().tiles[0].score_counts);
  screen.pass(1s);
  screen.take(well_ward(4));
  CHECK(screen.hr() == Freshness::live);
}

TEST_CASE("a picture that was on its way for long is as old as it is") {
  Screen screen;
  screen.take(well_ward(1), false, 100'000);
  screen.pass(1s);
  screen.take(well_ward(1), false, 101'000);
  CHECK(screen.hr() == Freshness::live);
  screen.pass(9s);
  screen.take(well_ward(1), false, 102'000);  // 8 s late
  CHECK(screen.hr() == Freshness::stale);
  CHECK(screen.figure(0, Measure::hr).age == 8s);
  screen.pass(4s);
  screen.take(well_ward(1), false, 103'000);  // 11 s late
  CHECK(screen.hr() == Freshness::blank);
  screen.pass(100ms);
  screen.pulse(2);  // the host has started anew, its clock at zero
  screen.take(well_ward(1), false, 50);
  CHECK(screen.hr() == Freshness::live);
}

TEST_CASE("an older picture is dropped, one of a host whose clock was set back is not") {
  Screen screen;
  screen.take(well_ward(1));
  screen.pass(1s);
  auto newer = well_ward(1);
  newer.tiles[0].figures[0].value = 150;
  screen.take(newer);
  screen.at -= 1s;
  screen.take(well_ward(1));
  CHECK(screen.figure(0, Measure::hr).value == 150);
  screen.at -= 1h;
  screen.take(well_ward(1));
  CHECK(screen.figure(0, Measure::hr).value != 150);
  screen.sequence = 0;
  screen.at += 2h;
  screen.take(newer);
  CHECK(screen.figure(0, Measure::hr).value != 150);
}

TEST_CASE("a picture of another ward or no picture at all is refused") {
  Screen screen;
  auto other = well_ward(1);
  other.ward = vitals::WardId{"east"};
  CHECK_FALSE(screen.model.take_picture(state(other), false, zero));
  CHECK_FALSE(screen.model.take_picture(wire::State{"e1", 1, noon, json::object{{"ward", 7}}}, false, zero));
  CHECK_FALSE(screen.model.shown().known);
}

TEST_CASE("another database begins anew") {
  Screen screen;
  screen.sequence = 900;
  screen.take(well_ward(3));
  REQUIRE(screen.model.take_picture(state(well_ward(2), 5, noon, "e2"), false, screen.now));
  CHECK(screen.model.shown().tiles.size() == 2);
}

TEST_CASE("what a silent monitor measured last is grey, however long it would keep") {
  Screen screen;
  auto picture = well_ward(2);
  picture.lives = {{Measure::temp, 3'600'000, 21'600'000}};
  screen.take(picture);
  CHECK(screen.figure(0, Measure::temp).freshness == Freshness::live);
  picture.tiles[0].device = vitals::DeviceState::silent;
  screen.pass(1s);
  screen.take(picture);
  CHECK(screen.figure(0, Measure::temp).freshness == Freshness::stale);
  CHECK(screen.figure(0, Measure::temp).age);
  CHECK(screen.figure(1, Measure::temp).freshness == Freshness::live);
}

TEST_CASE("what a nurse entered keeps for hours, with its age") {
  Screen screen;
  auto picture = well_ward(1);
  picture.lives = {{Measure::temp, 3'600'000, 21'600'000}};
  picture.tiles[0].figures.back() = {Measure::temp, 38.2, 25 * 60'000, true};
  screen.take(picture);
  CHECK(screen.figure(0, Measure::temp).freshness == Freshness::live);
  CHECK(screen.figure(0, Measure::temp).age == 25min);
  CHECK(screen.figure(0, Measure::temp).by_hand);
}

TEST_CASE("a sensor that says it does not measure is shown as that") {
  Screen screen;
  auto picture = well_ward(1);
  std::erase_if(picture.tiles[0].figures, [](const auto& figure) { return figure.measure == Measure::spo2; });
  picture.tiles[0].faults = {Measure::spo2};
  screen.take(picture);
  CHECK(screen.figure(0, Measure::spo2).faulty);
  CHECK(screen.figure(0, Measure::spo2).freshness == Freshness::blank);
}

TEST_CASE("the line to the house: said 2 s after the broker went, 8 s after the host's last word") {
  Screen screen;
  screen.take(well_ward(1));
  screen.pulse();
  screen.pass(7999ms);
  CHECK_FALSE(screen.model.shown().lost);
  screen.pass(1ms);
  CHECK(screen.model.shown().lost == 8s);
  screen.pulse();
  CHECK_FALSE(screen.model.shown().lost);
  screen.model.take_line(false, screen.now);
  screen.pass(1999ms);
  CHECK_FALSE(screen.model.shown().lost);
  screen.pass(1ms);
  CHECK(screen.model.shown().lost);
  screen.model.take_line(true, screen.now);
  CHECK_FALSE(screen.model.shown().lost);
}

TEST_CASE("a kept pulse shows nothing about the host; nor does the will of an earlier start") {
  Screen screen;
  screen.take(well_ward(1));
  screen.pulse(2);
  screen.pass(7s);
  screen.pulse(2, true);
  screen.pulse(1);
  screen.pass(1s);
  CHECK(screen.model.shown().lost);
}

TEST_CASE("a lost line is heard as loudly as what it hides, at least as medium") {
  Screen screen;
  screen.take(well_ward(1));
  screen.pass(8s);
  CHECK(screen.model.sounding() == Priority::medium);
  CHECK(screen.model.newly_sounding() == 1);
  Screen worse;
  worse.take(with({alarm(1, 1, "hr_high", Priority::high, AlarmState::acknowledged)}));
  CHECK_FALSE(worse.model.sounding());
  worse.pass(8s);
  CHECK(worse.model.sounding() == Priority::high);
  CHECK(worse.model.flashing() == std::set<Priority>{Priority::high});
}

TEST_CASE("the most urgent alarm that nobody has silenced is heard") {
  Screen screen;
  screen.take(with({alarm(1, 1, "hr_high", Priority::high, AlarmState::acknowledged), alarm(2, 2, "rr_high", Priority::medium), alarm(3, 3, "news2", Priority::low)}));
  CHECK(screen.model.sounding() == Priority::medium);
  screen.pass(1s);
  screen.take(with({alarm(2, 2, "rr_high", Priority::medium, AlarmState::audio_paused), alarm(3, 3, "news2", Priority::low)}));
  CHECK(screen.model.sounding() == Priority::low);
  screen.pass(1s);
  screen.take(with({alarm(1, 1, "hr_high", Priority::high, AlarmState::latched)}));
  CHECK_FALSE(screen.model.sounding());
  CHECK(screen.model.flashing() == std::set<Priority>{Priority::high});
}

TEST_CASE("a new alarm, and one that becomes more urgent, is news; the same one again is none") {
  Screen screen;
  screen.take(with({alarm(1, 1, "hr_high", Priority::medium)}));
  CHECK(screen.model.newly_sounding() == 1);
  screen.pass(1s);
  screen.take(with({alarm(1, 1, "hr_high", Priority::medium)}));
  CHECK(screen.model.newly_sounding() == 1);
  screen.pass(1s);
  screen.take(with({alarm(1, 1, "hr_high", Priority::high)}));
  CHECK(screen.model.newly_sounding() == 2);
  screen.pass(1s);
  screen.take(with({alarm(1, 1, "hr_high", Priority::high), alarm(2, 2, "hr_high", Priority::high)}));
  CHECK(screen.model.newly_sounding() == 3);
}

TEST_CASE("flashes: high twice a second, medium 0.6 times, half of the time lit; low is steady") {
  int lit_high = 0, lit_medium = 0, turns_high = 0, turns_medium = 0;
  bool high = true, medium = true;
  for (Duration at{}; at < 10s; at += 1ms) {
    const Steady now{at};
    lit_high += lit(Priority::high, now), lit_medium += lit(Priority::medium, now);
    turns_high += std::exchange(high, lit(Priority::high, now)) != lit(Priority::high, now);
    turns_medium += std::exchange(medium, lit(Priority::medium, now)) != lit(Priority::medium, now);
    CHECK(lit(Priority::low, now));
  }
  CHECK(lit_high == 5000);
  CHECK(lit_medium > 4900);
  CHECK(lit_medium < 5100);
  CHECK(turns_high == 39);
  CHECK(turns_medium == 12);
  CHECK(next_turn(Priority::high, Steady{100ms}) == Steady{250ms});
  CHECK(next_turn(Priority::high, Steady{250ms}) == Steady{500ms});
}

TEST_CASE("an alarm that somebody has seen to does not hide one on the same bed that nobody has") {
  Screen screen;
  screen.take(with({alarm(1, 1, "hr_high", Priority::high, AlarmState::acknowledged), alarm(2, 1, "rr_high", Priority::medium)}));
  const auto& tile = screen.model.shown().tiles.front();
  REQUIRE(tile.alarm);
  CHECK(tile.alarm->condition == "rr_high");
  CHECK(tile.more == 1);
}

TEST_CASE("nothing flashes where everything is acknowledged, and nobody wakes for it") {
  Screen screen;
  screen.take(with({alarm(1, 1, "hr_high", Priority::high, AlarmState::acknowledged), alarm(2, 2, "x_low", Priority::medium, AlarmState::alarm_paused)}));
  CHECK(screen.model.flashing().empty());
  CHECK(screen.model.shown().tiles[0].alarmed.empty());
}
