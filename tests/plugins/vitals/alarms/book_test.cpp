#include <doctest/doctest.h>

#include "shift.hpp"

using namespace vestibule;
using namespace vestibule::vitals_test;

TEST_CASE("one alarm is open for a patient and a condition, whoever says it how often") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.raise("ann", "hr_high", Priority::medium);
  ward.raise("ben", "hr_high", Priority::medium);
  ward.raise("ann", "spo2_low", Priority::medium);
  CHECK(ward.book.size() == 3);
  CHECK(ward.steps.size() == 3);
  CHECK(ward.open("ben", "hr_high").place.bed == BedId{"bed-ben"});
}

TEST_CASE("an alarm that is acknowledged ends when its condition does") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::high);
  CHECK(ward.state("ann", "hr_high") == AlarmState::active);
  CHECK(ward.acknowledge("ann", "hr_high"));
  CHECK(ward.state("ann", "hr_high") == AlarmState::acknowledged);
  CHECK_FALSE(ward.acknowledge("ann", "hr_high", "nils"));
  ward.over("ann", "hr_high");
  CHECK(ward.book.size() == 0);
  CHECK(ward.last_end() == "acknowledged acknowledged");
  CHECK(ward.ended.back().acknowledged_by == "nora");
}

TEST_CASE("a high alarm latches: over, it stays until somebody acknowledges it") {
  Shift ward;
  ward.raise("ann", "asystole", Priority::high);
  ward.over("ann", "asystole");
  CHECK(ward.state("ann", "asystole") == AlarmState::latched);
  CHECK(ward.acknowledge("ann", "asystole"));
  CHECK(ward.book.size() == 0);
  CHECK(ward.last_end() == "acknowledged acknowledged");
}

TEST_CASE("an alarm that was high once latches as high, although it fell before it was over") {
  Shift ward;
  ward.raise("ann", "spo2_low", Priority::high);
  ward.change("ann", "spo2_low", Priority::medium);
  ward.over("ann", "spo2_low");
  REQUIRE(ward.state("ann", "spo2_low") == AlarmState::latched);
  CHECK(shown(ward.open("ann", "spo2_low"), ward.now.steady).priority == Priority::high);
}

TEST_CASE("an alarm of less than high that nobody saw expires with its reason") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.over("ann", "hr_high");
  CHECK(ward.book.size() == 0);
  CHECK(ward.last_end() == "expired inside");
}

TEST_CASE("one that returns is a new alarm, and a latched one gives it the wait that it had") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  const auto first = ward.open("ann", "hr_high").number;
  ward.over("ann", "hr_high");
  ward.raise("ann", "hr_high", Priority::medium);
  CHECK(ward.open("ann", "hr_high").number > first);
  ward.raise("ann", "asystole", Priority::high);
  const auto latched = ward.open("ann", "asystole").number;
  ward.wait(50s);
  ward.over("ann", "asystole");
  ward.raise("ann", "asystole", Priority::high);
  CHECK(ward.last_end() == "expired returned");
  CHECK(ward.open("ann", "asystole").number > latched);
  CHECK(ward.open("ann", "asystole").due->steady == ward.now.steady + 10s);  // a condition that comes and goes is passed on, too
}

TEST_CASE("audio paused is for 120 seconds, for the alarms that are open, and for nothing that begins or rises later") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.raise("ben", "hr_high", Priority::medium);
  ward.pause("ann");
  CHECK(ward.state("ann", "hr_high") == AlarmState::audio_paused);
  CHECK(ward.state("ben", "hr_high") == AlarmState::active);
  ward.raise("ann", "spo2_low", Priority::medium);
  CHECK(ward.state("ann", "spo2_low") == AlarmState::active);
  ward.wait(119s);
  CHECK(ward.state("ann", "hr_high") == AlarmState::audio_paused);
  ward.wait(1s);
  CHECK(ward.state("ann", "hr_high") == AlarmState::active);
  CHECK(ward.book.end_pauses(ward.now.steady).contains(WardId{"w"}));
  ward.pause("ann");
  ward.change("ann", "hr_high", Priority::high);
  CHECK(ward.state("ann", "hr_high") == AlarmState::active);
  CHECK(ward.state("ann", "spo2_low") == AlarmState::audio_paused);
}

