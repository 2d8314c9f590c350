// Scores in the real host: as a question from outside, and of those who lie somewhere.

#include <vestibule/vitals_scores.hpp>
#include <vestibule/vitals_alarms.hpp>

#include "ward.hpp"

using namespace vestibule;
using namespace vestibule::vitals;

namespace {

struct ScoredWard : SmallWard {
  Monitor monitor{host, "mon-1"};
  std::int64_t sequence = 100;

  ScoredWard() {
    put("mon-1", "w1-1");
    admit("p1", "w1-1");
    monitor.boot(1);
  }
  void live(int seconds, double hr, double spo2, double rr, double sbp) {
    for (int i = 0; i < seconds; ++i) {
      Numerics numerics;
      numerics.seq = ++sequence;
      numerics.ts = to_millis(host.clock.wall());
      numerics.hr = hr, numerics.spo2 = spo2, numerics.rr = rr, numerics.sbp = sbp;
      monitor.send(encode_text(numerics));
      host.run_for(1s);
    }
  }
  ScoreShown score() {
    const auto tile = this->tile(0);
    REQUIRE(tile.score);
    return *tile.score;
  }
};

}  // namespace

TEST_CASE("anyone who may can have values scored") {
  SmallWard ward;
  const auto given = ward.host.ask("vitals.score", {{"respiration", 25}, {"spo2", 96}, {"oxygen", true}, {"systolic", 100}, {"pulse", 111},
                                                    {"consciousness", "A"}, {"temperature", 35.06}, {"scale", 2}, {"age", 70}});
  REQUIRE(given);
  CHECK(given->at("total").as_int64() == 3 + 2 + 2 + 2 + 2 + 0 + 1);
  CHECK(given->at("risk").as_string() == "high");
  const auto wrong = ward.host.ask("vitals.score", {{"puls", 80}});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().message.starts_with("$.puls is no key of vitals.score"));
}

TEST_CASE("a tile has the score of what is measured and entered, and says what is missing") {
  ScoredWard ward;
  ward.live(17, 95, 94, 18, 120);
  CHECK(ward.score().points == 2);
  CHECK(ward.score().missing == std::vector<std::string>{"oxygen", "consciousness", "temperature"});
  REQUIRE(ward.host.do_("vitals.observe", {{"patient", "p1"}, {"oxygen", true}, {"consciousness", "A"}, {"values", {{"temp", 38.5}}}}, "nora"));
  ward.live(3, 95, 94, 18, 120);
  CHECK(ward.score().points == 5);
  CHECK(ward.score().missing.empty());
  CHECK(ward.score().risk == Risk::medium);
  const auto figures = ward.tile(0).figures;
  CHECK(std::any_of(figures.begin(), figures.end(), [](const Figure& one) { return one.measure == Measure::temp && one.by_hand; }));
  REQUIRE(ward.host.do_("vitals.prescribe_scale", {{"patient", "p1"}, {"scale", 2}}, "dora"));
  ward.live(3, 95, 90, 18, 120);
  ward.live(15, 95, 90, 18, 120);
  CHECK(ward.score().points == 4);  // 90 % is what is wanted now
}

TEST_CASE("scores and what they were made from are kept, and survive a restart") {
  ScoredWard ward;
  ward.live(20, 95, 94, 18, 120);
  REQUIRE(ward.host.do_("vitals.observe", {{"patient", "p1"}, {"oxygen", false}, {"consciousness", "A"}, {"values", {{"temp", 37.0}}}}, "nora"));
  ward.live(80, 95, 94, 18, 120);
  REQUIRE(ward.host.restart());
  ward.live(20, 95, 94, 18, 120);
  CHECK(ward.score().missing.empty());
  const auto scores = ward.host.ask_as<ScoreHistory>("vitals.scores", ScoresAsked{PatientId{"p1"}, {}, {}});
  REQUIRE(scores);
  REQUIRE(scores->scores.size() >= 2);
  const ScoreKept& last = scores->scores.front();
  CHECK(last.complete);
  CHECK(last.version == "NEWS2 (RCP 2017) 1");
  CHECK(last.parts.size() == 7);
  CHECK(last.parts[0].value == 18);
  CHECK_FALSE(scores->scores.back().complete);
}

TEST_CASE("a score of 5 for a minute is an alarm") {
  ScoredWard ward;
  ward.live(100, 115, 92, 22, 120);
  bool found = false;
  for (const auto& alarm : ward.picture().alarms) found = found || alarm.condition == "news2";
  CHECK(found);
}

TEST_CASE("a patient without a monitor is scored by what is entered") {
  SmallWard ward;
  ward.admit("p1", "w1-1");
  REQUIRE(ward.host.do_("vitals.observe", {{"patient", "p1"}, {"oxygen", false}, {"consciousness", "V"},
                                           {"values", {{"rr", 22}, {"spo2", 95}, {"sbp", 120}, {"pr", 80}, {"temp", 37.0}}}}, "nora"));
  ward.host.run_for(7s);
  REQUIRE(ward.tile(0).score);
  CHECK(ward.tile(0).score->points == 6);
  CHECK(ward.tile(0).score->missing.empty());
}

TEST_CASE("children have no score") {
  SmallWard ward;
  REQUIRE(ward.host.do_as<BedNow>("vitals.admit", Admit{PatientId{"child"}, BedId{"w1-1"}, {}, Private<int>(15)}));
  ward.put("mon-1", "w1-1");
  Monitor monitor(ward.host, "mon-1");
  monitor.boot(1);
  monitor.live(120, 20s);
  CHECK_FALSE(ward.tile(0).score);
}

TEST_CASE("an observation that cannot be is refused by name") {
  ScoredWard ward;
  const auto refused = [&](const json::value& body) { return ward.host.do_("vitals.observe", body).error().message; };
  CHECK(refused({{"patient", "p1"}, {"values", {{"temp", 98.6}}}}) == "$.values.temp is out of range: 15 to 45 degrees Celsius can be measured");
  CHECK(refused({{"patient", "p1"}, {"values", {{"colour", 1}}}}).starts_with("$.values.colour is no measure"));
  CHECK(refused({{"patient", "p1"}}) == "$.oxygen, $.consciousness or $.values is needed");
  CHECK(refused({{"patient", "nobody"}, {"oxygen", true}}) == "$.patient: 'nobody' lies in no bed");
  CHECK(ward.host.do_("vitals.prescribe_scale", {{"patient", "p1"}, {"scale", 3}}).error().message == "$.scale is 3: there are the SpO2 scales 1 and 2");
}
