#include "manager_store.hpp"

#include <soci/soci.h>

#include <map>

#include "rows.hpp"

namespace vestibule::records {
namespace {

using soci::into;
using soci::use;
using Wide = long long;

/// Each merged record with the one that is kept for it; a merge of merges is followed to its end.
constexpr const char* with_roots =
    "WITH RECURSIVE records_root (id, root, into_next) AS ("
    " SELECT m.id, k.id, k.merged_into FROM records_patient m JOIN records_patient k ON k.id = m.merged_into WHERE m.merged_into <> ''"
    " UNION ALL SELECT r.id, p.id, p.merged_into FROM records_root r JOIN records_patient p ON p.id = r.into_next WHERE r.into_next <> '')"
    " ";
constexpr const char* entries_of_span =
    " FROM records_item i LEFT JOIN records_root r ON r.id = i.patient AND r.into_next = ''"
    " WHERE i.state <> 'mistaken' AND i.written >= :from AND i.written < :until";

std::optional<Instant> told(Wide at) { return at == 0 ? std::nullopt : std::optional(from_millis(at)); }

}  // namespace

std::vector<Appointment> appointments_of(soci::session& sql, const AppointmentsAsked& asked) {
  const Wide from = to_millis(asked.from), until = to_millis(asked.until);
  std::string visit, patient, department, state;
  Wide planned = 0, opened = 0, closed = 0;
  int minutes = 0;
  soci::statement select = (sql.prepare << "SELECT id, patient, department, state, planned, minutes, opened, closed FROM records_visit"
                                           " WHERE doctor = :doctor AND planned >= :from AND planned < :until AND planned <> 0 ORDER BY planned, id LIMIT 1000",
                            into(visit), into(patient), into(department), into(state), into(planned), into(minutes), into(opened), into(closed),
                            use(asked.doctor), use(from), use(until));
  std::vector<Appointment> all;
  for (bool more = select.execute(true); more; more = select.fetch())
    all.push_back({VisitId{visit}, PatientId{patient}, department, enum_of<VisitState>(state), from_millis(planned), minutes, told(opened), told(closed)});
  return all;
}

std::vector<DoctorWorkload> workload(soci::session& sql, Instant from_at, Instant until_at) {
  const Wide from = to_millis(from_at), until = to_millis(until_at);
  std::map<std::string, DoctorWorkload> doctors;
  std::string doctor;
  Wide a = 0, b = 0, c = 0, d = 0;
  soci::statement planned =
      (sql.prepare << "SELECT doctor, COUNT(*), SUM(CASE WHEN state IN ('open', 'closed') THEN 1 ELSE 0 END),"
                      " SUM(CASE WHEN state = 'missed' THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'cancelled' THEN 1 ELSE 0 END)"
                      " FROM records_visit WHERE doctor <> '' AND planned >= :from AND planned < :until AND planned <> 0 GROUP BY doctor",
       into(doctor), into(a), into(b), into(c), into(d), use(from), use(until));
  for (bool more = planned.execute(true); more; more = planned.fetch()) {
    auto& one = doctors[doctor];
    one.appointments = static_cast<int>(a);
    one.attended = static_cast<int>(b);
    one.missed = static_cast<int>(c);
    one.cancelled = static_cast<int>(d);
  }
  soci::statement opened = (sql.prepare << "SELECT doctor, COUNT(*), COUNT(DISTINCT patient),"
                                           " SUM(CASE WHEN closed >= opened THEN (closed - opened) / 60000 ELSE 0 END)"
                                           " FROM records_visit WHERE doctor <> '' AND opened >= :from AND opened < :until AND opened <> 0 GROUP BY doctor",
                            into(doctor), into(a), into(b), into(c), use(from), use(until));
  for (bool more = opened.execute(true); more; more = opened.fetch()) {
    auto& one = doctors[doctor];
    one.visits = static_cast<int>(a);
    one.patients = static_cast<int>(b);
    one.minutes = c;
  }
  std::vector<DoctorWorkload> all;
  for (auto& [name, one] : doctors) {
    one.doctor = name;
    all.push_back(std::move(one));
  }
  return all;
}

Treatments treatments(soci::session& sql, Instant from_at, Instant until_at, int limit) {
  const Wide from = to_millis(from_at), until = to_millis(until_at);
  std::string patient;
  Wide medications = 0, surgeries = 0, procedures = 0;
  soci::statement select =
      (sql.prepare << std::string(with_roots) +
                          "SELECT COALESCE(r.root, i.patient) AS whose, SUM(CASE WHEN i.kind = 'medication' THEN 1 ELSE 0 END) AS medications, SUM(i.surgery) AS surgeries,"
                          " SUM(CASE WHEN i.kind = 'procedure' THEN 1 ELSE 0 END) AS procedures" +
                          entries_of_span +
                          " AND i.kind IN ('medication', 'procedure') GROUP BY whose ORDER BY medications + procedures DESC, whose",
       into(patient), into(medications), into(surgeries), into(procedures), use(from), use(until));
  Treatments all;
  for (bool more = select.execute(true); more; more = select.fetch()) {
    const PatientTreatments one{PatientId{patient}, static_cast<int>(medications), static_cast<int>(surgeries), static_cast<int>(procedures)};
    ++all.patients;
    all.medications += one.medications;
    all.surgeries += one.surgeries;
    all.procedures += one.procedures;
    if (all.most.size() < static_cast<std::size_t>(limit)) all.most.push_back(one);
  }
  return all;
}

MedicationCosts medication_costs(soci::session& sql, Instant from_at, Instant until_at, int limit) {
  const Wide from = to_millis(from_at), until = to_millis(until_at);
  std::string patient, currency;
  Wide minor = 0, count = 0;
  soci::statement select = (sql.prepare << std::string(with_roots) + "SELECT COALESCE(r.root, i.patient) AS whose, i.cost_currency, SUM(i.cost_minor) AS total, COUNT(*)" +
                                               entries_of_span +
                                               " AND i.kind = 'medication' AND i.cost_currency <> '' GROUP BY whose, i.cost_currency ORDER BY total DESC, whose",
                            into(patient), into(currency), into(minor), into(count), use(from), use(until));
  MedicationCosts all;
  std::map<std::string, CurrencyCosts> totals;
  for (bool more = select.execute(true); more; more = select.fetch()) {
    auto& total = totals[currency];
    total.total = {total.total.minor + minor, currency};
    total.medications += static_cast<int>(count);
    ++total.patients;
    if (all.most.size() < static_cast<std::size_t>(limit)) all.most.push_back({PatientId{patient}, {minor, currency}, static_cast<int>(count)});
  }
  for (auto& [name, total] : totals) all.totals.push_back(std::move(total));
  return all;
}

}  // namespace vestibule::records
