// Commands about who a patient is, and the query that shows it.

#include "archive.hpp"
#include "person.hpp"

namespace vestibule::records {
namespace {

/// Long enough to bring them to their visit, or to treat them at once.
constexpr Duration registrar_has_them = std::chrono::hours{1};

Result<Registered> register_patient(Archive& archive, Act& act, const Register& request) {
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  VESTIBULE_CHECK(check(request.person, Archive::day_of(act.at)));
  VESTIBULE_TRY(auto duplicates, Archive::likely(archive.sql(), *vault, request.person, {}));
  const bool complete = !request.incomplete.value_or(false);
  const PatientId id = archive.create(request.person, complete ? RecordState::complete : RecordState::incomplete, act.at);
  archive.care().registered(id, act.actor.id, act.at + registrar_has_them);
  act.about(Archive::object_of(id));
  act.tell(PatientRegistered{id, complete});
  return Registered{id, std::move(duplicates)};
}

Result<Amended> amend_patient(Archive& archive, Act& act, const Amend& request) {
  VESTIBULE_TRY(const Vault* vault, archive.vault());
  VESTIBULE_TRY(auto record, open_kept(archive.sql(), *vault, request.patient));
  if (request.revision && *request.revision != record.row.revision)
    return fail(Code::conflict, "patient '{}' was changed meanwhile (revision {}, not {}): look again", record.row.id, record.row.revision, *request.revision);
  auto changed = amend(record.person, request);
  const auto state = request.complete ? (*request.complete ? RecordState::complete : RecordState::incomplete) : record.row.state;
  if (state != record.row.state) changed.emplace_back("state");
  record.row.state = state;
  VESTIBULE_CHECK(check(record.person, Archive::day_of(act.at)));
  act.about(Archive::object_of(record.row.id));
  if (changed.empty()) return Amended{record.row.revision, {}};
  archive.save_person(record);
  archive.changed(act, record.row.id, "person");
  return Amended{record.row.revision, std::move(changed)};
}

Result<Done> restrict_patient(Archive& archive, Act& act, const Restrict& request) {
  VESTIBULE_TRY(auto row, find_kept(archive.sql(), request.patient));
  row.restricted = request.restricted;
  ++row.revision;
  update(archive.sql(), row);
  archive.changed(act, row.id, "restriction");
  archive.care().restrict(row.id, request.restricted);
  return Done{};
}

Result<Done> record_consent(Archive& archive, Act& act, const RecordConsent& request) {
  if (!is_word(request.what)) return fail(Code::invalid, "consent: expected a word such as treatment");
  VESTIBULE_TRY(const auto row, find_kept(archive.sql(), request.patient));
  write_consent(archive.sql(), row.id, {request.what, request.given, act.at});
  archive.changed(act, row.id, "consent");
  return Done{};
}

}  // namespace

void add_registering(Archive& archive) {
  Commands& commands = archive.context.commands;
  commands.add<Register>({"records.register", "records.register", "Registers a patient and shows who may be the same person"},
                         [&archive](Act& act, const Register& request) { return register_patient(archive, act, request); });
  commands.add<Amend>({"records.amend", "records.write", "Replaces what is told of who a patient is"}, archive.about(),
                      [&archive](Act& act, const Amend& request) { return amend_patient(archive, act, request); });
  commands.add<Restrict>({"records.restrict", "records.restrict", "Lets only those who look after a patient see the record, or lifts that"},
                         archive.about(), [&archive](Act& act, const Restrict& request) { return restrict_patient(archive, act, request); });
  commands.add<RecordConsent>({"records.record_consent", "records.write", "Records what a patient has consented to, or no longer does"},
                              archive.about(), [&archive](Act& act, const RecordConsent& request) { return record_consent(archive, act, request); });
  commands.add_table_query<PatientAsked>({"records.patient", "records.read", "Shows who a patient is, with consents"}, archive.about(),
                                         [&archive](const PatientAsked& asked, soci::session& sql) -> Result<PatientRecord> {
                                           VESTIBULE_TRY(const Vault* vault, archive.vault());
                                           return read_record(sql, *vault, asked.patient);
                                         });
}

}  // namespace vestibule::records
