#include "history_store.hpp"

#include <soci/soci.h>

namespace vestibule::records {
namespace {

using soci::into;
using soci::use;
using Wide = long long;

struct ItemColumns {
  std::string id, patient, kind, state, performer, currency, author, sealed;
  int surgery = 0;
  Wide minor = 0, written = 0, stopped = 0;

  ItemColumns() = default;
  explicit ItemColumns(const ItemRow& row)
      : id(row.id.text()), patient(row.patient.text()), kind(word_of(row.kind)), state(word_of(row.state)), performer(row.performer),
        currency(row.cost.currency), author(row.author), sealed(row.sealed), surgery(row.surgery ? 1 : 0), minor(row.cost.minor),
        written(to_millis(row.written)), stopped(to_millis(row.stopped)) {}
  ItemRow row() const {
    return {ItemId{id}, PatientId{patient}, enum_of<ItemKind>(kind), enum_of<ItemState>(state), surgery != 0, performer, Cost{minor, currency},
            from_millis(written), from_millis(stopped), author, sealed};
  }
};

soci::statement select_items(soci::session& sql, ItemColumns& c, const char* where, const std::string& id) {
  return (sql.prepare << std::string("SELECT id, patient, kind, state, surgery, performer, cost_minor, cost_currency, written, stopped, author, sealed"
                                     " FROM records_item WHERE ") + where,
          into(c.id), into(c.patient), into(c.kind), into(c.state), into(c.surgery), into(c.performer), into(c.minor), into(c.currency),
          into(c.written), into(c.stopped), into(c.author), into(c.sealed), use(id));
}

struct VisitColumns {
  std::string id, patient, state, department, doctor, outcome, reference, sealed;
  Wide planned = 0, opened = 0, closed = 0;
  int minutes = 0;

