#pragma once
// What those ask who answer for the house: who looked at a record, and how much work there is. No names, only ids and numbers.

#include <vestibule/records_history_wire.hpp>
#include <vestibule/trail.hpp>

namespace vestibule::records {

// ---- query records.who_saw

struct WhoSawAsked {
  PatientId patient;
  std::optional<Instant> from, until;
  std::optional<std::int64_t> before;  ///< older than that entry of the journal
  std::optional<int> limit;            ///< 1 to 500; absent: 50
};
BOOST_DESCRIBE_STRUCT(WhoSawAsked, (), (patient, from, until, before, limit))

struct Look {
  std::int64_t sequence = 0;
  Instant at{};
  std::string actor, role, device;
  std::string what;     ///< the command or query: "records.patient"
  std::string outcome;  ///< "ok", "denied", ...
  std::string reason;   ///< why it was refused
};
BOOST_DESCRIBE_STRUCT(Look, (), (sequence, at, actor, role, device, what, outcome, reason))

struct WhoSaw {
  std::vector<Look> looks;  ///< the newest first
};
BOOST_DESCRIBE_STRUCT(WhoSaw, (), (looks))

// ---- queries about a span of time

struct SpanAsked {
  Instant from{}, until{};    ///< until: not included
  std::optional<int> limit;   ///< of rows: 1 to 1000; absent: 200
};
BOOST_DESCRIBE_STRUCT(SpanAsked, (), (from, until, limit))

// ---- query records.appointments: planned visits of a doctor

struct AppointmentsAsked {
  std::string doctor;
  Instant from{}, until{};
};
BOOST_DESCRIBE_STRUCT(AppointmentsAsked, (), (doctor, from, until))

struct Appointment {
  VisitId visit;
  PatientId patient;
  std::string department;
  VisitState state{};
  Instant planned{};
  int minutes = 0;
  std::optional<Instant> opened, closed;
};
BOOST_DESCRIBE_STRUCT(Appointment, (), (visit, patient, department, state, planned, minutes, opened, closed))

struct Appointments {
  std::vector<Appointment> appointments;  ///< in order of time
};
BOOST_DESCRIBE_STRUCT(Appointments, (), (appointments))

// ---- query records.workload: each doctor's visits

struct DoctorWorkload {
  std::string doctor;
  int appointments = 0;           ///< planned for the span
  int attended = 0, missed = 0, cancelled = 0;  ///< what became of them
  int visits = 0;                 ///< opened in the span, planned or not
  int patients = 0;               ///< different ones
  std::int64_t minutes = 0;       ///< from opening to closing
};
BOOST_DESCRIBE_STRUCT(DoctorWorkload, (), (doctor, appointments, attended, missed, cancelled, visits, patients, minutes))

struct Workload {
  std::vector<DoctorWorkload> doctors;
};
BOOST_DESCRIBE_STRUCT(Workload, (), (doctors))

// ---- query records.treatments: medications and surgeries per patient

struct PatientTreatments {
  PatientId patient;
  int medications = 0, surgeries = 0, procedures = 0;  ///< procedures: surgeries included
};
BOOST_DESCRIBE_STRUCT(PatientTreatments, (), (patient, medications, surgeries, procedures))

struct Treatments {
  int patients = 0, medications = 0, surgeries = 0, procedures = 0;  ///< of all, also beyond the limit
  std::vector<PatientTreatments> most;                              ///< who had most, first
};
BOOST_DESCRIBE_STRUCT(Treatments, (), (patients, medications, surgeries, procedures, most))

// ---- query records.medication_costs

struct CurrencyCosts {
  Cost total;
  int medications = 0, patients = 0;
};
BOOST_DESCRIBE_STRUCT(CurrencyCosts, (), (total, medications, patients))

struct PatientCosts {
  PatientId patient;
  Cost total;
  int medications = 0;
};
BOOST_DESCRIBE_STRUCT(PatientCosts, (), (patient, total, medications))

struct MedicationCosts {
  std::vector<CurrencyCosts> totals;
  std::vector<PatientCosts> most;  ///< the dearest first
};
BOOST_DESCRIBE_STRUCT(MedicationCosts, (), (totals, most))

}  // namespace vestibule::records