TEST_CASE("a pause that ends by itself is not forgotten, and asks for nothing more afterwards") {
  Shift ward;
  ward.raise("ann", "temp_high", Priority::low);
  ward.pause("ann");
  CHECK(ward.book.next() == ward.now.steady + 120s);
  ward.wait(120s);
  ward.book.end_pauses(ward.now.steady);
  CHECK_FALSE(ward.book.next());
}

TEST_CASE("an acknowledged alarm that rises must be acknowledged again, one that falls not") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.acknowledge("ann", "hr_high");
  ward.change("ann", "hr_high", Priority::high);
  CHECK(ward.state("ann", "hr_high") == AlarmState::active);
  ward.acknowledge("ann", "hr_high");
  ward.change("ann", "hr_high", Priority::medium);
  CHECK(ward.state("ann", "hr_high") == AlarmState::acknowledged);
}

TEST_CASE("what replaces an alarm takes over its wait, and the one that is replaced says so") {
  Shift ward;
  ward.raise("ann", "spo2_low", Priority::high);
  ward.wait(40s);
  ward.note("ann", {Shift::finding(Finding::Kind::raised, "spo2_sensor_off", Priority::high), Shift::replaced("spo2_low", "spo2_sensor_off")});
  CHECK(ward.book.size() == 1);
  CHECK(ward.last_end() == "expired replaced");
  CHECK(ward.open("ann", "spo2_sensor_off").due->steady == ward.now.steady + 20s);
}

TEST_CASE("with the patient or the monitor all alarms go, each with its reason") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.raise("ann", "spo2_low", Priority::high);
  ward.raise("ben", "hr_high", Priority::medium);
  ward.acknowledge("ann", "hr_high");
  ward.apply(ward.book.end_all(PatientId{"ann"}, Reason::discharged, "nora", ward.now));
  CHECK(ward.book.size() == 1);
  REQUIRE(ward.ended.size() == 2);
  CHECK(*ward.ended[0].ended == Ended::acknowledged);
  CHECK(*ward.ended[1].ended == Ended::expired);
  CHECK(*ward.ended[1].reason == Reason::discharged);
}

TEST_CASE("what is switched off by policy ends, and says so") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::high);
  Finding off = Shift::finding(Finding::Kind::over, "hr_high", Priority::high);
  off.why = Over::switched_off;
  ward.note("ann", {off});
  CHECK(ward.last_end() == "expired switched_off");
}

TEST_CASE("a ward sees the most urgent first") {
  Shift ward;
  ward.raise("ann", "temp_high", Priority::low);
  ward.raise("ann", "hr_high", Priority::medium);
  ward.raise("ben", "no_data", Priority::high);
  ward.raise("ben", "asystole", Priority::high);
  ward.acknowledge("ben", "no_data");
  std::vector<std::string> order;
  for (const AlarmRow* row : ward.book.of(WardId{"w"})) order.push_back(row->condition);
  CHECK(order == std::vector<std::string>{"asystole", "hr_high", "temp_high", "no_data"});
}

TEST_CASE("a hundred thousand alarms come, are answered or not, and each ends with a record") {
  Shift ward;
  std::uint64_t chance = 7;
  std::size_t raised = 0;
  for (int i = 0; i < 50'000; ++i) {
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    const std::string patient = fmt::format("p{}", (chance >> 33) % 500);
    const auto priority = static_cast<Priority>((chance >> 45) % 3);
    for (const char* condition : {"hr_high", "spo2_low"}) {
      if (ward.book.open_of(PatientId{patient}, condition)) ward.over(patient, condition);
      ward.raise(patient, condition, priority);
      ++raised;
    }
    if ((chance >> 50) % 3 == 0) ward.acknowledge(patient, "hr_high");
    ward.go(500ms);
    ward.steps.clear();
  }
  for (const AlarmRow* row : ward.book.all()) CHECK((row->acknowledged_at || row->due || row->priority == Priority::low));
  CHECK(raised == 100'000);
  CHECK(ward.ended.size() + ward.book.size() == raised);
  for (const AlarmRow& row : ward.ended) REQUIRE((row.ended && row.reason));
}
