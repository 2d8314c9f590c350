// Devices on the line, the real host, and what a ward screen is shown.

#include "ward.hpp"

using namespace vestibule;
using namespace vestibule::vitals;

TEST_CASE("a device speaks and the picture shows it") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  monitor.boot(1);
  monitor.live(72, 3s);
  const auto tile = ward.tile(0);
  CHECK(tile.device == DeviceState::online);
  CHECK(tile.occupied);
  REQUIRE(tile.label);
  CHECK(tile.label->reveal() == "A. B.");
  CHECK(ward.value(tile, Measure::hr) == 72);
  CHECK(ward.value(tile, Measure::spo2) == 97);
  CHECK(ward.picture().listening);
  CHECK_FALSE(ward.value(ward.tile(1), Measure::hr));
}

TEST_CASE("a device that freezes is shown as silent within 4 s, and its values go at 10 s") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  monitor.boot(1);
  monitor.live(72, 5s);
  REQUIRE(ward.tile(0).device == DeviceState::online);
  ward.host.run_for(3s);  // one second of silence is in live() already
  CHECK(ward.tile(0).device == DeviceState::silent);
  const auto frozen = ward.tile(0);
  for (const auto& figure : frozen.figures) CHECK(figure.age_ms >= 3'000);
  ward.host.run_for(8s);
  const auto asked = ward.host.ask_as<WardPicture>("vitals.ward", WardAsked{WardId{"w1"}});
  REQUIRE(asked);
  CHECK(asked->tiles.at(0).figures.empty());
  CHECK(asked->tiles.at(0).silent_ms.value() >= 11'000);
  monitor.live(75, 2s);
  CHECK(ward.tile(0).device == DeviceState::online);
  CHECK(ward.value(ward.tile(0), Measure::hr) == 75);
}

TEST_CASE("a device that never spoke is silent three seconds after it was put there") {
  SmallWard ward;
  ward.put("mon-1", "w1-1");
  ward.host.run_for(4s);
  CHECK(ward.tile(0).device == DeviceState::silent);
}

TEST_CASE("the will of an old boot changes nothing and the one of this boot does") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  monitor.boot(7);
  monitor.live(72, 2s);
  monitor.will(6);
  monitor.live(72, 1s);
  CHECK(ward.tile(0).device == DeviceState::online);
  CHECK(ward.health("mon-1").refused.at("old_boot") == 1);
  monitor.will(7);
  ward.host.run_for(1s);
  CHECK(ward.tile(0).device == DeviceState::offline);
  CHECK(ward.health("mon-1").offline_reason == "lwt");
  monitor.boot(8);
  monitor.live(73, 2s);
  CHECK(ward.tile(0).device == DeviceState::online);
  CHECK(ward.health("mon-1").boot == 8);
}

TEST_CASE("gaps, repetitions and refusals are counted for each device") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  const auto now = to_millis(ward.host.clock.wall());
  monitor.send(fmt::format(R"({{"v":1,"seq":1,"ts":{},"hr":70}})", now));
  monitor.send(fmt::format(R"({{"v":1,"seq":1,"ts":{},"hr":70}})", now));
  monitor.send(fmt::format(R"({{"v":1,"seq":5,"ts":{},"hr":70}})", now));
  monitor.send(fmt::format(R"({{"v":2,"seq":6,"ts":{},"hr":70}})", now));
  monitor.send(fmt::format(R"({{"v":1,"seq":7,"ts":{},"hr":70,"hr":71}})", now));
  monitor.send(fmt::format(R"({{"v":1,"seq":8,"ts":{},"hr":70}})", now + 31'000));
  monitor.send(fmt::format(R"({{"v":1,"seq":6,"ts":{},"hr":351,"spo2":-100,"rr":12}})", now));
  ward.host.run_for(2s);
  const auto health = ward.health("mon-1");
  CHECK(health.received == 3);
  CHECK(health.repeated == 1);
  CHECK(health.missing == 3);
  CHECK(health.refused == std::map<std::string, std::int64_t>{{"version", 1}, {"duplicate_key", 1}, {"clock", 1}, {"range", 1}, {"sentinel", 1}});
  const auto tile = ward.tile(0);
  CHECK_FALSE(ward.value(tile, Measure::hr));
  CHECK(ward.value(tile, Measure::rr) == 12);
  CHECK(tile.faults == std::vector{Measure::hr, Measure::spo2});
}

TEST_CASE("another patient in the bed is shown nothing of the one before") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  monitor.live(140, 3s);
  REQUIRE(ward.host.do_as<BedNow>("vitals.discharge", Discharge{PatientId{"p1"}}));
  ward.host.run_for(1s);
  CHECK(ward.tile(0).figures.empty());
  CHECK_FALSE(ward.tile(0).label);
  ward.admit("p2", "w1-1");
  ward.host.run_for(1s);
  CHECK(ward.tile(0).figures.empty());
  // What was measured before the patient came, and comes only now.
  Numerics late;
  late.seq = 50, late.ts = to_millis(ward.host.clock.wall()) - 20'000, late.hr = 140;
  monitor.send(encode_text(late));
  ward.host.run_for(1s);
  CHECK(ward.tile(0).figures.empty());
  CHECK(ward.health("mon-1").refused.at("before_patient") == 1);
}

