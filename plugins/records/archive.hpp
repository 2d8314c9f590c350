#pragma once
// What all commands and queries here share: the house's key, the rows, and what memory holds of them. Loop thread, but for vault().

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/attendants.hpp>
#include <vestibule/context.hpp>
#include <vestibule/records.hpp>

#include "care.hpp"
#include "opening.hpp"

namespace vestibule::records {

struct RecordsSettings {
  std::string key_file;
  int carer_days = 30;
};
BOOST_DESCRIBE_STRUCT(RecordsSettings, (), (key_file, carer_days))

class Archive final : public Directory {
 public:
  Archive(Context& context, const RecordsSettings& settings, std::unique_ptr<const Vault> vault);

  /// Fills memory. invalid: the database was written with another key.
  Result<> load();

  Context& context;

  /// unavailable: no key file is named. Any thread; it stays as it is for good.
  Result<const Vault*> vault() const;
  soci::session& sql() const { return context.store.writing(); }
  RandomStream& chance() const { return context.random.stream("records.keys"); }
  std::string new_id() const;
  static Date day_of(Instant at) { return Date{std::chrono::floor<std::chrono::days>(at)}; }

  Care& care() { return care_; }

  /// For registrations: whom a request with a `patient` is about.
  auto about() const {
    return [this](const auto& request) { return std::optional(subject_of(request.patient)); };
  }
  static std::string object_of(const PatientId& patient) { return "patient " + patient.text(); }

  /// Asks the policy about one more patient than the host has asked about.
  Result<> check_allowed(const Actor& actor, const CommandSpec& spec, const PatientId& patient) const;

  /// Stores who `record` is after a change: person, terms, revision.
  void save_person(OpenRecord& record);
  /// A new record of a person that was checked.
  PatientId create(const Person& person, RecordState state, Instant at);
  /// Records that may be the same person's, the likeliest first; at most 10. Any session.
  static Result<std::vector<Likeness>> likely(soci::session& sql, const Vault& vault, const Person& person, const PatientId& self);
  /// Some other record, not erased, holds one of these identifiers with its kind and issuer. Any session.
  static Result<bool> identifier_taken(soci::session& sql, const Vault& vault, const Person& person, const PatientId& self);

  /// How that stands which the visit was linked to; nothing: nobody in the house knows.
  std::optional<Attention> attention(const VisitId& visit) const;
  /// Whoever writes while they attend to an open visit is its doctor from then on, if it has none.
  void attended(Act& act, const PatientId& patient);

  /// Notes a change of the patient's record in act and event.
  void changed(Act& act, const PatientId& patient, std::string what) const;

  // ---- Directory
  Subject subject_of(const PatientId& patient) const override;
  PatientId kept(const PatientId& patient) const override { return care_.kept(patient); }
  std::optional<PatientId> patient_of(const VisitId& visit) const override { return care_.patient_of(visit); }
  std::optional<VisitId> visit_of(std::string_view reference) const override { return care_.visit_of(reference); }
  std::vector<VisitId> open_visits(const PatientId& patient) const override { return care_.open_visits(patient); }

 private:
  std::unique_ptr<const Vault> vault_;
  Duration after_;
  Care care_;
  Timer pruning_;
};

// ---- one file each: what it registers
void add_registering(Archive& archive);
void add_merging(Archive& archive);
void add_searching(Archive& archive);
void add_history(Archive& archive);
void add_visits(Archive& archive);
void add_exporting(Archive& archive);
void add_managing(Archive& archive);

}  // namespace vestibule::records
