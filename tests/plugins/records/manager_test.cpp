// The questions of those who answer for the house.

#include "house.hpp"

using namespace vestibule;
using namespace vestibule::records;

namespace {

struct Clinic : House {
  Clinic() : House(with_doorman()) {}

  PatientId ana = registered("García", "Ana"), luis = registered("Gómez", "Luis");
  Instant from = options.start - std::chrono::hours{1}, until = options.start + std::chrono::hours{24};

  VisitId plan(const PatientId& patient, const char* doctor, int hour) {
    return do_as<VisitWritten>("records.plan_visit", PlanVisit{patient, "surgery", doctor, options.start + std::chrono::hours{hour}, 20})->visit;
  }
  void medicate(const PatientId& patient, std::int64_t minor, const char* currency) {
    REQUIRE(do_as<ItemAdded>("records.add_medication", AddMedication{patient, {Text{"Salbutamol"}, {}, {}}, {}, {}, {}, Cost{minor, currency}}));
  }
};

}  // namespace

TEST_CASE("appointments and workload of each doctor") {
  Clinic house;
  const auto first = house.plan(house.ana, "dr-1", 2), second = house.plan(house.luis, "dr-1", 1);
  house.plan(house.luis, "dr-2", 1);
  OpenVisit open;
  open.patient = house.ana;
  open.planned = first;
  REQUIRE(house.do_as<VisitWritten>("records.open_visit", open));
  house.run_for(std::chrono::minutes{25});
  REQUIRE(house.do_as<VisitWritten>("records.close_visit", CloseVisit{house.ana, first, VisitState::closed, {}, {}}));
  REQUIRE(house.do_as<VisitWritten>("records.close_visit", CloseVisit{house.luis, second, VisitState::missed, {}, {}}));
  const auto list = house.ask_as<Appointments>("records.appointments", AppointmentsAsked{"dr-1", house.from, house.until});
  REQUIRE_MESSAGE(list, list.error().message);
  REQUIRE(list->appointments.size() == 2);
  CHECK(list->appointments[0].visit == second);
  CHECK(list->appointments[1].opened == house.options.start);
  const auto load = house.ask_as<Workload>("records.workload", SpanAsked{house.from, house.until, {}});
  REQUIRE_MESSAGE(load, load.error().message);
  REQUIRE(load->doctors.size() == 2);
  const auto& one = load->doctors[0];
  CHECK(one.doctor == "dr-1");
  CHECK(one.appointments == 2);
  CHECK(one.attended == 1);
  CHECK(one.missed == 1);
  CHECK(one.visits == 1);
  CHECK(one.minutes == 25);
  CHECK(house.ask_as<Workload>("records.workload", SpanAsked{house.until, house.from, {}}).error().code == Code::invalid);
}

TEST_CASE("medications, surgeries and costs per patient, merged records counted as one") {
  Clinic house;
  house.medicate(house.ana, 1000, "EUR");
  house.medicate(house.luis, 250, "EUR");
  house.medicate(house.luis, 99, "USD");
  REQUIRE(house.do_as<ItemAdded>("records.add_procedure", AddProcedure{house.luis, {Text{"Appendectomy"}, {}, {}}, true, {}, {}, {}}));
  const SpanAsked span{house.from, house.until, {}};
  auto treatments = house.ask_as<Treatments>("records.treatments", span);
  REQUIRE_MESSAGE(treatments, treatments.error().message);
  CHECK(treatments->patients == 2);
  CHECK(treatments->medications == 3);
  CHECK(treatments->surgeries == 1);
  CHECK(treatments->most.at(0).patient == house.luis);
  auto costs = house.ask_as<MedicationCosts>("records.medication_costs", span);
  REQUIRE_MESSAGE(costs, costs.error().message);
  REQUIRE(costs->totals.size() == 2);
  CHECK(costs->totals[0].total.minor == 1250);
  CHECK(costs->most.at(0).patient == house.ana);
  REQUIRE(house.do_as<Done>("records.merge", Merge{house.ana, house.luis, "same"}));
  treatments = house.ask_as<Treatments>("records.treatments", span);
  CHECK(treatments->patients == 1);
  CHECK(treatments->most.at(0).medications == 3);
  CHECK(house.ask_as<MedicationCosts>("records.medication_costs", span)->most.at(0).total.minor == 1250);
}

TEST_CASE("who saw a patient is told, those who looked at a merged record included") {
  Clinic house;
  REQUIRE(house.patient(house.luis));
  REQUIRE(house.history(house.luis));
  REQUIRE(house.do_as<Done>("records.merge", Merge{house.ana, house.luis, "same"}));
  REQUIRE(house.patient(house.luis));
  const auto seen = house.ask_as<WhoSaw>("records.who_saw", WhoSawAsked{house.luis, {}, {}, {}, {}});
  REQUIRE_MESSAGE(seen, seen.error().message);
  std::vector<std::string> what;
  for (const auto& look : seen->looks) what.push_back(look.what);
  REQUIRE(what.size() == 4);
  CHECK(what == std::vector<std::string>{"records.patient", "records.merge", "records.history", "records.patient"});
  CHECK(seen->looks[0].outcome == "ok");
  const auto page = house.ask_as<WhoSaw>("records.who_saw", WhoSawAsked{house.luis, {}, {}, seen->looks[1].sequence, 1});
  REQUIRE(page->looks.size() == 1);
  CHECK(page->looks[0].sequence == seen->looks[2].sequence);
}
