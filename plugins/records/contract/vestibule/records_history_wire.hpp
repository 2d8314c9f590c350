#pragma once
// What a record holds beside the person: allergies, conditions, medications, procedures, visits, documents. Clinical text is Private.

#include <cstdint>

#include <vestibule/records_wire.hpp>

namespace vestibule::records {

enum class ItemKind { allergy, condition, medication, procedure };
BOOST_DESCRIBE_ENUM(ItemKind, allergy, condition, medication, procedure)
/// `mistaken`: it never was so; it stays readable as such.
enum class ItemState { active, ended, mistaken };
BOOST_DESCRIBE_ENUM(ItemState, active, ended, mistaken)
enum class Severity { mild, moderate, severe };
BOOST_DESCRIBE_ENUM(Severity, mild, moderate, severe)

/// What something is: its words, and its code in a system of codes ("http://snomed.info/sct", "http://hl7.org/fhir/sid/icd-10").
struct Coded {
  Text text;
  MaybeText code;
  std::optional<std::string> system;
};
BOOST_DESCRIBE_STRUCT(Coded, (), (text, code, system))

// ---- commands records.add_allergy, add_condition, add_medication, add_procedure

struct AddAllergy {
  PatientId patient;
  Coded substance;
  std::optional<Private<Severity>> severity;
  MaybeText reaction, note;
  MaybeDate since;
};
BOOST_DESCRIBE_STRUCT(AddAllergy, (), (patient, substance, severity, reaction, note, since))

struct AddCondition {
  PatientId patient;
  Coded condition;
  MaybeText note;
  MaybeDate since;
};
BOOST_DESCRIBE_STRUCT(AddCondition, (), (patient, condition, note, since))

/// An amount in the currency's smallest unit.
struct Cost {
  std::int64_t minor = 0;
  std::string currency;  ///< ISO 4217
};
BOOST_DESCRIBE_STRUCT(Cost, (), (minor, currency))

struct AddMedication {
  PatientId patient;
  Coded medication;
  MaybeText dose, note;
  MaybeDate since;
  std::optional<Cost> cost;  ///< of the whole course, for those who count
};
BOOST_DESCRIBE_STRUCT(AddMedication, (), (patient, medication, dose, note, since, cost))

struct AddProcedure {
  PatientId patient;
  Coded procedure;
  std::optional<bool> surgery;
  std::optional<std::string> performer;  ///< the doctor's account
  MaybeText note;
  MaybeDate since;  ///< when it was done
};
BOOST_DESCRIBE_STRUCT(AddProcedure, (), (patient, procedure, surgery, performer, note, since))

struct ItemAdded {
  ItemId item;
};
BOOST_DESCRIBE_STRUCT(ItemAdded, (), (item))

// ---- command records.stop

struct Stop {
  PatientId patient;
  ItemId item;
  ItemState state = ItemState::ended;  ///< ended or mistaken
  MaybeText reason;
};
BOOST_DESCRIBE_STRUCT(Stop, (), (patient, item, state, reason))

// ---- commands records.plan_visit, open_visit, close_visit, link_visit

struct PlanVisit {
  PatientId patient;
  std::string department;
  std::optional<std::string> doctor;  ///< the account
  Instant at{};
  int minutes = 15;
};
BOOST_DESCRIBE_STRUCT(PlanVisit, (), (patient, department, doctor, at, minutes))

struct OpenVisit {
  PatientId patient;
  std::optional<VisitId> planned;         ///< the appointment that is kept
  std::optional<std::string> department;  ///< needed if none was planned
  std::optional<std::string> doctor;
  std::optional<std::string> reference;   ///< what else is about it: "token 01J..."
};
BOOST_DESCRIBE_STRUCT(OpenVisit, (), (patient, planned, department, doctor, reference))

struct CloseVisit {
  PatientId patient;
  VisitId visit;
  VisitState state = VisitState::closed;  ///< closed; missed or cancelled if it was never opened
  std::optional<std::string> outcome;     ///< "discharged", "admitted", "referred"
  MaybeText note;
};
BOOST_DESCRIBE_STRUCT(CloseVisit, (), (patient, visit, state, outcome, note))

struct LinkVisit {
  VisitId visit;
  std::string reference;
};
BOOST_DESCRIBE_STRUCT(LinkVisit, (), (visit, reference))

struct VisitWritten {
  VisitId visit;
};
BOOST_DESCRIBE_STRUCT(VisitWritten, (), (visit))

// ---- command records.add_document: by reference, the file lies elsewhere

struct AddDocument {
  PatientId patient;
  std::string kind;                   ///< "letter", "laboratory", "image", "identity"
  Text title, location;
  std::optional<std::string> digest;  ///< SHA-256 of the file, as hex
};
BOOST_DESCRIBE_STRUCT(AddDocument, (), (patient, kind, title, location, digest))

struct DocumentAdded {
  DocumentId document;
};
BOOST_DESCRIBE_STRUCT(DocumentAdded, (), (document))

// ---- query records.history

struct HistoryEntry {
  ItemId item;
  ItemKind kind{};
  ItemState state{};
  Coded what;
  std::optional<Private<Severity>> severity;
  MaybeText reaction, dose, note, reason;
  MaybeDate since;
  std::optional<bool> surgery;
  std::optional<std::string> performer;
  std::optional<Cost> cost;
  Instant written{};
  std::optional<Instant> stopped;
  std::string author;  ///< who wrote it
};
BOOST_DESCRIBE_STRUCT(HistoryEntry, (), (item, kind, state, what, severity, reaction, dose, note, reason, since, surgery, performer, cost, written, stopped, author))

struct VisitEntry {
  VisitId visit;
  VisitState state{};
  std::string department;
  std::optional<std::string> doctor, outcome;
  std::optional<Instant> planned, opened, closed;
  std::optional<int> minutes;
  MaybeText note;
};
BOOST_DESCRIBE_STRUCT(VisitEntry, (), (visit, state, department, doctor, outcome, planned, opened, closed, minutes, note))

struct DocumentEntry {
  DocumentId document;
  std::string kind;
  Text title, location;
  std::optional<std::string> digest;
  Instant written{};
};
BOOST_DESCRIBE_STRUCT(DocumentEntry, (), (document, kind, title, location, digest, written))

struct History {
  PatientId patient;
  std::vector<HistoryEntry> items;      ///< the latest first
  std::vector<VisitEntry> visits;       ///< the latest first
  std::vector<DocumentEntry> documents;
};
BOOST_DESCRIBE_STRUCT(History, (), (patient, items, visits, documents))

// ---- query records.summary: who somebody is whom an open visit was linked to, and what must not be overlooked

struct SummaryAsked {
  std::string reference;  ///< "token 01J..."
};
BOOST_DESCRIBE_STRUCT(SummaryAsked, (), (reference))

struct Summary {
  PatientId patient;
  VisitId visit;
  bool restricted = false;
  PersonName name;
  MaybeDate birth_date;
  std::optional<Private<Sex>> sex;
  std::optional<std::string> language;
  std::vector<std::string> needs;
  std::vector<HistoryEntry> items;  ///< what is active: allergies, conditions, medications, procedures, each the latest first
  std::vector<VisitEntry> visits;   ///< the last five but this one, the latest first
};
BOOST_DESCRIBE_STRUCT(Summary, (), (patient, visit, restricted, name, birth_date, sex, language, needs, items, visits))

struct SummaryFound {
  std::optional<Summary> summary;  ///< absent: nobody's record is linked to it
};
BOOST_DESCRIBE_STRUCT(SummaryFound, (), (summary))

// ---- command records.settle_visit: the house closes a visit when what it is linked to is over

struct SettleVisit {
  VisitId visit;
};
BOOST_DESCRIBE_STRUCT(SettleVisit, (), (visit))

// ---- query records.export

enum class ExportFormat { json, csv, fhir };
BOOST_DESCRIBE_ENUM(ExportFormat, json, csv, fhir)

struct ExportAsked {
  PatientId patient;
  ExportFormat format{};
};
BOOST_DESCRIBE_STRUCT(ExportAsked, (), (patient, format))

struct Exported {
  std::string type;  ///< "application/fhir+json"
  Text content;
};
BOOST_DESCRIBE_STRUCT(Exported, (), (type, content))

}  // namespace vestibule::records
