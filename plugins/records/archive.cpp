#include "archive.hpp"

#include <algorithm>

#include "folding.hpp"
#include "likeness.hpp"

namespace vestibule::records {
namespace {

constexpr int most_suspects = 100;
constexpr std::size_t most_likely = 10;

bool shares_identifier(const Person& a, const Person& b) {
  return std::any_of(a.identifiers.begin(), a.identifiers.end(), [&](const Identifier& one) {
    return std::any_of(b.identifiers.begin(), b.identifiers.end(), [&](const Identifier& other) {
      return one.kind == other.kind && one.issuer == other.issuer && normal_identifier(one.value.reveal()) == normal_identifier(other.value.reveal());
    });
  });
}

/// The records behind what the terms gave, merges followed, each once, `self` and erased ones left out.
Result<std::vector<OpenRecord>> suspects(soci::session& sql, const Vault& vault, const std::vector<std::vector<AnyOf>>& ways, const PatientId& self) {
  std::vector<PatientId> seen{self};
  std::vector<OpenRecord> records;
  for (const auto& way : ways)
    for (const auto& id : patients_with(sql, way, most_suspects)) {
      if (std::find(seen.begin(), seen.end(), id) != seen.end()) continue;
      seen.push_back(id);
      auto row = find_kept(sql, id);
      if (!row) continue;
      if (row->id != id) {
        if (std::find(seen.begin(), seen.end(), row->id) != seen.end()) continue;
        seen.push_back(row->id);
      }
      VESTIBULE_TRY(auto open, open_row(vault, *std::move(row)));
      records.push_back(std::move(open));
    }
  return records;
}

}  // namespace

Archive::Archive(Context& given, const RecordsSettings& settings, std::unique_ptr<const Vault> vault)
    : context(given), vault_(std::move(vault)), after_(std::chrono::hours{24 * settings.carer_days}), care_(after_) {
  pruning_ = context.timers.every(std::chrono::hours{1}, [this] { care_.prune(context.clock.wall()); });
}

Result<> Archive::load() {
  if (const auto known = read_fingerprint(sql()); vault_ && !known.empty() && known != vault_->fingerprint())
    return fail(Code::invalid, "[records] key_file: the records were written with another key; without it nobody can read them");
  care_.clear();
  for (const auto& pair : all_merged(sql())) care_.merge(pair.merged, pair.kept);
  for (const auto& patient : all_restricted(sql())) care_.restrict(patient, true);
  for (const auto& visit : visits_that_matter(sql(), context.clock.wall() - after_)) care_.put(visit);
  care_.prune(context.clock.wall());
  return {};
}

Result<const Vault*> Archive::vault() const {
  if (!vault_) return fail(Code::unavailable, "no patient can be kept yet: [records] key_file names no file with the house's key");
  return vault_.get();
}

std::string Archive::new_id() const { return fmt::format("{:016x}", context.random.stream("records.ids").next()); }

Result<> Archive::check_allowed(const Actor& actor, const CommandSpec& spec, const PatientId& patient) const {
  auto* policy = context.services.find<AccessPolicy>();
  if (!policy || actor.role == "system") return {};
  const Subject subject = subject_of(patient);
  VESTIBULE_CHECK(policy->allow({actor, spec.name, spec.permission, &subject}));
  return {};
}

std::optional<Attention> Archive::attention(const VisitId& visit) const {
  const auto* attendants = context.services.find<Attendants>();
  const std::string reference = attendants ? care_.reference_of(visit) : "";
  return reference.empty() ? std::nullopt : attendants->attention(reference);
}

Subject Archive::subject_of(const PatientId& patient) const {
  Subject subject = care_.subject_of(patient, context.clock.wall());
  for (const auto& visit : care_.open_visits(patient))
    if (const auto now = attention(visit)) subject.carers.insert(subject.carers.end(), now->by.begin(), now->by.end());
  return subject;
}

void Archive::attended(Act& act, const PatientId& patient) {
  for (const auto& id : care_.open_visits(patient)) {
    const auto now = attention(id);
    if (!now || std::find(now->by.begin(), now->by.end(), act.actor.id) == now->by.end()) continue;
    auto visit = read_visit(sql(), id);
    if (!visit || !visit->doctor.empty()) continue;
    visit->doctor = act.actor.id;
    update(sql(), *visit);
    act.tell(VisitChanged{id, kept(patient), visit->department, visit->state});
    care_.put(*visit);
  }
}

void Archive::save_person(OpenRecord& record) {
  ++record.row.revision;
  record.row.person = seal_person(record, chance());
  update(sql(), record.row);
  replace_terms(sql(), record.row.id, terms_of(*vault_, record.person));
}

PatientId Archive::create(const Person& person, RecordState state, Instant at) {
  if (read_fingerprint(sql()).empty()) write_fingerprint(sql(), vault_->fingerprint());
  OpenRecord record;
  record.row.id = PatientId{new_id()};
  record.row.state = state;
  record.row.since = at;
  record.key = new_key(chance());
  record.row.wrapped = vault_->wrap(record.key, record.row.id.text(), chance());
  record.person = person;
  record.row.person = seal_person(record, chance());
  insert(sql(), record.row);
  replace_terms(sql(), record.row.id, terms_of(*vault_, person));
  return record.row.id;
}

Result<std::vector<Likeness>> Archive::likely(soci::session& sql, const Vault& vault, const Person& person, const PatientId& self) {
  VESTIBULE_TRY(const auto records, suspects(sql, vault, suspicions(vault, person), self));
  std::vector<Likeness> found;
  for (const auto& record : records)
    if (auto comparison = compare(person, record.person); comparison.score >= likely_from)
      found.push_back({record.row.id, comparison.score, std::move(comparison.reasons)});
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  if (found.size() > most_likely) found.resize(most_likely);
  return found;
}

Result<bool> Archive::identifier_taken(soci::session& sql, const Vault& vault, const Person& person, const PatientId& self) {
  std::vector<std::vector<AnyOf>> ways;
  for (const auto& identifier : person.identifiers)
    ways.push_back({{vault.term("identifier", normal_identifier(identifier.value.reveal()))}});
  VESTIBULE_TRY(const auto records, suspects(sql, vault, ways, self));
  return std::any_of(records.begin(), records.end(), [&](const auto& record) { return shares_identifier(person, record.person); });
}

void Archive::changed(Act& act, const PatientId& patient, std::string what) const {
  act.about(object_of(patient));
  act.tell(RecordChanged{patient, std::move(what)});
}

}  // namespace vestibule::records
