#pragma once
// A record as HL7 FHIR R4 resources (hl7.org/fhir/R4): Patient, AllergyIntolerance, Condition, MedicationStatement, Procedure and
// Encounter in a Bundle of type collection. Pure.

#include <vestibule/records_history_wire.hpp>

namespace vestibule::records {

json::value fhir_bundle(const PatientRecord& record, const History& history, Instant now);

}  // namespace vestibule::records