TEST_CASE("a monitor that is swapped takes its values along to no other bed") {
  SmallWard ward;
  Monitor one(ward.host, "mon-1"), two(ward.host, "mon-2");
  ward.put("mon-1", "w1-1");
  ward.put("mon-2", "w1-2");
  ward.admit("p1", "w1-1");
  ward.admit("p2", "w1-2");
  for (int second = 0; second < 3; ++second) {
    one.say(61);
    two.say(122);
    ward.host.run_for(1s);
  }
  ward.put("mon-1", "w1-2");
  ward.host.run_for(200ms);
  CHECK(ward.tile(0).device == DeviceState::none);
  CHECK(ward.tile(1).figures.empty());
  one.live(62, 2s);
  CHECK(ward.value(ward.tile(1), Measure::hr) == 62);
  two.live(123, 2s);
  CHECK(ward.value(ward.tile(1), Measure::hr) == 62);
  CHECK_FALSE(ward.value(ward.tile(0), Measure::hr));
}

TEST_CASE("the house's own line is lost: the picture says so, and the devices are not blamed") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  monitor.boot(1);
  monitor.live(72, 3s);
  ward.host.broker.cut("host.vitals");
  ward.host.run_for(8s);
  CHECK_FALSE(ward.picture().listening);
  ward.host.broker.mend("host.vitals");
  ward.host.run_for(1s);
  CHECK(ward.picture().listening);
  CHECK(ward.tile(0).device == DeviceState::online);
  monitor.live(74, 2s);
  CHECK(ward.value(ward.tile(0), Measure::hr) == 74);
}

TEST_CASE("after a restart beds, patients and devices are as before, and values come anew") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  monitor.boot(3);
  monitor.live(72, 3s);
  REQUIRE(ward.host.restart());
  ward.host.run_for(500ms);
  auto tile = ward.tile(0);
  CHECK(tile.occupied);
  CHECK(tile.label->reveal() == "A. B.");
  CHECK(tile.figures.empty());
  monitor.live(73, 2s);
  tile = ward.tile(0);
  CHECK(ward.value(tile, Measure::hr) == 73);
  CHECK(ward.health("mon-1").boot == 3);  // the broker kept the birth
}

TEST_CASE("the host's wall jumps: no device is refused, no patient's values are lost") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  monitor.boot(1);
  monitor.live(72, 3s);
  for (const auto jump : {Duration(1h), Duration(-2h)}) {
    monitor.skew -= jump;  // its own clock goes on
    ward.host.clock.set_wall(ward.host.clock.wall() + jump);
    monitor.live(73, 20s);
    CHECK(ward.value(ward.tile(0), Measure::hr) == 73);
  }
  REQUIRE(ward.host.do_as<BedNow>("vitals.discharge", Discharge{PatientId{"p1"}}));
  ward.admit("p2", "w1-1");
  monitor.live(74, 3s);
  CHECK(ward.value(ward.tile(0), Measure::hr) == 74);
  CHECK(ward.health("mon-1").refused.empty());
  CHECK(ward.health("mon-1").missing == 0);
}

TEST_CASE("a picture is made anew at least every 5 s, and says when by a clock that does not jump") {
  SmallWard ward;
  ward.host.run_for(1s);
  const auto before = ward.picture().made_ms;
  REQUIRE(before);
  ward.host.run_for(6s);
  CHECK(*ward.picture().made_ms - *before >= 5'000);
}

TEST_CASE("the last hour is told by the minute") {
  SmallWard ward;
  Monitor monitor(ward.host, "mon-1");
  ward.put("mon-1", "w1-1");
  ward.admit("p1", "w1-1");
  monitor.boot(1);
  monitor.live(72, 130s);
  const auto text = ward.host.broker.retained(wire::state_topic("ward/w1/trend"));
  REQUIRE(text);
  const auto trend = decode<WardTrend>(decode_text<wire::State>(*text)->body);
  REQUIRE(trend);
  REQUIRE(trend->lines.size() == 2);
  CHECK(trend->lines[0].bed == BedId{"w1-1"});
  CHECK(trend->lines[0].minutes.size() >= 2);
  CHECK(trend->lines[0].minutes.back() == 72);
}
