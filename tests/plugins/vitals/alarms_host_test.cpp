// Alarms in the real host: from a message on the line to a record, a person, a restart.

#include <set>

#include <vestibule/vitals_alarms.hpp>

#include "faulty_disk.hpp"
#include "ward.hpp"

using namespace vestibule;
using namespace vestibule::vitals;

namespace {

struct AlarmWard : SmallWard {
  Monitor monitor{host, "mon-1"};

  explicit AlarmWard(const std::string& vfs = {}) : SmallWard(vfs) {
    put("mon-1", "w1-1");
    admit("p1", "w1-1");
    monitor.boot(1);
    monitor.live(75, 2s);
  }

  std::vector<AlarmShown> alarms() { return picture().alarms; }
  AlarmHistory history(const char* patient) {
    const auto asked = host.ask_as<AlarmHistory>("vitals.alarm_history", AlarmHistoryAsked{PatientId{patient}, {}});
    REQUIRE(asked);
    return *asked;
  }
  int journalled(std::string_view command) {
    int count = 0;
    for (const auto& entry : host.entries()) count += entry.command == command;
    return count;
  }
};

}  // namespace

TEST_CASE("a patient gets worse, is alarmed, acknowledged, and the alarm ends with its condition") {
  AlarmWard ward;
  ward.monitor.live(130, 9s);
  CHECK(ward.alarms().empty());
  ward.monitor.live(130, 4s);
  REQUIRE(ward.alarms().size() == 1);
  const AlarmShown alarm = ward.alarms()[0];
  CHECK(alarm.condition == "hr_high");
  CHECK(alarm.priority == Priority::medium);
  CHECK(alarm.state == AlarmState::active);
  CHECK(alarm.bed == BedId{"w1-1"});
  CHECK(alarm.value == 130);
  CHECK(alarm.limit == 120);
  CHECK(ward.journalled("vitals.note_alarms") == 1);
  REQUIRE(ward.host.do_as<AlarmShown>("vitals.acknowledge_alarm", AcknowledgeAlarm{alarm.alarm}, "nora"));
  ward.host.run_for(1s);
  CHECK(ward.alarms()[0].state == AlarmState::acknowledged);
  ward.monitor.live(80, 14s);
  CHECK(ward.alarms().empty());
  const auto record = ward.history("p1").alarms.at(0);
  CHECK(record.ended == "acknowledged");
  CHECK(record.reason == "acknowledged");
  REQUIRE(record.steps.size() == 3);
  CHECK(record.steps[0].what == "raised");
  CHECK(record.steps[1].by == "nora");
  CHECK(record.steps[2].detail == "acknowledged: acknowledged");
}

TEST_CASE("what needs no delay is in the journal as soon as it is heard") {
  AlarmWard ward;
  ward.monitor.say(0);
  ward.host.run_for(50ms);
  CHECK(ward.journalled("vitals.note_alarms") == 1);
  ward.host.run_for(1s);
  REQUIRE(ward.alarms().size() == 1);
  CHECK(ward.alarms()[0].condition == "asystole");
  CHECK(ward.alarms()[0].priority == Priority::high);
}

TEST_CASE("nobody comes: the ward after 60 s, the doctor after 180 s, with a restart of the house in between") {
  AlarmWard ward;
  const auto duty = [&](Duty what, const char* person) { REQUIRE(ward.host.do_as<Done>("vitals.take_duty", TakeDuty{WardId{"w1"}, what, person, {}, {}})); };
  duty(Duty::bed_nurse, "nora");
  duty(Duty::charge_nurse, "carla");
  duty(Duty::doctor, "dora");
  ward.monitor.live(0, 30s);
  REQUIRE(ward.alarms().size() == 1);
  CHECK(ward.alarms()[0].escalation == 0);
  REQUIRE(ward.host.restart());
  ward.monitor.live(0, 20s);
  REQUIRE(ward.alarms().size() == 1);
  CHECK(ward.alarms()[0].escalation == 0);
  ward.monitor.live(0, 15s);
  CHECK(ward.alarms()[0].escalation == 1);
  ward.monitor.live(0, 120s);
  CHECK(ward.alarms()[0].escalation == 2);
  CHECK(ward.journalled("vitals.escalate_alarm") == 2);
  const auto steps = ward.history("p1").alarms.back().steps;  // the first of all; after it the score has become one, too
  REQUIRE(steps.size() == 3);
  CHECK(steps[1].detail == "nora, carla");
  CHECK(steps[2].detail == "nora, carla, dora");
  int asystoles = 0;
  for (const auto& record : ward.history("p1").alarms) asystoles += record.condition == "asystole";
  CHECK(asystoles == 1);
}

TEST_CASE("a house that was down for longer than the wait passes it on at once") {
  AlarmWard ward;
  ward.monitor.live(0, 5s);
  REQUIRE(ward.alarms().size() == 1);
  ward.host.close();
  ward.host.run_for(300s);
  REQUIRE(ward.host.open());
  ward.monitor.live(0, 3s);
  REQUIRE_FALSE(ward.alarms().empty());
  CHECK(ward.alarms()[0].escalation >= 1);
}

