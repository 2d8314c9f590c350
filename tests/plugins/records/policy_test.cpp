// Everybody sees those whom the policy lets them see, in lists too.

#include "guarded.hpp"

using namespace vestibule;
using namespace vestibule::records;

TEST_CASE("a doctor finds and reads those they look after, and no others") {
  Guarded guarded;
  CHECK(guarded.named("doctor", "dr-1") == std::vector{guarded.luis});
  CHECK(guarded.named("doctor", "dr-2").empty());
  CHECK(guarded.named("clerk", "carla").size() == 2);
  CHECK(guarded.asked<PatientRecord>("doctor", "dr-1", "records.patient", PatientAsked{guarded.luis}));
  CHECK(guarded.asked<PatientRecord>("doctor", "dr-1", "records.patient", PatientAsked{guarded.ana}).error().code == Code::denied);
  CHECK(guarded.asked<PatientRecord>("doctor", "dr-1", "records.patient", PatientAsked{PatientId{"nobody"}}).error().code == Code::denied);
}

TEST_CASE("a merge needs the right to both records") {
  Guarded guarded;
  CHECK(guarded.done<Done>("doctor", "dr-1", "records.merge", Merge{guarded.luis, guarded.ana, "same"}).error().code == Code::denied);
  CHECK(guarded.done<Done>("clerk", "carla", "records.merge", Merge{guarded.luis, guarded.ana, "same"}));
  CHECK(guarded.asked<PatientRecord>("doctor", "dr-1", "records.patient", PatientAsked{guarded.ana}));
}

TEST_CASE("a restricted record is shown to those who look after the patient alone, in no list either") {
  Guarded guarded;
  REQUIRE(guarded.done<Done>("clerk", "carla", "records.restrict", Restrict{guarded.luis, true}));
  CHECK(guarded.named("clerk", "carla") == std::vector{guarded.ana});
  CHECK(guarded.named("doctor", "dr-1") == std::vector{guarded.luis});
  const auto likely = guarded.asked<Duplicates>("clerk", "carla", "records.duplicates", PatientAsked{guarded.ana});
  REQUIRE(likely);
  CHECK(likely->likely.empty());
}

TEST_CASE("care ends some days after the visit") {
  Guarded guarded;
  REQUIRE(guarded.done<VisitWritten>("doctor", "dr-1", "records.close_visit", CloseVisit{guarded.luis, guarded.visit, VisitState::closed, {}, {}}));
  CHECK(guarded.named("doctor", "dr-1").size() == 1);
  guarded.house->run_for(std::chrono::hours{24 * 31});
  CHECK(guarded.named("doctor", "dr-1").empty());
}

TEST_CASE("what the policy hides is in no answer, and who was refused stands among those who looked") {
  Guarded guarded;
  CHECK_FALSE(guarded.asked<PatientRecord>("clerk", "carla", "records.patient", PatientAsked{guarded.ana})->person.birth_date);
  CHECK(guarded.asked<PatientRecord>("doctor", "dr-1", "records.patient", PatientAsked{guarded.luis})->person.birth_date);
  CHECK_FALSE(guarded.asked<PatientRecord>("doctor", "dr-9", "records.patient", PatientAsked{guarded.ana}));
  const auto seen = guarded.asked<WhoSaw>("clerk", "carla", "records.who_saw", WhoSawAsked{guarded.ana, {}, {}, {}, {}});
  REQUIRE(seen);
  REQUIRE(seen->looks.size() >= 2);
  CHECK(seen->looks[0].actor == "dr-9");
  CHECK(seen->looks[0].outcome == "denied");
  CHECK(seen->looks[1].actor == "carla");
}
