// A record as the standard writes it.

#include "fhir.hpp"

#include <doctest/doctest.h>

#include "people.hpp"

using namespace vestibule;
using namespace vestibule::records;

namespace {

HistoryEntry entry(const char* id, ItemKind kind, const char* text) {
  HistoryEntry made;
  made.item = ItemId{id};
  made.kind = kind;
  made.what.text = Text{text};
  made.what.code = Text{"42"};
  made.what.system = "http://snomed.info/sct";
  return made;
}

std::string at(const json::value& value, const char* pointer) {
  json::error_code error;
  const json::value* found = value.find_pointer(pointer, error);
  return !found ? "nothing" : found->is_string() ? std::string(found->as_string()) : json::serialize(*found);
}

}  // namespace

TEST_CASE("a whole record is a bundle of the resources it holds") {
  PatientRecord record;
  record.patient = PatientId{"p1"};
  record.person = sample::person("García", "Ana", "1980-02-01", "123");
  record.person.names.push_back({NameUse::birth, Text{"López"}, {}});
  record.person.sex = Private<Sex>{Sex::female};
  record.person.contacts.push_back({ContactKind::mobile, Text{"600112233"}});
  record.person.language = "es";
  History history;
  history.items = {entry("i1", ItemKind::allergy, "Penicillin"), entry("i2", ItemKind::condition, "Asthma"), entry("i3", ItemKind::medication, "Salbutamol"),
                   entry("i4", ItemKind::procedure, "Appendectomy")};
  history.items[0].severity = Private<Severity>{Severity::severe};
  history.items[1].state = ItemState::mistaken;
  history.items[3].surgery = true;
  VisitEntry visit;
  visit.visit = VisitId{"v1"};
  visit.state = VisitState::closed;
  visit.opened = *instant_from_iso("2026-11-23T08:00:00Z");
  visit.closed = *instant_from_iso("2026-11-23T08:30:00Z");
  visit.doctor = "dr-1";
  history.visits.push_back(visit);

  const auto bundle = fhir_bundle(record, history, *visit.closed);
  CHECK(at(bundle, "/resourceType") == "Bundle");
  CHECK(at(bundle, "/type") == "collection");
  REQUIRE(bundle.at("entry").as_array().size() == 6);
  CHECK(at(bundle, "/entry/0/resource/resourceType") == "Patient");
  CHECK(at(bundle, "/entry/0/resource/name/0/family") == "García");
  CHECK(at(bundle, "/entry/0/resource/name/1/use") == "maiden");
  CHECK(at(bundle, "/entry/0/resource/gender") == "female");
  CHECK(at(bundle, "/entry/0/resource/birthDate") == "1980-02-01");
  CHECK(at(bundle, "/entry/1/resource/resourceType") == "AllergyIntolerance");
  CHECK(at(bundle, "/entry/1/resource/code/coding/0/code") == "42");
  CHECK(at(bundle, "/entry/1/resource/reaction/0/severity") == "severe");
  CHECK(at(bundle, "/entry/1/resource/patient/reference") == "Patient/p1");
  CHECK(at(bundle, "/entry/2/resource/verificationStatus/coding/0/code") == "entered-in-error");
  CHECK(at(bundle, "/entry/2/resource/clinicalStatus") == "nothing");
  CHECK(at(bundle, "/entry/3/resource/medicationCodeableConcept/text") == "Salbutamol");
  CHECK(at(bundle, "/entry/4/resource/category/coding/0/code") == "387713003");
  CHECK(at(bundle, "/entry/5/resource/status") == "finished");
  CHECK(at(bundle, "/entry/5/resource/period/end") == "2026-11-23T08:30:00.000Z");
}

TEST_CASE("nothing empty stands in a bundle") {
  PatientRecord record;
  record.patient = PatientId{"p1"};
  record.person = sample::person("García", "");
  const auto text = json::serialize(fhir_bundle(record, {}, {}));
  CHECK(text.find("[]") == text.npos);
  CHECK(text.find("{}") == text.npos);
  CHECK(text.find("null") == text.npos);
}
