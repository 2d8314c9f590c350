// The history and the visits.

#include "house.hpp"

using namespace vestibule;
using namespace vestibule::records;

namespace {
Coded coded(const char* text) { return {Text{text}, {}, {}}; }
}  // namespace

TEST_CASE("what is written is read again, the latest first, and ends once") {
  House house;
  const auto id = house.registered("García", "Ana");
  AddAllergy allergy;
  allergy.patient = id;
  allergy.substance = coded("Penicillin");
  allergy.severity = Private<Severity>{Severity::severe};
  const auto added = house.do_as<ItemAdded>("records.add_allergy", allergy);
  REQUIRE_MESSAGE(added, added.error().message);
  house.run_for(std::chrono::minutes{1});
  REQUIRE(house.do_as<ItemAdded>("records.add_condition", AddCondition{id, coded("Asthma"), Text{"since childhood"}, {}}));
  house.run_for(std::chrono::minutes{1});
  REQUIRE(house.do_as<ItemAdded>("records.add_medication", AddMedication{id, coded("Salbutamol"), Text{"2 puffs"}, {}, {}, Cost{1250, "EUR"}}));
  house.run_for(std::chrono::minutes{1});
  REQUIRE(house.do_as<ItemAdded>("records.add_procedure", AddProcedure{id, coded("Appendectomy"), true, "dr-1", {}, {}}));
  auto history = house.history(id);
  REQUIRE_MESSAGE(history, history.error().message);
  REQUIRE(history->items.size() == 4);
  CHECK(history->items[0].kind == ItemKind::procedure);
  CHECK(history->items[0].surgery == true);
  CHECK(history->items[1].cost->minor == 1250);
  CHECK(history->items[3].what.text.reveal() == "Penicillin");
  CHECK(history->items[3].author == "tester");

  Stop stop{id, added->item, ItemState::mistaken, Text{"another patient's"}};
  REQUIRE(house.do_as<Done>("records.stop", stop));
  CHECK(house.do_as<Done>("records.stop", stop).error().code == Code::conflict);
  history = house.history(id);
  CHECK(history->items[3].state == ItemState::mistaken);
  CHECK(history->items[3].reason->reveal() == "another patient's");
  const auto other = house.registered("Gómez", "Luis");
  stop.patient = other;
  CHECK(house.do_as<Done>("records.stop", stop).error().code == Code::not_found);
}

TEST_CASE("an appointment is kept, attended and closed with a note") {
  House house;
  const auto id = house.registered("García", "Ana");
  const auto planned = house.do_as<VisitWritten>("records.plan_visit", PlanVisit{id, "surgery", "dr-1", house.options.start + std::chrono::hours{2}, 20});
  REQUIRE_MESSAGE(planned, planned.error().message);
  OpenVisit open;
  open.patient = id;
  open.planned = planned->visit;
  open.reference = "token 1";
  REQUIRE(house.do_as<VisitWritten>("records.open_visit", open));
  CHECK(house.do_as<VisitWritten>("records.open_visit", open).error().code == Code::conflict);
  CloseVisit close{id, planned->visit, VisitState::closed, "discharged", Text{"all well"}};
  REQUIRE(house.restart());
  REQUIRE(house.do_as<VisitWritten>("records.close_visit", close));
  CHECK(house.do_as<VisitWritten>("records.close_visit", close).error().code == Code::conflict);
  const auto visit = house.history(id)->visits.at(0);
  CHECK(visit.state == VisitState::closed);
  CHECK(visit.doctor == "dr-1");
  CHECK(visit.note->reveal() == "all well");
}

TEST_CASE("a visit without appointment needs a department, and one token belongs to one visit") {
  House house;
  const auto id = house.registered("García", "Ana");
  OpenVisit open;
  open.patient = id;
  CHECK(house.do_as<VisitWritten>("records.open_visit", open).error().code == Code::invalid);
  open.department = "surgery";
  const auto first = house.do_as<VisitWritten>("records.open_visit", open);
  REQUIRE(first);
  REQUIRE(house.do_as<VisitWritten>("records.link_visit", LinkVisit{first->visit, "token 7"}));
  REQUIRE(house.do_as<VisitWritten>("records.link_visit", LinkVisit{first->visit, "token 7"}));
  open.reference = "token 7";
  CHECK(house.do_as<VisitWritten>("records.open_visit", open).error().code == Code::conflict);
}

TEST_CASE("documents are kept by reference") {
  House house;
  const auto id = house.registered("García", "Ana");
  REQUIRE(house.do_as<DocumentAdded>("records.add_document", AddDocument{id, "letter", Text{"Discharge"}, Text{"archive://2026/17"}, {}}));
  CHECK(house.history(id)->documents.at(0).location.reveal() == "archive://2026/17");
  CHECK_FALSE(house.do_as<DocumentAdded>("records.add_document", AddDocument{id, "letter", Text{"x"}, Text{"y"}, "abc"}));
}
