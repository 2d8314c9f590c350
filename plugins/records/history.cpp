// Commands that write the history: allergies, conditions, medications, procedures, documents.

#include "archive.hpp"
#include "person.hpp"

namespace vestibule::records {
namespace {

constexpr std::int64_t most_cost = 100'000'000'000;

/// What the four kinds have in common once their own fields are put into place.
struct Draft {
  PatientId patient;
  ItemRow row;
  SealedItem sealed;
};

Result<> check(const Draft& draft, Date today) {
  VESTIBULE_CHECK(check(draft.sealed.what));
  VESTIBULE_CHECK(check_note(draft.sealed.note, "note"));
  VESTIBULE_CHECK(check_note(draft.sealed.reaction, "reaction"));
  VESTIBULE_CHECK(check_note(draft.sealed.dose, "dose"));
  VESTIBULE_CHECK(check_since(draft.sealed.since, today));
  if (!draft.row.performer.empty() && !is_text(draft.row.performer, 64)) return fail(Code::invalid, "performer: expected an account");
  const Cost& cost = draft.row.cost;
  const bool currency = cost.currency.size() == 3 && cost.currency.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if ((!cost.currency.empty() || cost.minor != 0) && (!currency || cost.minor < 0 || cost.minor > most_cost))
    return fail(Code::invalid, "cost: expected an amount of 0 or more, and a currency such as EUR");
  return {};
}

Result<ItemAdded> write(Archive& archive, Act& act, Draft draft) {
  VESTIBULE_CHECK(check(draft, Archive::day_of(act.at)));
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  VESTIBULE_TRY(const auto record, open_kept(archive.sql(), *vault, draft.patient));
  ItemRow& row = draft.row;
  row.id = ItemId{archive.new_id()};
  row.patient = record.row.id;
  row.written = act.at;
  row.author = act.actor.id;
  row.sealed = seal_as(record.key, row.patient, "item " + row.id.text(), draft.sealed, archive.chance());
  insert(archive.sql(), row);
  archive.changed(act, row.patient, word_of(row.kind));
  archive.attended(act, row.patient);
  return ItemAdded{row.id};
}

Draft draft_of(const AddAllergy& request) {
  Draft draft{request.patient, {}, {}};
  draft.row.kind = ItemKind::allergy;
  draft.sealed = {request.substance, request.severity, request.reaction, {}, request.note, {}, request.since};
  return draft;
}
Draft draft_of(const AddCondition& request) {
  Draft draft{request.patient, {}, {}};
  draft.row.kind = ItemKind::condition;
  draft.sealed = {request.condition, {}, {}, {}, request.note, {}, request.since};
  return draft;
}
Draft draft_of(const AddMedication& request) {
  Draft draft{request.patient, {}, {}};
  draft.row.kind = ItemKind::medication;
  draft.row.cost = request.cost.value_or(Cost{});
  draft.sealed = {request.medication, {}, {}, request.dose, request.note, {}, request.since};
  return draft;
}
Draft draft_of(const AddProcedure& request) {
  Draft draft{request.patient, {}, {}};
  draft.row.kind = ItemKind::procedure;
  draft.row.surgery = request.surgery.value_or(false);
  draft.row.performer = request.performer.value_or("");
  draft.sealed = {request.procedure, {}, {}, {}, request.note, {}, request.since};
  return draft;
}

/// The item's own record: the kept one, or one that was merged into it.
Result<OpenRecord> owner_of(Archive& archive, const ItemRow& item, const PatientId& patient) {
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  VESTIBULE_TRY(const auto kept, find_kept(archive.sql(), patient));
  if (archive.kept(item.patient) != kept.id) return fail(Code::not_found, "patient '{}' has no entry '{}'", patient, item.id);
  return open_row(*vault, *read_patient(archive.sql(), item.patient));
}

Result<Done> stop(Archive& archive, Act& act, const Stop& request) {
  if (request.state == ItemState::active) return fail(Code::invalid, "state: expected ended or mistaken");
  VESTIBULE_CHECK(check_note(request.reason, "reason"));
  auto item = read_item(archive.sql(), request.item);
  if (!item) return fail(Code::not_found, "patient '{}' has no entry '{}'", request.patient, request.item);
  VESTIBULE_TRY(const auto owner, owner_of(archive, *item, request.patient));
  if (item->state != ItemState::active) return fail(Code::conflict, "entry '{}' is {} already", request.item, word_of(item->state));
  const std::string field = "item " + item->id.text();
  VESTIBULE_TRY(auto sealed, unseal_as<SealedItem>(owner.key, item->patient, field, item->sealed));
  sealed.reason = request.reason;
  item->state = request.state;
  item->stopped = act.at;
  item->sealed = seal_as(owner.key, item->patient, field, sealed, archive.chance());
  update(archive.sql(), *item);
  archive.changed(act, archive.kept(item->patient), word_of(item->kind));
  return Done{};
}

Result<DocumentAdded> add_document(Archive& archive, Act& act, const AddDocument& request) {
  if (!is_word(request.kind)) return fail(Code::invalid, "kind: expected a word such as letter");
  if (!is_text(request.title.reveal(), 300) || !is_text(request.location.reveal(), 1000))
    return fail(Code::invalid, "a document needs a title of at most 300 bytes and a location of at most 1000");
  if (request.digest && (request.digest->size() != 64 || request.digest->find_first_not_of("0123456789abcdef") != std::string::npos))
    return fail(Code::invalid, "digest: expected SHA-256 as 64 hexadecimal digits");
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  VESTIBULE_TRY(const auto record, open_kept(archive.sql(), *vault, request.patient));
  DocumentRow row{DocumentId{archive.new_id()}, record.row.id, request.kind, request.digest.value_or(""), act.at, {}};
  row.sealed = seal_as(record.key, row.patient, "document " + row.id.text(), SealedDocument{request.title, request.location}, archive.chance());
  insert(archive.sql(), row);
  archive.changed(act, row.patient, "document");
  return DocumentAdded{row.id};
}

template <class Request>
void add_item(Archive& archive, CommandSpec spec) {
  archive.context.commands.add<Request>(std::move(spec), archive.about(),
                                        [&archive](Act& act, const Request& request) { return write(archive, act, draft_of(request)); });
}

}  // namespace

void add_history(Archive& archive) {
  add_item<AddAllergy>(archive, {"records.add_allergy", "records.treat", "Writes an allergy or intolerance into the history"});
  add_item<AddCondition>(archive, {"records.add_condition", "records.treat", "Writes a condition into the history"});
  add_item<AddMedication>(archive, {"records.add_medication", "records.treat", "Writes a medication into the history, with what it costs"});
  add_item<AddProcedure>(archive, {"records.add_procedure", "records.treat", "Writes a procedure or surgery into the history"});
  Commands& commands = archive.context.commands;
  commands.add<Stop>({"records.stop", "records.treat", "Says that an entry of the history has ended, or was a mistake"}, archive.about(),
                     [&archive](Act& act, const Stop& request) { return stop(archive, act, request); });
  commands.add<AddDocument>({"records.add_document", "records.write", "Notes where a document about a patient lies"}, archive.about(),
                            [&archive](Act& act, const AddDocument& request) { return add_document(archive, act, request); });
  commands.add_table_query<SummaryAsked>(
      {"records.summary", "records.summary", "Shows who is there for a token, and what must not be overlooked"},
      [&archive](const SummaryAsked& asked) -> std::optional<Subject> {
        const auto visit = archive.visit_of(asked.reference);
        const auto patient = visit ? archive.patient_of(*visit) : std::nullopt;
        return patient ? std::optional(archive.subject_of(*patient)) : std::nullopt;
      },
      [&archive](const SummaryAsked& asked, soci::session& sql) -> Result<SummaryFound> {
        VESTIBULE_TRY(const Vault* vault, archive.vault());
        const auto visit = read_visit_at(sql, asked.reference);
        if (!visit) return SummaryFound{};
        VESTIBULE_TRY(auto summary, read_summary(sql, *vault, *visit));
        return SummaryFound{std::move(summary)};
      });
  commands.add_table_query<PatientAsked>({"records.history", "records.history", "Shows a patient's history, visits and documents"}, archive.about(),
                                         [&archive](const PatientAsked& asked, soci::session& sql) -> Result<History> {
                                           VESTIBULE_TRY(const Vault* vault, archive.vault());
                                           VESTIBULE_TRY(const auto row, find_kept(sql, asked.patient));
                                           return read_history(sql, *vault, row.id);
                                         });
}

}  // namespace vestibule::records