TEST_CASE("a monitor that freezes is an alarm within 4 s, as urgent as what it hides, and ends when it speaks again") {
  AlarmWard ward;
  ward.monitor.live(150, 12s);
  REQUIRE(ward.alarms().size() == 1);
  ward.host.run_for(4s);
  REQUIRE(ward.alarms().size() == 1);
  CHECK(ward.alarms()[0].condition == "no_data");
  CHECK(ward.alarms()[0].priority == Priority::high);
  CHECK(ward.alarms()[0].technical);
  ward.monitor.live(80, 2s);
  REQUIRE(ward.alarms().size() == 1);
  CHECK(ward.alarms()[0].state == AlarmState::latched);
  CHECK(ward.history("p1").alarms.back().reason == "replaced");
}

TEST_CASE("a pause does not mute what begins later, and ends by itself") {
  AlarmWard ward;
  ward.monitor.live(130, 13s);
  REQUIRE(ward.host.do_as<AlarmsPaused>("vitals.pause_audio", PauseAlarms{PatientId{"p1"}}, "nora"));
  ward.monitor.live(130, 1s);
  CHECK(ward.alarms().at(0).state == AlarmState::audio_paused);
  for (int i = 0; i < 20; ++i) {
    ward.monitor.say(130, 85.0);
    ward.host.run_for(1s);
  }
  REQUIRE(ward.alarms().size() == 2);
  for (const auto& alarm : ward.alarms()) CHECK(alarm.state == (alarm.condition == "spo2_low" ? AlarmState::active : AlarmState::audio_paused));
  ward.monitor.live(130, 110s);
  for (const auto& alarm : ward.alarms()) CHECK(alarm.state == AlarmState::active);
  CHECK(ward.host.do_as<AlarmsPaused>("vitals.pause_audio", PauseAlarms{PatientId{"p2"}}).error().code == Code::conflict);
}

TEST_CASE("with the patient the alarms go, and the next one in the bed has none of them") {
  AlarmWard ward;
  ward.monitor.live(130, 13s);
  REQUIRE(ward.alarms().size() == 1);
  REQUIRE(ward.host.do_as<BedNow>("vitals.discharge", Discharge{PatientId{"p1"}}));
  ward.admit("p2", "w1-1");
  ward.monitor.live(130, 8s);
  CHECK(ward.alarms().empty());
  CHECK(ward.history("p1").alarms.at(0).reason == "discharged");
  ward.monitor.live(130, 5s);
  CHECK(ward.alarms().size() == 1);
  CHECK(ward.history("p2").alarms.size() == 1);
  CHECK(ward.history("p1").alarms.size() == 1);
}

TEST_CASE("patients who change places take nothing of each other's") {
  AlarmWard ward;
  Monitor other(ward.host, "mon-2");
  ward.put("mon-2", "w1-2");
  ward.admit("p2", "w1-2");
  other.boot(1);
  const auto both = [&](double one, double two, int seconds) {
    for (int i = 0; i < seconds; ++i) {
      ward.monitor.say(one);
      other.say(two);
      ward.host.run_for(1s);
    }
  };
  both(130, 80, 13);
  REQUIRE(ward.alarms().size() == 1);
  REQUIRE(ward.host.do_as<BedNow>("vitals.put_device", PutDevice{DeviceId{"mon-1"}, BedId{"w1-2"}}));
  both(130, 80, 13);
  REQUIRE(ward.alarms().size() == 1);  // the bed without a monitor is silent, and says so on its tile; p2 has the fast heart now
  CHECK(ward.history("p1").alarms.at(0).reason == "device_changed");
  CHECK(ward.history("p2").alarms.at(0).condition == "hr_high");
}

TEST_CASE("a ward's and a patient's limits hold from the next value on, and are taken back") {
  AlarmWard ward;
  SetLimit limit;
  limit.patient = PatientId{"p1"};
  limit.condition = "hr_high";
  limit.limit = 135;
  REQUIRE(ward.host.do_as<Done>("vitals.set_limit", limit, "dora"));
  ward.monitor.live(130, 20s);
  CHECK(ward.alarms().empty());
  const auto limits = ward.host.ask_as<Limits>("vitals.limits", LimitsAsked{{}, PatientId{"p1"}});
  REQUIRE_MESSAGE(limits, (limits ? "" : limits.error().message));
  REQUIRE(limits->set.size() == 1);
  CHECK(limits->set[0].set_by == "dora");
  CHECK(limits->conditions.at(0).levels.at(0).limit == 135);
  REQUIRE(ward.host.restart());
  ward.monitor.live(130, 20s);
  CHECK(ward.alarms().empty());
  REQUIRE(ward.host.do_as<Done>("vitals.drop_limit", DropLimit{{}, PatientId{"p1"}, "hr_high", Priority::medium}));
  ward.monitor.live(130, 13s);
  CHECK(ward.alarms().size() == 1);
  limit.limit = 1000;
  CHECK(ward.host.do_as<Done>("vitals.set_limit", limit).error().message == "$.limit is 1000: for 'hr_high' it may be from 80 to 220");
  limit.patient = PatientId{"nobody"};
  CHECK(ward.host.do_as<Done>("vitals.set_limit", limit).error().code == Code::not_found);
}

