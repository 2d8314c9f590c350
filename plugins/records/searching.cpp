// Finding people, and people who stand there twice. Rows the asker may not see are left out, one by one.

#include <algorithm>

#include "archive.hpp"
#include "folding.hpp"
#include "likeness.hpp"

namespace vestibule::records {
namespace {

constexpr int most_candidates = 400, most_shown = 50, usually_shown = 20;

const CommandSpec search_spec{"records.search", "records.search", "Finds patients by identifier, birth date or name, however it is written"};
/// What each row asks the policy: whoever may not read a record does not find it either.
const CommandSpec read_spec{"records.patient", "records.read", ""};
const CommandSpec duplicates_spec{"records.duplicates", "records.duplicates", "Shows who may be the same person, with reasons"};

/// Those who have the very words come before those whose names begin or sound so: of a common beginning there are more than anybody
/// can look through.
Result<std::vector<PatientId>> candidates_of(soci::session& sql, const Vault& vault, const Search& request, std::size_t enough) {
  VESTIBULE_TRY(const auto exact, wanted(vault, request, Match::exact));
  auto candidates = patients_with(sql, exact, most_candidates + 1);
  if (!request.name || candidates.size() > enough) return candidates;
  VESTIBULE_TRY(const auto alike, wanted(vault, request, Match::alike));
  for (auto& id : patients_with(sql, alike, most_candidates + 1)) candidates.push_back(std::move(id));
  return candidates;
}

/// The records that count for these ids, each once.
std::vector<PatientId> kept_of(const Archive& archive, const std::vector<PatientId>& ids) {
  std::vector<PatientId> kept;
  for (const auto& id : ids) kept.push_back(archive.kept(id));
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  return kept;
}

/// How well a record, or one merged into it, fits the words.
Result<int> fit_of(soci::session& sql, const Vault& vault, const std::vector<std::string>& words, const OpenRecord& record) {
  int best = fit(words, record.person);
  for (const auto& id : family_of(sql, record.row.id)) {
    if (id == record.row.id) continue;
    auto row = read_patient(sql, id);
    if (!row) continue;
    VESTIBULE_TRY(const auto other, open_row(vault, *std::move(row)));
    best = std::max(best, fit(words, other.person));
  }
  return best;
}

Result<Found> search(Archive& archive, const Actor& actor, const Search& request) {
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  const auto limit = static_cast<std::size_t>(std::clamp(request.limit.value_or(usually_shown), 1, most_shown));
  const auto words = request.name ? folded_words(request.name->reveal()) : std::vector<std::string>{};
  VESTIBULE_TRY(const auto candidates, candidates_of(archive.sql(), *vault, request, limit));
  struct Ranked {
    int fit = 0;
    FoundPatient patient;
  };
  std::vector<Ranked> ranked;
  for (const auto& id : kept_of(archive, candidates)) {
    if (!archive.check_allowed(actor, read_spec, id)) continue;
    auto row = find_kept(archive.sql(), id);
    if (!row) continue;
    VESTIBULE_TRY(const auto record, open_row(*vault, *std::move(row)));
    int fits = 1;
    if (!words.empty()) {
      VESTIBULE_TRY(fits, fit_of(archive.sql(), *vault, words, record));
    }
    if (fits > 0) ranked.push_back({fits, shown(record)});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.fit > b.fit; });
  Found found;
  found.more = ranked.size() > limit || candidates.size() > most_candidates;
  for (std::size_t i = 0; i < std::min(limit, ranked.size()); ++i) found.patients.push_back(std::move(ranked[i].patient));
  return found;
}

/// Whoever asks knows the person already: nobody is found by a part of a name.
Result<Located> locate(Archive& archive, Act& act, const Locate& request) {
  constexpr std::size_t most_located = 3;
  if (!request.identifier && !(request.name && request.birth_date))
    return fail(Code::invalid, "say an identifier, or the name and the birth date");
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  const Search search{request.identifier, request.birth_date, request.name, {}};
  VESTIBULE_TRY(const auto exact, wanted(*vault, search, Match::exact));
  Located located;
  for (auto& id : kept_of(archive, patients_with(archive.sql(), exact, most_candidates + 1)))
    if (find_kept(archive.sql(), id)) located.patients.push_back(std::move(id));
  if (located.patients.size() > most_located) return fail(Code::conflict, "{} people fit: say an identifier", located.patients.size());
  act.about(located.patients.size() == 1 ? Archive::object_of(located.patients.front()) : "patients");
  return located;
}

Result<Duplicates> duplicates(Archive& archive, const Actor& actor, const PatientAsked& request) {
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  VESTIBULE_TRY(const auto record, open_kept(archive.sql(), *vault, request.patient));
  VESTIBULE_TRY(auto likely, Archive::likely(archive.sql(), *vault, record.person, record.row.id));
  Duplicates answer;
  for (auto& one : likely) {
    if (!archive.check_allowed(actor, read_spec, one.patient)) continue;
    VESTIBULE_TRY(const auto other, open_kept(archive.sql(), *vault, one.patient));
    answer.likely.push_back({shown(other), one.score, std::move(one.reasons)});
  }
  return answer;
}

}  // namespace

void add_searching(Archive& archive) {
  Commands& commands = archive.context.commands;
  commands.add_report<Search>(search_spec, [&archive](const Actor& actor, const Search& request) { return search(archive, actor, request); });
  commands.add<Locate>({"records.locate", "records.locate", "Finds, for an emergency, somebody whom the asker does not look after"},
                       [&archive](Act& act, const Locate& request) { return locate(archive, act, request); });
  commands.add_report<PatientAsked>(duplicates_spec, archive.about(),
                                    [&archive](const Actor& actor, const PatientAsked& request) { return duplicates(archive, actor, request); });
}

}  // namespace vestibule::records
