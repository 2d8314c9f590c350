// Visits: planned, opened, closed. Who attends and in which department decides who may read the record meanwhile (care.hpp).

#include "archive.hpp"
#include "person.hpp"

namespace vestibule::records {
namespace {

Result<> check_place(const std::string& department, const std::string& doctor) {
  if (!is_text(department, 64)) return fail(Code::invalid, "department: expected the id of one");
  if (!doctor.empty() && !is_text(doctor, 64)) return fail(Code::invalid, "doctor: expected an account");
  return {};
}

/// The row is stored; now memory and the journal.
VisitWritten told(Archive& archive, Act& act, const VisitRow& row) {
  const PatientId kept = archive.kept(row.patient);
  act.about(Archive::object_of(kept));
  act.tell(VisitChanged{row.id, kept, row.department, row.state});
  archive.care().put(row);
  return {row.id};
}

Result<VisitWritten> plan(Archive& archive, Act& act, const PlanVisit& request) {
  VESTIBULE_CHECK(check_place(request.department, request.doctor.value_or("")));
  if (request.minutes < 1 || request.minutes > 24 * 60) return fail(Code::invalid, "minutes: expected 1 to 1440");
  if (request.at <= Instant{}) return fail(Code::invalid, "at: expected a moment after 1970");
  VESTIBULE_TRY(const auto patient, find_kept(archive.sql(), request.patient));
  VisitRow row;
  row.id = VisitId{archive.new_id()};
  row.patient = patient.id;
  row.state = VisitState::planned;
  row.department = request.department;
  row.doctor = request.doctor.value_or("");
  row.planned = request.at;
  row.minutes = request.minutes;
  insert(archive.sql(), row);
  return told(archive, act, row);
}

Result<VisitRow> visit_of(Archive& archive, const PatientId& patient, const VisitId& visit) {
  VESTIBULE_TRY(const auto kept, find_kept(archive.sql(), patient));
  auto row = read_visit(archive.sql(), visit);
  if (!row || archive.kept(row->patient) != kept.id) return fail(Code::not_found, "patient '{}' has no visit '{}'", patient, visit);
  return *std::move(row);
}

Result<> check_reference(const Archive& archive, const std::string& reference) {
  if (!is_text(reference, 80)) return fail(Code::invalid, "reference: expected something such as token 01J...");
  if (const auto other = archive.visit_of(reference)) return fail(Code::conflict, "'{}' belongs to visit '{}' already", reference, *other);
  return {};
}

Result<VisitWritten> open(Archive& archive, Act& act, const OpenVisit& request) {
  if (request.reference) VESTIBULE_CHECK(check_reference(archive, *request.reference));
  VisitRow row;
  if (request.planned) {
    VESTIBULE_TRY(row, visit_of(archive, request.patient, *request.planned));
    if (row.state != VisitState::planned) return fail(Code::conflict, "visit '{}' is {} and not planned", row.id, word_of(row.state));
    if (request.department && *request.department != row.department)
      return fail(Code::conflict, "visit '{}' was planned in {}: cancel it and open another", row.id, row.department);
  } else {
    VESTIBULE_TRY(const auto patient, find_kept(archive.sql(), request.patient));
    row.id = VisitId{archive.new_id()};
    row.patient = patient.id;
    row.department = request.department.value_or("");
  }
  if (request.doctor) row.doctor = *request.doctor;
  VESTIBULE_CHECK(check_place(row.department, row.doctor));
  row.state = VisitState::open;
  row.opened = act.at;
  row.reference = request.reference.value_or("");
  if (request.planned) update(archive.sql(), row);
  else insert(archive.sql(), row);
  return told(archive, act, row);
}

Result<VisitWritten> close(Archive& archive, Act& act, const CloseVisit& request) {
  VESTIBULE_CHECK(check_note(request.note, "note"));
  if (request.outcome && !is_word(*request.outcome)) return fail(Code::invalid, "outcome: expected a word such as discharged");
  VESTIBULE_TRY(auto row, visit_of(archive, request.patient, request.visit));
  const auto from = request.state == VisitState::closed ? VisitState::open : VisitState::planned;
  if (request.state == VisitState::planned || request.state == VisitState::open)
    return fail(Code::invalid, "state: expected closed, missed or cancelled");
  if (row.state != from) return fail(Code::conflict, "visit '{}' is {}: it cannot become {}", row.id, word_of(row.state), word_of(request.state));
  row.state = request.state;
  row.closed = act.at;
  row.outcome = request.outcome.value_or("");
  if (request.note) {
    VESTIBULE_TRY(const Vault* vault, archive.vault());
    VESTIBULE_TRY(const auto owner, open_row(*vault, *read_patient(archive.sql(), row.patient)));
    row.sealed = seal_as(owner.key, row.patient, "visit " + row.id.text(), SealedVisit{request.note}, archive.chance());
  }
  update(archive.sql(), row);
  return told(archive, act, row);
}

Result<VisitWritten> link(Archive& archive, Act& act, const LinkVisit& request) {
  auto row = read_visit(archive.sql(), request.visit);
  if (!row || row->state != VisitState::open) return fail(Code::not_found, "there is no open visit '{}'", request.visit);
  if (row->reference == request.reference) return told(archive, act, *row);
  VESTIBULE_CHECK(check_reference(archive, request.reference));
  row->reference = request.reference;
  update(archive.sql(), *row);
  return told(archive, act, *row);
}

}  // namespace

void add_visits(Archive& archive) {
  Commands& commands = archive.context.commands;
  commands.add<PlanVisit>({"records.plan_visit", "records.visit", "Plans a visit: an appointment of a patient in a department"}, archive.about(),
                          [&archive](Act& act, const PlanVisit& request) { return plan(archive, act, request); });
  commands.add<OpenVisit>({"records.open_visit", "records.visit", "Opens a visit: the patient is there, as planned or not"}, archive.about(),
                          [&archive](Act& act, const OpenVisit& request) { return open(archive, act, request); });
  commands.add<CloseVisit>({"records.close_visit", "records.visit", "Closes a visit, or says that it was missed or cancelled"}, archive.about(),
                           [&archive](Act& act, const CloseVisit& request) { return close(archive, act, request); });
  commands.add<LinkVisit>(
      {"records.link_visit", "records.visit", "Says what else is about an open visit, such as a token"},
      [&archive](const LinkVisit& request) -> std::optional<Subject> {
        const auto patient = archive.patient_of(request.visit);
        return patient ? std::optional(archive.subject_of(*patient)) : std::nullopt;
      },
      [&archive](Act& act, const LinkVisit& request) { return link(archive, act, request); });
}

}  // namespace vestibule::records
