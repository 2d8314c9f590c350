#include "fhir.hpp"

#include "person.hpp"
#include "rows.hpp"

namespace vestibule::records {
namespace {

json::object concept_of(const Coded& what) {
  json::object made{{"text", what.text.reveal()}};
  if (what.code) {
    json::object coding{{"code", what.code->reveal()}};
    if (what.system) coding["system"] = *what.system;
    made["coding"] = json::array{std::move(coding)};
  }
  return made;
}

json::object status_of(const char* system, const char* code) {
  return {{"coding", json::array{json::object{{"system", system}, {"code", code}}}}};
}

json::array identifiers_of(const Person& person) {
  json::array all;
  for (const auto& identifier : person.identifiers) {
    json::object one{{"type", json::object{{"text", identifier.kind}}}, {"value", identifier.value.reveal()}};
    if (identifier.issuer) one["assigner"] = json::object{{"display", *identifier.issuer}};
    all.push_back(std::move(one));
  }
  return all;
}

json::array names_of(const Person& person) {
  json::array all;
  for (const auto& name : person.names) {
    const auto use = name.use.value_or(NameUse::official);
    // FHIR's own codes: a birth name is "maiden", and a transliteration an official name in another script.
    json::object one{{"use", use == NameUse::birth ? "maiden" : use == NameUse::nickname ? "nickname" : "official"}};
    if (name.family) one["family"] = name.family->reveal();
    if (name.given) one["given"] = json::array{json::value(name.given->reveal())};
    all.push_back(std::move(one));
  }
  return all;
}

json::array contacts_of(const Person& person) {
  json::array all;
  for (const auto& contact : person.contacts) {
    json::object one{{"system", contact.kind == ContactKind::email ? "email" : "phone"}, {"value", contact.value.reveal()}};
    if (contact.kind == ContactKind::mobile) one["use"] = "mobile";
    all.push_back(std::move(one));
  }
  return all;
}

json::object address_of(const Address& address) {
  json::object one;
  if (address.street) one["line"] = json::array{json::value(address.street->reveal())};
  if (address.city) one["city"] = address.city->reveal();
  if (address.postal_code) one["postalCode"] = address.postal_code->reveal();
  if (address.country) one["country"] = *address.country;
  return one;
}

/// FHIR knows no empty array.
void put(json::object& to, const char* name, json::array items) {
  if (!items.empty()) to[name] = std::move(items);
}

json::object patient_of(const PatientRecord& record) {
  const Person& person = record.person;
  json::object made{{"resourceType", "Patient"}, {"id", record.patient.text()}, {"active", true}};
  put(made, "identifier", identifiers_of(person));
  put(made, "name", names_of(person));
  put(made, "telecom", contacts_of(person));
  if (person.sex) made["gender"] = word_of(person.sex->reveal());
  if (person.birth_date) made["birthDate"] = to_iso(person.birth_date->reveal());
  if (person.address) made["address"] = json::array{address_of(*person.address)};
  if (person.language)
    made["communication"] = json::array{json::object{
        {"language", json::object{{"coding", json::array{json::object{{"system", "urn:ietf:bcp:47"}, {"code", *person.language}}}}}}, {"preferred", true}}};
  json::array kin;
  for (const auto& one : person.next_of_kin) {
    json::object contact{{"name", json::object{{"text", one.name.reveal()}}}};
    if (one.relation) contact["relationship"] = json::array{json::object{{"text", one.relation->reveal()}}};
    if (one.contact)
      contact["telecom"] = json::array{json::object{{"system", one.contact->reveal().find('@') == std::string::npos ? "phone" : "email"}, {"value", one.contact->reveal()}}};
    kin.push_back(std::move(contact));
  }
  put(made, "contact", std::move(kin));
  return made;
}

json::object reference_to(const PatientId& patient) { return {{"reference", "Patient/" + patient.text()}}; }

void put_note(json::object& to, const MaybeText& note) {
  if (note) to["note"] = json::array{json::object{{"text", note->reveal()}}};
}

json::object allergy_of(const HistoryEntry& entry, const PatientId& patient) {
  json::object made{{"resourceType", "AllergyIntolerance"}, {"id", entry.item.text()}, {"patient", reference_to(patient)}};
  const bool mistaken = entry.state == ItemState::mistaken;
  made["verificationStatus"] = status_of("http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", mistaken ? "entered-in-error" : "confirmed");
  // The standard forbids a clinical status beside entered-in-error (ait-2).
  if (!mistaken)
    made["clinicalStatus"] =
        status_of("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", entry.state == ItemState::active ? "active" : "resolved");
  made["code"] = concept_of(entry.what);
  if (entry.since) made["onsetDateTime"] = to_iso(entry.since->reveal());
  made["recordedDate"] = to_iso(entry.written);
  if (entry.reaction || entry.severity) {
    json::object reaction{{"manifestation", json::array{json::object{{"text", entry.reaction ? entry.reaction->reveal() : entry.what.text.reveal()}}}}};
    if (entry.severity) reaction["severity"] = word_of(entry.severity->reveal());
    made["reaction"] = json::array{std::move(reaction)};
  }
  put_note(made, entry.note);
  return made;
}

json::object condition_of(const HistoryEntry& entry, const PatientId& patient) {
  json::object made{{"resourceType", "Condition"}, {"id", entry.item.text()}, {"subject", reference_to(patient)}};
  const bool mistaken = entry.state == ItemState::mistaken;
  made["verificationStatus"] = status_of("http://terminology.hl7.org/CodeSystem/condition-ver-status", mistaken ? "entered-in-error" : "confirmed");
  if (!mistaken)  // con-5
    made["clinicalStatus"] = status_of("http://terminology.hl7.org/CodeSystem/condition-clinical", entry.state == ItemState::active ? "active" : "resolved");
  made["code"] = concept_of(entry.what);
  if (entry.since) made["onsetDateTime"] = to_iso(entry.since->reveal());
  made["recordedDate"] = to_iso(entry.written);
  put_note(made, entry.note);
  return made;
}

json::object medication_of(const HistoryEntry& entry, const PatientId& patient) {
  json::object made{{"resourceType", "MedicationStatement"}, {"id", entry.item.text()}, {"subject", reference_to(patient)}};
  made["status"] = entry.state == ItemState::active ? "active" : entry.state == ItemState::ended ? "completed" : "entered-in-error";
  made["medicationCodeableConcept"] = concept_of(entry.what);
  made["dateAsserted"] = to_iso(entry.written);
  if (entry.since) made["effectivePeriod"] = json::object{{"start", to_iso(entry.since->reveal())}};
  if (entry.dose) made["dosage"] = json::array{json::object{{"text", entry.dose->reveal()}}};
  put_note(made, entry.note);
  return made;
}

json::object procedure_of(const HistoryEntry& entry, const PatientId& patient) {
  json::object made{{"resourceType", "Procedure"}, {"id", entry.item.text()}, {"subject", reference_to(patient)}};
  made["status"] = entry.state == ItemState::mistaken ? "entered-in-error" : "completed";
  made["code"] = concept_of(entry.what);
  if (entry.since) made["performedDateTime"] = to_iso(entry.since->reveal());
  if (entry.performer) made["performer"] = json::array{json::object{{"actor", json::object{{"display", *entry.performer}}}}};
  if (entry.surgery.value_or(false))
    made["category"] = json::object{{"coding", json::array{json::object{{"system", "http://snomed.info/sct"}, {"code", "387713003"}, {"display", "Surgical procedure"}}}}};
  put_note(made, entry.note);
  return made;
}

json::object encounter_of(const VisitEntry& visit, const PatientId& patient) {
  const char* status = visit.state == VisitState::planned ? "planned" : visit.state == VisitState::open ? "in-progress" : visit.state == VisitState::closed ? "finished" : "cancelled";
  json::object made{{"resourceType", "Encounter"}, {"id", visit.visit.text()}, {"subject", reference_to(patient)}, {"status", status}};
  made["class"] = json::object{{"system", "http://terminology.hl7.org/CodeSystem/v3-ActCode"}, {"code", "AMB"}};
  made["serviceType"] = json::object{{"text", visit.department}};
  json::object period;
  if (const auto begin = visit.opened ? visit.opened : visit.planned) period["start"] = to_iso(*begin);
  if (visit.opened && visit.closed) period["end"] = to_iso(*visit.closed);
  if (!period.empty()) made["period"] = std::move(period);
  if (visit.doctor) made["participant"] = json::array{json::object{{"individual", json::object{{"display", *visit.doctor}}}}};
  return made;
}

json::object resource_of(const HistoryEntry& entry, const PatientId& patient) {
  switch (entry.kind) {
    case ItemKind::allergy: return allergy_of(entry, patient);
    case ItemKind::condition: return condition_of(entry, patient);
    case ItemKind::medication: return medication_of(entry, patient);
    case ItemKind::procedure: break;
  }
  return procedure_of(entry, patient);
}

}  // namespace

json::value fhir_bundle(const PatientRecord& record, const History& history, Instant now) {
  json::array entries;
  const auto add = [&](json::object resource) { entries.push_back(json::object{{"resource", std::move(resource)}}); };
  add(patient_of(record));
  for (const auto& entry : history.items) add(resource_of(entry, record.patient));
  for (const auto& visit : history.visits) add(encounter_of(visit, record.patient));
  return json::object{{"resourceType", "Bundle"}, {"type", "collection"}, {"timestamp", to_iso(now)}, {"entry", std::move(entries)}};
}

}  // namespace vestibule::records
