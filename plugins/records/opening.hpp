#pragma once
// From the rows of a patient to what they say, and back. Any thread: the vault never changes.

#include <string>
#include <vector>

#include <vestibule/store.hpp>

#include "history_store.hpp"
#include "patients_store.hpp"
#include "vault.hpp"

namespace vestibule::records {

/// A record as read: the row, its key, and who it is.
struct OpenRecord {
  PatientRow row;
  SealKey key;
  Person person;
};

/// The row that counts for `id`, following merges. not_found: there is none, or it was erased.
Result<PatientRow> find_kept(soci::session& sql, const PatientId& id);
/// The record of that very row. not_found: it was erased.
Result<OpenRecord> open_row(const Vault& vault, PatientRow row);
/// find_kept and open_row.
Result<OpenRecord> open_kept(soci::session& sql, const Vault& vault, const PatientId& id);
/// The record and all that were merged into it, itself first.
std::vector<PatientId> family_of(soci::session& sql, const PatientId& kept);

std::string seal_person(const OpenRecord& record, RandomStream& chance);

template <class T>
std::string seal_as(const SealKey& key, const PatientId& patient, const std::string& field, const T& value, RandomStream& chance) {
  return seal(key, patient.text(), field, encode_text(value), chance);
}
template <class T>
Result<T> unseal_as(const SealKey& key, const PatientId& patient, const std::string& field, const std::string& sealed) {
  VESTIBULE_TRY(const auto text, unseal(key, patient.text(), field, sealed));
  return decode_text<T>(text);
}

/// The whole history of the record and of those merged into it.
Result<History> read_history(soci::session& sql, const Vault& vault, const PatientId& kept);
/// The reply to records.summary.
Result<Summary> read_summary(soci::session& sql, const Vault& vault, const VisitRow& visit);
/// The reply to records.patient.
Result<PatientRecord> read_record(soci::session& sql, const Vault& vault, const PatientId& id);
/// What a list shows of a patient.
FoundPatient shown(const OpenRecord& record);

}  // namespace vestibule::records
