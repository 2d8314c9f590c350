#include "importing.hpp"

#include <algorithm>

#include "import_store.hpp"
#include "likeness.hpp"

namespace vestibule::records {
namespace {

constexpr std::size_t rows_a_step = 20;  ///< a step is to hold the loop for milliseconds
constexpr std::size_t first_shown = 5;
constexpr Duration pause{5'000};

std::vector<ImportRowFault> faults_of(const std::vector<ImportRow>& rows) {
  std::vector<ImportRowFault> faults;
  for (const auto& row : rows)
    if (!row.faults.empty()) faults.push_back({row.line, row.faults});
  return faults;
}

ImportState state_of(const ImportRecord& record) {
  return {record.id, record.finished, record.total, record.done, record.imported, record.refused, record.faults};
}

/// A file is the same file if it has the same bytes; only the house's key tells.
std::string id_of(const Vault& vault, const std::string& csv) {
  return fmt::format("{:016x}", static_cast<std::uint64_t>(vault.term("import", csv)));
}

Result<ImportPreview> preview(const Archive& archive, const ImportPreviewAsked& asked, Date today, soci::session& sql) {
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  VESTIBULE_TRY(const auto rows, read_import(asked.csv.reveal(), today));
  ImportPreview answer;
  answer.rows = static_cast<int>(rows.size());
  answer.faults = faults_of(rows);
  answer.faultless = answer.rows - static_cast<int>(answer.faults.size());
  for (const auto& row : rows) {
    if (answer.first.size() < first_shown) answer.first.push_back(row.person);
    if (!row.faults.empty()) continue;
    VESTIBULE_TRY(auto likely, Archive::likely(sql, *vault, row.person, {}));
    if (!likely.empty()) answer.duplicates.push_back({row.line, std::move(likely)});
  }
  return answer;
}

}  // namespace

void Importer::add_commands() {
  Commands& commands = archive_.context.commands;
  commands.add_table_query<ImportPreviewAsked>({"records.import_preview", "records.import", "Shows how a file of patients is understood; changes nothing"},
                                               [this](const ImportPreviewAsked& asked, soci::session& sql) {
                                                 return preview(archive_, asked, Archive::day_of(archive_.context.clock.wall()), sql);
                                               });
  commands.add<Import>({"records.import", "records.import", "Brings in a file of patients, row by row"},
                       [this](Act& act, const Import& request) { return begin(act, request); });
  commands.add<ImportStep>({"records.import_step", "records.import", "Takes the next rows of a file; the house does so by itself"},
                           [this](Act& act, const ImportStep& request) { return step(act, request); });
  commands.add_table_query<ImportStateAsked>({"records.import_state", "records.import", "Shows how far the import of a file has come, and which rows had faults"},
                                             [](const ImportStateAsked& asked, soci::session& sql) -> Result<ImportState> {
                                               const auto record = read_import_record(sql, asked.import);
                                               if (!record) return fail(Code::not_found, "there is no import '{}'", asked.import);
                                               return state_of(*record);
                                             });
}

void Importer::load() {
  rows_.clear();
  waiting_.clear();
  if (!archive_.vault()) return;
  for (const auto& id : unfinished_imports(archive_.sql())) go_on(id);
}

Result<ImportBegun> Importer::begin(Act& act, const Import& request) {
  VESTIBULE_TRY(const Vault* vault, archive_.vault());
  const std::string id = id_of(*vault, request.csv.reveal());
  VESTIBULE_TRY(auto rows, read_import(request.csv.reveal(), Archive::day_of(act.at)));
  ImportBegun begun{id, static_cast<int>(rows.size()), 0, faults_of(rows)};
  begun.faultless = begun.rows - static_cast<int>(begun.faults.size());
  if (!request.only_faultless && !begun.faults.empty())
    return fail(Code::invalid, "{} of {} rows have faults, the first in line {}: {}; nothing was brought in", begun.faults.size(), begun.rows,
                begun.faults.front().line, begun.faults.front().faults.front());
  act.about("import " + id);
  if (read_import_record(archive_.sql(), id)) return begun;
  ImportRecord record;
  record.id = id;
  record.total = begun.rows;
  record.begun = act.at;
  record.sealed = seal(vault->house_key(), "import " + id, "file", request.csv.reveal(), archive_.chance());
  insert(archive_.sql(), record);
  go_on(id);
  return begun;
}

void Importer::go_on(std::string id) {
  waiting_[id] = archive_.context.timers.after(Duration{1}, [this, id] {
    archive_.context.commands.run("records.import_step", ImportStep{id}, [this, id](const Result<json::value>& answer) {
      if (!answer) {
        if (answer.error().code == Code::unavailable) waiting_[id] = archive_.context.timers.after(pause, [this, id] { go_on(id); });
        return;
      }
      const auto state = decode<ImportState>(*answer);
      if (state && !state->finished) go_on(id);
      else rows_.erase(id);
    });
  });
}

Result<const std::vector<ImportRow>*> Importer::rows_of(const ImportRecord& record) {
  if (const auto known = rows_.find(record.id); known != rows_.end()) return &known->second;
  VESTIBULE_TRY(const Vault* vault, archive_.vault());
  VESTIBULE_TRY(const auto csv, unseal(vault->house_key(), "import " + record.id, "file", record.sealed));
  VESTIBULE_TRY(auto rows, read_import(csv, Archive::day_of(record.begun)));
  return &(rows_[record.id] = std::move(rows));
}

Result<std::vector<std::string>> Importer::bring_in(Act& act, const ImportRow& row) {
  if (!row.faults.empty()) return row.faults;
  VESTIBULE_TRY(const Vault* vault, archive_.vault());
  VESTIBULE_TRY(const bool taken, Archive::identifier_taken(archive_.sql(), *vault, row.person, {}));
  if (taken) return std::vector<std::string>{"somebody with this identifier is registered already"};
  const PatientId id = archive_.create(row.person, RecordState::complete, act.at);
  act.tell(PatientRegistered{id, true});
  return std::vector<std::string>{};
}

Result<ImportState> Importer::step(Act& act, const ImportStep& request) {
  auto record = read_import_record(archive_.sql(), request.import);
  if (!record) return fail(Code::not_found, "there is no import '{}'", request.import);
  if (record->finished) return state_of(*record);
  VESTIBULE_TRY(const auto* rows, rows_of(*record));
  const auto until = std::min(rows->size(), static_cast<std::size_t>(record->done) + rows_a_step);
  for (auto at = static_cast<std::size_t>(record->done); at < until; ++at) {
    VESTIBULE_TRY(auto faults, bring_in(act, (*rows)[at]));
    ++record->done;
    ++(faults.empty() ? record->imported : record->refused);
    if (!faults.empty()) record->faults.push_back({(*rows)[at].line, std::move(faults)});
  }
  record->finished = until == rows->size();
  if (record->finished) record->sealed.clear();
  update(archive_.sql(), *record);
  act.about("import " + record->id);
  if (record->finished) act.tell(ImportFinished{record->id, record->imported, record->refused});
  return state_of(*record);
}

}  // namespace vestibule::records
