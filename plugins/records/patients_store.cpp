#include "patients_store.hpp"

#include <soci/soci.h>

namespace vestibule::records {
namespace {

using soci::into;
using soci::use;
using Wide = long long;

/// A row's columns as SOCI binds them.
struct Columns {
  std::string id, state, merged_into, wrapped, person;
  int restricted = 0, revision = 0;
  Wide since = 0;

  Columns() = default;
  explicit Columns(const PatientRow& row)
      : id(row.id.text()), state(word_of(row.state)), merged_into(row.merged_into.text()), wrapped(row.wrapped), person(row.person),
        restricted(row.restricted ? 1 : 0), revision(row.revision), since(to_millis(row.since)) {}
  PatientRow row() const {
    return {PatientId{id}, enum_of<RecordState>(state), PatientId{merged_into}, restricted != 0, revision, from_millis(since), wrapped, person};
  }
};

std::vector<PatientId> ids(soci::statement& select, const std::string& id) {
  std::vector<PatientId> all;
  for (bool more = select.execute(true); more; more = select.fetch()) all.emplace_back(id);
  return all;
}

}  // namespace

std::string read_fingerprint(soci::session& sql) {
  std::string value;
  sql << "SELECT value FROM records_meta WHERE name = 'key'", into(value);
  return sql.got_data() ? value : "";
}

void write_fingerprint(soci::session& sql, const std::string& fingerprint) {
  sql << "INSERT INTO records_meta (name, value) VALUES ('key', :value)", use(fingerprint);
}

void insert(soci::session& sql, const PatientRow& row) {
  const Columns c(row);
  sql << "INSERT INTO records_patient (id, state, merged_into, restricted, revision, since, wrapped, person)"
         " VALUES (:id, :state, :merged_into, :restricted, :revision, :since, :wrapped, :person)",
      use(c.id), use(c.state), use(c.merged_into), use(c.restricted), use(c.revision), use(c.since), use(c.wrapped), use(c.person);
}

void update(soci::session& sql, const PatientRow& row) {
  const Columns c(row);
  sql << "UPDATE records_patient SET state = :state, merged_into = :merged_into, restricted = :restricted, revision = :revision,"
         " wrapped = :wrapped, person = :person WHERE id = :id",
      use(c.state), use(c.merged_into), use(c.restricted), use(c.revision), use(c.wrapped), use(c.person), use(c.id);
}

std::optional<PatientRow> read_patient(soci::session& sql, const PatientId& id) {
  const std::string text = id.text();
  Columns c;
  sql << "SELECT id, state, merged_into, restricted, revision, since, wrapped, person FROM records_patient WHERE id = :id", into(c.id),
      into(c.state), into(c.merged_into), into(c.restricted), into(c.revision), into(c.since), into(c.wrapped), into(c.person), use(text);
  return sql.got_data() ? std::optional(c.row()) : std::nullopt;
}

std::vector<PatientId> merged_into(soci::session& sql, const PatientId& id) {
  const std::string text = id.text();
  std::string found;
  soci::statement select =
      (sql.prepare << "SELECT id FROM records_patient WHERE merged_into = :id AND merged_into <> '' ORDER BY id", into(found), use(text));
  return ids(select, found);
}

void replace_terms(soci::session& sql, const PatientId& id, const std::set<std::int64_t>& terms) {
  const std::string text = id.text();
  sql << "DELETE FROM records_term WHERE patient = :patient", use(text);
  Wide term = 0;
  soci::statement insert = (sql.prepare << "INSERT INTO records_term (term, patient) VALUES (:term, :patient)", use(term), use(text));
  for (const auto one : terms) {
    term = one;
    insert.execute(true);
  }
}

std::vector<PatientId> patients_with(soci::session& sql, const std::vector<AnyOf>& all, int limit) {
  if (all.empty()) return {};
  // Numbers of our own reckoning, not texts of anybody's: they may stand in the statement.
  std::string joins, where;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto self = fmt::format("t{}", i);
    if (i > 0) joins += fmt::format(" JOIN records_term {0} ON {0}.patient = t0.patient", self);
    where += fmt::format("{}{}.term IN ({})", i > 0 ? " AND " : "", self, fmt::join(all[i], ", "));
  }
  std::string found;
  soci::statement select = (sql.prepare << "SELECT DISTINCT t0.patient FROM records_term t0" + joins + " WHERE " + where +
                                               fmt::format(" ORDER BY t0.patient LIMIT {}", limit),
                            into(found));
  return ids(select, found);
}

void write_consent(soci::session& sql, const PatientId& id, const Consent& consent) {
  const std::string text = id.text();
  const int given = consent.given ? 1 : 0;
  const Wide at = to_millis(consent.at);
  sql << "INSERT INTO records_consent (patient, what, given, at) VALUES (:patient, :what, :given, :at)"
         " ON CONFLICT (patient, what) DO UPDATE SET given = excluded.given, at = excluded.at",
      use(text), use(consent.what), use(given), use(at);
}

std::vector<Consent> read_consents(soci::session& sql, const PatientId& id) {
  const std::string text = id.text();
  std::string what;
  int given = 0;
  Wide at = 0;
  soci::statement select = (sql.prepare << "SELECT what, given, at FROM records_consent WHERE patient = :patient ORDER BY what", into(what),
                            into(given), into(at), use(text));
  std::vector<Consent> all;
  for (bool more = select.execute(true); more; more = select.fetch()) all.push_back({what, given != 0, from_millis(at)});
  return all;
}

std::vector<MergedPair> all_merged(soci::session& sql) {
  std::string merged, kept;
  soci::statement select =
      (sql.prepare << "SELECT id, merged_into FROM records_patient WHERE merged_into <> ''", into(merged), into(kept));
  std::vector<MergedPair> all;
  for (bool more = select.execute(true); more; more = select.fetch()) all.push_back({PatientId{merged}, PatientId{kept}});
  return all;
}

std::vector<PatientId> all_restricted(soci::session& sql) {
  std::string found;
  soci::statement select = (sql.prepare << "SELECT id FROM records_patient WHERE restricted <> 0", into(found));
  return ids(select, found);
}

void erase_patient(soci::session& sql, const PatientId& id) {
  const std::string text = id.text(), erased = word_of(RecordState::erased);
  sql << "UPDATE records_patient SET state = :state, restricted = 0, revision = revision + 1, wrapped = '', person = '' WHERE id = :id",
      use(erased), use(text);
  sql << "DELETE FROM records_term WHERE patient = :patient", use(text);
  sql << "DELETE FROM records_consent WHERE patient = :patient", use(text);
  sql << "DELETE FROM records_document WHERE patient = :patient", use(text);
  sql << "UPDATE records_item SET sealed = '' WHERE patient = :patient", use(text);
  sql << "UPDATE records_visit SET sealed = '', reference = '' WHERE patient = :patient", use(text);
}

}  // namespace vestibule::records
