#pragma once
// What is counted over all patients. Entries of merged records count for the record that is kept; mistaken entries do not count.

#include <vestibule/records_manager_wire.hpp>
#include <vestibule/store.hpp>

namespace vestibule::records {

std::vector<Appointment> appointments_of(soci::session& sql, const AppointmentsAsked& asked);
std::vector<DoctorWorkload> workload(soci::session& sql, Instant from, Instant until);
Treatments treatments(soci::session& sql, Instant from, Instant until, int limit);
MedicationCosts medication_costs(soci::session& sql, Instant from, Instant until, int limit);

}  // namespace vestibule::records
