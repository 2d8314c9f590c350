#include <doctest/doctest.h>

#include "shift.hpp"

using namespace vestibule;
using namespace vestibule::vitals_test;

TEST_CASE("a high alarm goes to the ward after 60 s, to the doctor after 180 s, and is told again until somebody comes") {
  Shift ward;
  ward.raise("ann", "asystole", Priority::high);
  CHECK(ward.go(59'999ms).empty());
  CHECK(ward.go(1ms) == "asystole stage 1");
  CHECK(ward.go(119'999ms).empty());
  CHECK(ward.go(1ms) == "asystole stage 2");
  CHECK(ward.go(180s) == "asystole repeat 1");
  CHECK(ward.go(360s) == "asystole repeat 2, asystole repeat 3");
  ward.acknowledge("ann", "asystole");
  CHECK(ward.go(1h).empty());
  ward.over("ann", "asystole");
  CHECK(ward.last_end() == "acknowledged acknowledged");
}

TEST_CASE("a medium alarm goes on after 180 s and 600 s, a low one waits") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.raise("ann", "temp_high", Priority::low);
  CHECK(ward.go(179s).empty());
  CHECK(ward.go(1s) == "hr_high stage 1");
  CHECK(ward.go(419s).empty());
  CHECK(ward.go(1s) == "hr_high stage 2");
  ward.over("ann", "hr_high");
  CHECK(ward.last_end() == "escalated inside");
}

TEST_CASE("one that rises is passed on by the higher priority's time, but never later than it would have been") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.go(30s);
  ward.change("ann", "hr_high", Priority::high);
  CHECK(ward.go(59s).empty());
  CHECK(ward.go(1s) == "hr_high stage 1");
  Shift late;
  late.raise("ann", "hr_high", Priority::medium);
  late.go(170s);
  late.change("ann", "hr_high", Priority::high);
  CHECK(late.go(10s) == "hr_high stage 1");
  Shift flapping;
  flapping.raise("ann", "hr_high", Priority::medium);
  std::string told;
  for (int i = 0; i < 10 && told.empty(); ++i) {
    flapping.change("ann", "hr_high", Priority::high);
    told = flapping.go(20s);
    flapping.change("ann", "hr_high", Priority::medium);
    told += flapping.go(1s);
  }
  CHECK(told == "hr_high stage 1");
}

TEST_CASE("one that falls waits as the lower priority does") {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::high);
  ward.go(30s);
  ward.change("ann", "hr_high", Priority::medium);
  CHECK(ward.go(149s).empty());
  CHECK(ward.go(1s) == "hr_high stage 1");
}

TEST_CASE("a latched alarm that nobody has seen is passed on like any other") {
  Shift ward;
  ward.raise("ann", "asystole", Priority::high);
  ward.over("ann", "asystole");
  CHECK(ward.go(180s) == "asystole stage 1, asystole stage 2");
}

TEST_CASE("while the sound is paused the time runs, while the alarm is paused it does not") {
  Shift ward;
  ward.raise("ann", "asystole", Priority::high);
  ward.pause("ann", true);
  CHECK(ward.go(60s) == "asystole stage 1");
  Shift working;
  working.raise("ann", "asystole", Priority::high);
  working.pause("ann", false);
  CHECK(working.state("ann", "asystole") == AlarmState::alarm_paused);
  CHECK(working.go(119s).empty());
  CHECK(working.go(1s) == "asystole stage 1");
}

TEST_CASE("nothing is passed on before it is due, nor after it is over") {
  Shift ward;
  ward.raise("ann", "asystole", Priority::high);
  const auto number = ward.open("ann", "asystole").number;
  CHECK(ward.book.escalate(number, "", ward.now).rows.empty());
  ward.acknowledge("ann", "asystole");
  ward.wait(1h);
  CHECK(ward.book.escalate(number, "", ward.now).rows.empty());
  CHECK(ward.book.escalate(99, "", ward.now).rows.empty());
}

TEST_CASE("the wait that goes on from what was passed on already begins where that one was") {
  Shift ward;
  ward.raise("ann", "asystole", Priority::high);
  ward.go(180s);
  ward.note("ann", {Shift::finding(Finding::Kind::raised, "no_data", Priority::high), Shift::replaced("asystole", "no_data")});
  CHECK(ward.open("ann", "no_data").stage == 2);
  CHECK(ward.go(180s) == "no_data repeat 1");
}