  VisitColumns() = default;
  explicit VisitColumns(const VisitRow& row)
      : id(row.id.text()), patient(row.patient.text()), state(word_of(row.state)), department(row.department), doctor(row.doctor),
        outcome(row.outcome), reference(row.reference), sealed(row.sealed), planned(to_millis(row.planned)), opened(to_millis(row.opened)),
        closed(to_millis(row.closed)), minutes(row.minutes) {}
  VisitRow row() const {
    return {VisitId{id}, PatientId{patient}, enum_of<VisitState>(state), department, doctor, outcome, reference, from_millis(planned),
            from_millis(opened), from_millis(closed), minutes, sealed};
  }
};

template <class Parameter>
soci::statement select_visits(soci::session& sql, VisitColumns& c, const char* where, const Parameter& parameter) {
  return (sql.prepare << std::string("SELECT id, patient, state, department, doctor, outcome, reference, planned, minutes, opened, closed, sealed"
                                     " FROM records_visit WHERE ") + where,
          into(c.id), into(c.patient), into(c.state), into(c.department), into(c.doctor), into(c.outcome), into(c.reference), into(c.planned),
          into(c.minutes), into(c.opened), into(c.closed), into(c.sealed), use(parameter));
}

template <class Row, class Columns>
std::vector<Row> all_rows(soci::statement& select, const Columns& columns) {
  std::vector<Row> rows;
  for (bool more = select.execute(true); more; more = select.fetch()) rows.push_back(columns.row());
  return rows;
}

}  // namespace

void insert(soci::session& sql, const ItemRow& row) {
  const ItemColumns c(row);
  sql << "INSERT INTO records_item (id, patient, kind, state, surgery, performer, cost_minor, cost_currency, written, stopped, author, sealed)"
         " VALUES (:id, :patient, :kind, :state, :surgery, :performer, :cost_minor, :cost_currency, :written, :stopped, :author, :sealed)",
      use(c.id), use(c.patient), use(c.kind), use(c.state), use(c.surgery), use(c.performer), use(c.minor), use(c.currency), use(c.written),
      use(c.stopped), use(c.author), use(c.sealed);
}

void update(soci::session& sql, const ItemRow& row) {
  const ItemColumns c(row);
  sql << "UPDATE records_item SET state = :state, stopped = :stopped, sealed = :sealed WHERE id = :id", use(c.state), use(c.stopped),
      use(c.sealed), use(c.id);
}

std::optional<ItemRow> read_item(soci::session& sql, const ItemId& id) {
  const std::string text = id.text();
  ItemColumns c;
  auto select = select_items(sql, c, "id = :id", text);
  return select.execute(true) ? std::optional(c.row()) : std::nullopt;
}

std::vector<ItemRow> read_items(soci::session& sql, const PatientId& patient) {
  const std::string text = patient.text();
  ItemColumns c;
  auto select = select_items(sql, c, "patient = :patient ORDER BY written DESC, id", text);
  return all_rows<ItemRow>(select, c);
}

void insert(soci::session& sql, const VisitRow& row) {
  const VisitColumns c(row);
  sql << "INSERT INTO records_visit (id, patient, state, department, doctor, outcome, reference, planned, minutes, opened, closed, sealed)"
         " VALUES (:id, :patient, :state, :department, :doctor, :outcome, :reference, :planned, :minutes, :opened, :closed, :sealed)",
      use(c.id), use(c.patient), use(c.state), use(c.department), use(c.doctor), use(c.outcome), use(c.reference), use(c.planned), use(c.minutes),
      use(c.opened), use(c.closed), use(c.sealed);
}

void update(soci::session& sql, const VisitRow& row) {
  const VisitColumns c(row);
  sql << "UPDATE records_visit SET state = :state, doctor = :doctor, outcome = :outcome, reference = :reference, opened = :opened,"
         " closed = :closed, sealed = :sealed WHERE id = :id",
      use(c.state), use(c.doctor), use(c.outcome), use(c.reference), use(c.opened), use(c.closed), use(c.sealed), use(c.id);
}

std::optional<VisitRow> read_visit(soci::session& sql, const VisitId& id) {
  const std::string text = id.text();
  VisitColumns c;
  auto select = select_visits(sql, c, "id = :id", text);
  return select.execute(true) ? std::optional(c.row()) : std::nullopt;
}

std::optional<VisitRow> read_visit_at(soci::session& sql, const std::string& reference) {
  VisitColumns c;
  auto select = select_visits(sql, c, "reference = :reference AND reference <> '' AND state = 'open'", reference);
  return select.execute(true) ? std::optional(c.row()) : std::nullopt;
}

std::vector<VisitRow> read_visits(soci::session& sql, const PatientId& patient) {
  const std::string text = patient.text();
  VisitColumns c;
  auto select = select_visits(sql, c, "patient = :patient ORDER BY CASE WHEN opened <> 0 THEN opened ELSE planned END DESC, id", text);
  return all_rows<VisitRow>(select, c);
}

std::vector<VisitRow> visits_that_matter(soci::session& sql, Instant since) {
  const Wide bound = to_millis(since);
  VisitColumns c;
  auto select = select_visits(sql, c, "state IN ('planned', 'open') OR (state = 'closed' AND closed >= :since)", bound);
  return all_rows<VisitRow>(select, c);
}

void insert(soci::session& sql, const DocumentRow& row) {
  const std::string id = row.id.text(), patient = row.patient.text();
  const Wide written = to_millis(row.written);
  sql << "INSERT INTO records_document (id, patient, kind, digest, written, sealed) VALUES (:id, :patient, :kind, :digest, :written, :sealed)",
      use(id), use(patient), use(row.kind), use(row.digest), use(written), use(row.sealed);
}

std::vector<DocumentRow> read_documents(soci::session& sql, const PatientId& patient) {
  const std::string text = patient.text();
  std::string id, kind, digest, sealed;
  Wide written = 0;
  soci::statement select = (sql.prepare << "SELECT id, kind, digest, written, sealed FROM records_document WHERE patient = :patient ORDER BY written DESC, id",
                            into(id), into(kind), into(digest), into(written), into(sealed), use(text));
  std::vector<DocumentRow> rows;
  for (bool more = select.execute(true); more; more = select.fetch())
    rows.push_back({DocumentId{id}, patient, kind, digest, from_millis(written), sealed});
  return rows;
}

}  // namespace vestibule::records