TEST_CASE("a limit that is over when its time is, without anybody's doing") {
  AlarmWard ward;
  SetLimit limit;
  limit.ward = WardId{"w1"};
  limit.condition = "hr_high";
  limit.limit = 135;
  limit.until = ward.host.clock.wall() + 30s;
  REQUIRE(ward.host.do_as<Done>("vitals.set_limit", limit));
  ward.monitor.live(130, 29s);
  CHECK(ward.alarms().empty());
  ward.monitor.live(130, 14s);
  CHECK(ward.alarms().size() == 1);
}

TEST_CASE("the device's own alarm is an alarm of the patient's") {
  AlarmWard ward;
  auto end = ward.host.broker.attach("mon-1-again");
  ward.host.run_for(100ms);
  const auto say = [&](std::int64_t seq, const char* code, bool on) {
    end->publish({"vestibule/v1/dev/mon-1/alarm", encode_text(DeviceAlarm{1, seq, 0, code, "high", on}), false, {}, {}});
    ward.monitor.live(80, 1s);
  };
  say(1, "vfib", true);
  REQUIRE(ward.alarms().size() == 1);
  CHECK(ward.alarms()[0].condition == "fibrillation");
  say(1, "asystole", true);  // a repeated number
  CHECK(ward.alarms().size() == 1);
  say(2, "vfib", false);
  ward.monitor.live(80, 12s);
  CHECK(ward.alarms().at(0).state == AlarmState::latched);
}

TEST_CASE("the load of a ward is told") {
  AlarmWard ward;
  const Instant from = ward.host.clock.wall();
  ward.monitor.live(130, 13s);
  REQUIRE(ward.host.do_as<AlarmShown>("vitals.acknowledge_alarm", AcknowledgeAlarm{ward.alarms().at(0).alarm}, "nora"));
  ward.monitor.live(80, 13s);
  const auto load = ward.host.ask_as<AlarmLoad>("vitals.alarm_load", AlarmLoadAsked{WardId{"w1"}, from, from + 1h});
  REQUIRE(load);
  CHECK(load->alarms == 1);
  CHECK(load->top.at(0).condition == "hr_high");
  CHECK(load->responses.at(1).acknowledged == 1);
  CHECK(ward.host.ask_as<AlarmLoad>("vitals.alarm_load", AlarmLoadAsked{{}, from, from}).error().code == Code::invalid);
}

TEST_CASE("a disk that is full delays the records of alarms, and loses none of them") {
  kit::SimulatedRandom random(1);
  kit::FaultyDisk disk{random.stream("disk")};
  AlarmWard ward(disk.vfs());
  disk.fill(true);
  for (int i = 0; i < 20; ++i) {
    ward.monitor.say(130, 85.0);
    ward.host.run_for(1s);
  }
  ward.host.run_for(5s);
  CHECK(std::any_of(ward.host.log.lines.begin(), ward.host.log.lines.end(), [](const std::string& line) { return line.find("not in the journal yet") != line.npos; }));
  disk.fill(false);
  ward.monitor.live(130, 5s);
  std::set<std::string> seen;
  for (const auto& record : ward.history("p1").alarms) seen.insert(record.condition);
  CHECK(seen.contains("hr_high"));
  CHECK(seen.contains("spo2_low"));
  CHECK(ward.history("p1").alarms.size() == seen.size());
}

TEST_CASE("a house whose own line is down for 10 s knows nothing of anybody, and says so until a value comes again") {
  AlarmWard ward;
  const auto open = [&] {
    const auto alarms = ward.host.ask_as<OpenAlarms>("vitals.alarms", AlarmsAsked{WardId{"w1"}});
    REQUIRE(alarms);
    return alarms->alarms;
  };
  ward.host.broker.cut("host.vitals");
  ward.host.run_for(9s);
  CHECK(open().empty());
  ward.host.run_for(2s);
  REQUIRE(open().size() == 1);
  CHECK(open()[0].condition == "no_data");
  ward.host.broker.mend("host.vitals");
  ward.host.run_for(1s);
  CHECK(open().size() == 1);  // the line alone is no value
  ward.monitor.live(80, 2s);
  CHECK(open().empty());
}

TEST_CASE("what is wrong with a request about an alarm is said") {
  AlarmWard ward;
  const auto refused = [&](const char* command, const json::value& body) { return ward.host.do_(command, body).error().message; };
  CHECK(refused("vitals.acknowledge_alarm", {{"alarm", "99"}}) == "there is no open alarm 99");
  CHECK(refused("vitals.acknowledge_alarm", {{"alarm", "x"}}) == "$.alarm: 'x' is no alarm");
  CHECK(refused("vitals.take_duty", {{"ward", "w9"}, {"duty", "doctor"}}) == "$.ward: there is no ward 'w9'");
  CHECK(refused("vitals.leave_duty", {{"ward", "w1"}, {"duty", "doctor"}}) == "'tester' has no such duty in ward 'w1'");
}
