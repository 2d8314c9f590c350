#pragma once
// What other plugins may use of records: whom something is about, and what has happened. Nothing here identifies anybody.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/policy.hpp>
#include <vestibule/records_wire.hpp>

namespace vestibule::records {

/// A patient was registered, by a clerk or at a kiosk.
struct PatientRegistered {
  static constexpr std::string_view name = "records.patient_registered";
  PatientId patient;
  bool complete = true;
};
BOOST_DESCRIBE_STRUCT(PatientRegistered, (), (patient, complete))

/// Something in the record has changed: person, history, documents, consents.
struct RecordChanged {
  static constexpr std::string_view name = "records.record_changed";
  PatientId patient;
  std::string what;  ///< "person", "allergy", "visit", ...
};
BOOST_DESCRIBE_STRUCT(RecordChanged, (), (patient, what))

/// Two records are one person's: whoever holds `merged` means `kept` from now on.
struct PatientsMerged {
  static constexpr std::string_view name = "records.patients_merged";
  PatientId kept, merged;
};
BOOST_DESCRIBE_STRUCT(PatientsMerged, (), (kept, merged))

/// They were two people after all.
struct PatientsUnmerged {
  static constexpr std::string_view name = "records.patients_unmerged";
  PatientId kept, unmerged;
};
BOOST_DESCRIBE_STRUCT(PatientsUnmerged, (), (kept, unmerged))

/// What told who the patient is cannot be read any more, by nobody.
struct PatientErased {
  static constexpr std::string_view name = "records.patient_erased";
  PatientId patient;
};
BOOST_DESCRIBE_STRUCT(PatientErased, (), (patient))

/// A visit was planned, opened, closed, missed or cancelled.
struct VisitChanged {
  static constexpr std::string_view name = "records.visit_changed";
  VisitId visit;
  PatientId patient;
  std::string department;
  VisitState state = VisitState::planned;
};
BOOST_DESCRIBE_STRUCT(VisitChanged, (), (visit, patient, department, state))

/// All rows of a file were dealt with.
struct ImportFinished {
  static constexpr std::string_view name = "records.import_finished";
  std::string import;
  int imported = 0, refused = 0;
};
BOOST_DESCRIBE_STRUCT(ImportFinished, (), (import, imported, refused))

/// Loop thread only; answers from memory.
class Directory {
 public:
  virtual ~Directory() = default;
  /// The facts the gate asks for: who looks after this patient now, or has lately; of a merged record, those of the one kept.
  /// A patient nobody looks after, or an unknown one, is a subject without departments and carers.
  virtual Subject subject_of(const PatientId& patient) const = 0;
  /// The record that counts for this one: itself, or the one it was merged into.
  virtual PatientId kept(const PatientId& patient) const = 0;
  /// Whose open or planned visit that is; nothing if there is none such.
  virtual std::optional<PatientId> patient_of(const VisitId& visit) const = 0;
  /// The open visit that was linked to `reference` by records.link_visit: "token 01J...".
  virtual std::optional<VisitId> visit_of(std::string_view reference) const = 0;
  /// The patient's open visits, the latest last.
  virtual std::vector<VisitId> open_visits(const PatientId& patient) const = 0;
};

}  // namespace vestibule::records
