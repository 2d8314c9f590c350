// Each promise as a check that says no when it is broken; and a bug planted in the code that breaks it.

#include <doctest/doctest.h>
#include <vestibule/trial.hpp>

#include "shift.hpp"

using namespace vestibule;
using namespace vestibule::vitals_test;

namespace {

bool new_condition_is_heard_during_a_pause() {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.pause("ann");
  ward.raise("ann", "asystole", Priority::high);
  return ward.state("ann", "asystole") == AlarmState::active;
}

bool patients_have_alarms_of_their_own() {
  Shift ward;
  ward.raise("ann", "hr_high", Priority::medium);
  ward.raise("ben", "hr_high", Priority::medium);
  ward.over("ann", "hr_high");
  return ward.book.size() == 1 && ward.book.open_of(PatientId{"ben"}, "hr_high") && !ward.book.open_of(PatientId{"ann"}, "hr_high");
}

void expect_found(const char* bug, bool (*promise)()) {
  trial::trial().planted.clear();
  CHECK(promise());
  trial::trial().planted = bug;
  CHECK_FALSE(promise());
  trial::trial().planted.clear();
}

}  // namespace

TEST_CASE("a pause that mutes a new condition is found") { expect_found("pause_mutes_new_condition", new_condition_is_heard_during_a_pause); }

TEST_CASE("an alarm merged over two patients is found") { expect_found("alarm_merged_over_two_patients", patients_have_alarms_of_their_own); }
