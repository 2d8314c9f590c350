#include "opening.hpp"

#include <algorithm>

#include "person.hpp"

namespace vestibule::records {
namespace {

std::optional<std::string> told(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }
std::optional<Instant> told(Instant at) { return never(at) ? std::nullopt : std::optional(at); }

Result<HistoryEntry> entry_of(const SealKey& key, const ItemRow& row) {
  VESTIBULE_TRY(auto sealed, unseal_as<SealedItem>(key, row.patient, "item " + row.id.text(), row.sealed));
  HistoryEntry entry;
  entry.item = row.id;
  entry.kind = row.kind;
  entry.state = row.state;
  entry.what = std::move(sealed.what);
  entry.severity = sealed.severity;
  entry.reaction = sealed.reaction;
  entry.dose = sealed.dose;
  entry.note = sealed.note;
  entry.reason = sealed.reason;
  entry.since = sealed.since;
  if (row.kind == ItemKind::procedure) entry.surgery = row.surgery;
  entry.performer = told(row.performer);
  if (!row.cost.currency.empty()) entry.cost = row.cost;
  entry.written = row.written;
  entry.stopped = told(row.stopped);
  entry.author = row.author;
  return entry;
}

Result<VisitEntry> entry_of(const SealKey& key, const VisitRow& row) {
  VisitEntry entry;
  entry.visit = row.id;
  entry.state = row.state;
  entry.department = row.department;
  entry.doctor = told(row.doctor);
  entry.outcome = told(row.outcome);
  entry.planned = told(row.planned);
  entry.opened = told(row.opened);
  entry.closed = told(row.closed);
  if (row.minutes > 0) entry.minutes = row.minutes;
  if (!row.sealed.empty()) {
    VESTIBULE_TRY(auto sealed, unseal_as<SealedVisit>(key, row.patient, "visit " + row.id.text(), row.sealed));
    entry.note = std::move(sealed.note);
  }
  return entry;
}

Result<> add_history(soci::session& sql, const Vault& vault, const PatientId& id, History& history) {
  const auto row = read_patient(sql, id);
  if (!row || row->wrapped.empty()) return {};
  VESTIBULE_TRY(const auto key, vault.unwrap(row->wrapped, id.text()));
  for (const auto& item : read_items(sql, id)) {
    VESTIBULE_TRY(auto entry, entry_of(key, item));
    history.items.push_back(std::move(entry));
  }
  for (const auto& visit : read_visits(sql, id)) {
    VESTIBULE_TRY(auto entry, entry_of(key, visit));
    history.visits.push_back(std::move(entry));
  }
  for (const auto& document : read_documents(sql, id)) {
    VESTIBULE_TRY(auto sealed, unseal_as<SealedDocument>(key, id, "document " + document.id.text(), document.sealed));
    history.documents.push_back({document.id, document.kind, sealed.title, sealed.location, told(document.digest), document.written});
  }
  return {};
}

}  // namespace

Result<PatientRow> find_kept(soci::session& sql, const PatientId& id) {
  auto row = read_patient(sql, id);
  for (int steps = 0; row && !row->merged_into.empty() && steps < 100; ++steps) row = read_patient(sql, row->merged_into);
  if (!row) return fail(Code::not_found, "there is no patient '{}'", id);
  if (row->state == RecordState::erased) return fail(Code::not_found, "patient '{}' was erased", id);
  return *std::move(row);
}

Result<OpenRecord> open_row(const Vault& vault, PatientRow row) {
  if (row.wrapped.empty()) return fail(Code::not_found, "patient '{}' was erased", row.id);
  VESTIBULE_TRY(const auto key, vault.unwrap(row.wrapped, row.id.text()));
  VESTIBULE_TRY(auto person, unseal_as<Person>(key, row.id, "person", row.person));
  return OpenRecord{std::move(row), key, std::move(person)};
}

Result<OpenRecord> open_kept(soci::session& sql, const Vault& vault, const PatientId& id) {
  VESTIBULE_TRY(auto row, find_kept(sql, id));
  return open_row(vault, std::move(row));
}

std::vector<PatientId> family_of(soci::session& sql, const PatientId& kept) {
  std::vector<PatientId> family{kept};
  for (std::size_t i = 0; i < family.size(); ++i) {
    const PatientId one = family[i];
    for (auto& merged : merged_into(sql, one))
      if (std::find(family.begin(), family.end(), merged) == family.end()) family.push_back(std::move(merged));
  }
  return family;
}

std::string seal_person(const OpenRecord& record, RandomStream& chance) {
  return seal_as(record.key, record.row.id, "person", record.person, chance);
}

Result<History> read_history(soci::session& sql, const Vault& vault, const PatientId& kept) {
  History history;
  history.patient = kept;
  for (const auto& id : family_of(sql, kept)) VESTIBULE_CHECK(add_history(sql, vault, id, history));
  std::stable_sort(history.items.begin(), history.items.end(), [](const auto& a, const auto& b) { return a.written > b.written; });
  const auto when = [](const VisitEntry& visit) { return visit.opened.value_or(visit.planned.value_or(Instant{})); };
  std::stable_sort(history.visits.begin(), history.visits.end(), [&](const auto& a, const auto& b) { return when(a) > when(b); });
  return history;
}

Result<Summary> read_summary(soci::session& sql, const Vault& vault, const VisitRow& visit) {
  constexpr std::size_t last_visits = 5;
  VESTIBULE_TRY(const auto record, open_kept(sql, vault, visit.patient));
  VESTIBULE_TRY(auto history, read_history(sql, vault, record.row.id));
  const Person& person = record.person;
  Summary summary{record.row.id, visit.id, record.row.restricted, main_name(person), person.birth_date, person.sex, person.language, person.needs, {}, {}};
  for (auto& item : history.items)
    if (item.state == ItemState::active) summary.items.push_back(std::move(item));
  std::stable_sort(summary.items.begin(), summary.items.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; });
  for (auto& other : history.visits)
    if (other.visit != visit.id && summary.visits.size() < last_visits) summary.visits.push_back(std::move(other));
  return summary;
}

Result<PatientRecord> read_record(soci::session& sql, const Vault& vault, const PatientId& id) {
  VESTIBULE_TRY(auto open, open_kept(sql, vault, id));
  PatientRecord record{open.row.id, open.row.state, open.row.revision, open.row.restricted, open.row.since, std::move(open.person), {}, {}};
  record.consents = read_consents(sql, open.row.id);
  record.merged = family_of(sql, open.row.id);
  record.merged.erase(record.merged.begin());
  return record;
}

FoundPatient shown(const OpenRecord& record) {
  return {record.row.id, record.row.state, main_name(record.person), record.person.birth_date, record.person.sex};
}

}  // namespace vestibule::records
