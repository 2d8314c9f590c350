#pragma once
// The tables of patients, of what they are found by, and of their consents.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <vestibule/store.hpp>

#include "rows.hpp"
#include "terms.hpp"

namespace vestibule::records {

/// The fingerprint of the key the database was written with; empty: none yet.
std::string read_fingerprint(soci::session& sql);
void write_fingerprint(soci::session& sql, const std::string& fingerprint);

void insert(soci::session& sql, const PatientRow& row);
void update(soci::session& sql, const PatientRow& row);
std::optional<PatientRow> read_patient(soci::session& sql, const PatientId& id);
/// Those merged into `id` directly, in the order of their ids.
std::vector<PatientId> merged_into(soci::session& sql, const PatientId& id);

void replace_terms(soci::session& sql, const PatientId& id, const std::set<std::int64_t>& terms);
/// Patients, also merged ones, with a term of each; at most `limit`, in the order of their ids.
std::vector<PatientId> patients_with(soci::session& sql, const std::vector<AnyOf>& all, int limit);

void write_consent(soci::session& sql, const PatientId& id, const Consent& consent);
std::vector<Consent> read_consents(soci::session& sql, const PatientId& id);

struct MergedPair {
  PatientId merged, kept;
};
std::vector<MergedPair> all_merged(soci::session& sql);
std::vector<PatientId> all_restricted(soci::session& sql);

/// Overwrites the key and all that tells who somebody is. What counts (dates, departments, costs) stays.
void erase_patient(soci::session& sql, const PatientId& id);

}  // namespace vestibule::records
