#pragma once
// The rows of the tables, as values.

#include <boost/describe.hpp>

#include <string>
#include <vector>

#include <vestibule/records_history_wire.hpp>
#include <vestibule/records_import_wire.hpp>

namespace vestibule::records {

struct PatientRow {
  PatientId id;
  RecordState state{};
  PatientId merged_into;  ///< empty: into none
  bool restricted = false;
  int revision = 1;
  Instant since{};
  std::string wrapped, person;  ///< the patient's key; who it is, sealed with it. Both empty: erased
};

/// `sealed` is a SealedItem, SealedVisit or SealedDocument.
struct ItemRow {
  ItemId id;
  PatientId patient;
  ItemKind kind{};
  ItemState state{};
  bool surgery = false;
  std::string performer;
  Cost cost;
  Instant written{}, stopped{};
  std::string author, sealed;
};

struct VisitRow {
  VisitId id;
  PatientId patient;
  VisitState state{};
  std::string department, doctor, outcome, reference;
  Instant planned{}, opened{}, closed{};  ///< the epoch: not
  int minutes = 0;
  std::string sealed;
};

struct DocumentRow {
  DocumentId id;
  PatientId patient;
  std::string kind, digest;
  Instant written{};
  std::string sealed;
};

struct ImportRecord {
  std::string id;
  bool finished = false;
  int total = 0, done = 0, imported = 0, refused = 0;
  Instant begun{};
  std::vector<ImportRowFault> faults;
  std::string sealed;
};

// ---- what is sealed, as JSON

struct SealedItem {
  Coded what;
  std::optional<Private<Severity>> severity;
  MaybeText reaction, dose, note, reason;
  MaybeDate since;
};
BOOST_DESCRIBE_STRUCT(SealedItem, (), (what, severity, reaction, dose, note, reason, since))

struct SealedVisit {
  MaybeText note;
};
BOOST_DESCRIBE_STRUCT(SealedVisit, (), (note))

struct SealedDocument {
  Text title, location;
};
BOOST_DESCRIBE_STRUCT(SealedDocument, (), (title, location))

/// An enumerator as its word, and back; a word the table should not hold is the first enumerator.
template <class E>
std::string word_of(E value) { return boost::describe::enum_to_string(value, "?"); }
template <class E>
E enum_of(const std::string& word) {
  E value{};
  boost::describe::enum_from_string(word.c_str(), value);
  return value;
}

inline bool never(Instant at) { return at == Instant{}; }

}  // namespace vestibule::records
