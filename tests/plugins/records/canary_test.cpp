// What identifies a patient stands nowhere but in answers to those who ask.

#include "house.hpp"

using namespace vestibule;
using namespace vestibule::records;

namespace {

/// Each string is told once, to one field.
const std::vector<std::string> canaries{"CanaryFamily", "CanaryGiven", "CANARY77NUMBER", "canary.mail@example.org", "CanaryStreet", "CanaryCity",
                                        "CanaryKin", "CanaryAllergy", "CanaryReaction", "CanaryCondition", "CanaryCode", "CanaryNote", "CanaryTitle",
                                        "canary://location", "CanaryReason", "CanaryVisit", "1983-07-19", "CanaryImport"};

PatientId tell_all(House& house) {
  auto person = sample::person("CanaryFamily", "CanaryGiven", "1983-07-19", "CANARY77NUMBER");
  person.contacts.push_back({ContactKind::email, Text{"canary.mail@example.org"}});
  person.address = Address{Text{"CanaryStreet"}, Text{"CanaryCity"}, {}, {}};
  person.next_of_kin.push_back({Text{"CanaryKin"}, {}, {}});
  const auto id = house.registered(person);
  AddAllergy allergy;
  allergy.patient = id;
  allergy.substance = {Text{"CanaryAllergy"}, {}, {}};
  allergy.reaction = Text{"CanaryReaction"};
  const auto added = house.do_as<ItemAdded>("records.add_allergy", allergy);
  REQUIRE(added);
  REQUIRE(house.do_as<ItemAdded>("records.add_condition", AddCondition{id, {Text{"CanaryCondition"}, Text{"CanaryCode"}, {}}, Text{"CanaryNote"}, {}}));
  REQUIRE(house.do_as<DocumentAdded>("records.add_document", AddDocument{id, "letter", Text{"CanaryTitle"}, Text{"canary://location"}, {}}));
  REQUIRE(house.do_as<Done>("records.stop", Stop{id, added->item, ItemState::ended, Text{"CanaryReason"}}));
  OpenVisit open;
  open.patient = id;
  open.department = "surgery";
  const auto visit = house.do_as<VisitWritten>("records.open_visit", open);
  REQUIRE(visit);
  REQUIRE(house.do_as<VisitWritten>("records.close_visit", CloseVisit{id, visit->visit, VisitState::closed, {}, Text{"CanaryVisit"}}));
  const auto twin = house.registered("Other", "One");
  REQUIRE(house.do_as<Done>("records.merge", Merge{id, twin, "same"}));
  REQUIRE(house.do_as<ImportBegun>("records.import", Import{Text{"family_name\nCanaryImport\n"}, false}));
  return id;
}

void check_absent(const std::string& where, const std::string& text) {
  CAPTURE(where);
  for (const auto& canary : canaries) {
    CAPTURE(canary);
    CHECK(text.find(canary) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("no file of the house, entry, event, topic or log holds what identifies anybody") {
  House house;
  const auto id = tell_all(house);
  house.run_for(std::chrono::seconds{1});
  REQUIRE(house.patient(id));
  Search search;
  search.name = Text{"CanaryFamily"};
  REQUIRE(house.find(search)->patients.size() == 1);
  for (const char* name : {"records.add_allergy", "records.search", "records.amend"})
    static_cast<void>(house.ask(name, json::object{{"patient", "CanaryFamily"}, {"name", 5}}));  // refusals say nothing either
  for (const auto& entry : house.entries()) check_absent(entry.command, entry.request + entry.reply + entry.events + entry.object);
  for (const auto& [topic, payload] : house.no_bus.retained) check_absent(topic, topic + payload);
  for (const auto& line : house.log.lines) check_absent("log", line);
  house.close();
  check_absent("files", house.bytes());
}

TEST_CASE("an export holds all that was told") {
  House house;
  const auto id = tell_all(house);
  for (const auto format : {ExportFormat::json, ExportFormat::csv, ExportFormat::fhir}) {
    const auto all = house.ask_as<Exported>("records.export", ExportAsked{id, format});
    REQUIRE_MESSAGE(all, all.error().message);
    for (const auto& canary : canaries) {
      if (canary == "CanaryImport") continue;  // another patient's
      const bool beyond_fhir = canary == "CanaryReason" || canary == "CanaryVisit" || canary == "CanaryTitle" || canary == "canary://location";
      if (format == ExportFormat::fhir && beyond_fhir) continue;
      CAPTURE(canary);
      CHECK(all->content.reveal().find(canary) != std::string::npos);
    }
  }
}
