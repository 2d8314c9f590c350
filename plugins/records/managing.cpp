// The questions of those who answer for the house: who looked at a record, and how much work there is.

#include <algorithm>

#include <vestibule/records_manager_wire.hpp>

#include "archive.hpp"
#include "manager_store.hpp"

namespace vestibule::records {
namespace {

/// The journal knows each look by the id the record had then: those of the records merged into it belong to it.
Result<WhoSaw> who_saw(const Archive& archive, const WhoSawAsked& asked, soci::session& sql) {
  const auto limit = static_cast<std::size_t>(std::clamp(asked.limit.value_or(50), 1, 500));
  auto row = read_patient(sql, asked.patient);
  if (!row) return fail(Code::not_found, "there is no patient '{}'", asked.patient);
  for (int steps = 0; !row->merged_into.empty() && steps < 100; ++steps) row = read_patient(sql, row->merged_into);  // erased ones too
  WhoSaw answer;
  for (const auto& id : family_of(sql, row->id)) {
    TrailAsked trail;
    trail.object = Archive::object_of(id);
    trail.from = asked.from;
    trail.until = asked.until;
    trail.before = asked.before;
    trail.limit = static_cast<int>(limit);
    for (auto& trace : archive.context.trail.look(sql, trail))
      answer.looks.push_back({trace.sequence, trace.at, trace.actor, trace.role, trace.device, trace.name, trace.outcome, trace.reason});
  }
  std::sort(answer.looks.begin(), answer.looks.end(), [](const auto& a, const auto& b) { return a.sequence > b.sequence; });
  if (answer.looks.size() > limit) answer.looks.resize(limit);
  return answer;
}

Result<> check_span(Instant from, Instant until) {
  if (from >= until) return fail(Code::invalid, "from must lie before until");
  return {};
}
int limit_of(const SpanAsked& asked) { return std::clamp(asked.limit.value_or(200), 1, 1000); }

}  // namespace

void add_managing(Archive& archive) {
  Commands& commands = archive.context.commands;
  commands.add_table_query<WhoSawAsked>({"records.who_saw", "records.who_saw", "Shows who looked at a record or changed it, and who was refused"},
                                        archive.about(), [&archive](const WhoSawAsked& asked, soci::session& sql) { return who_saw(archive, asked, sql); });
  commands.add_table_query<AppointmentsAsked>({"records.appointments", "records.manage", "Lists the appointments of a doctor"},
                                              [](const AppointmentsAsked& asked, soci::session& sql) -> Result<Appointments> {
                                                VESTIBULE_CHECK(check_span(asked.from, asked.until));
                                                return Appointments{appointments_of(sql, asked)};
                                              });
  commands.add_table_query<SpanAsked>({"records.workload", "records.manage", "Counts each doctor's appointments, visits, patients and minutes"},
                                      [](const SpanAsked& asked, soci::session& sql) -> Result<Workload> {
                                        VESTIBULE_CHECK(check_span(asked.from, asked.until));
                                        return Workload{workload(sql, asked.from, asked.until)};
                                      });
  commands.add_table_query<SpanAsked>({"records.treatments", "records.manage", "Counts medications and surgeries per patient"},
                                      [](const SpanAsked& asked, soci::session& sql) -> Result<Treatments> {
                                        VESTIBULE_CHECK(check_span(asked.from, asked.until));
                                        return treatments(sql, asked.from, asked.until, limit_of(asked));
                                      });
  commands.add_table_query<SpanAsked>({"records.medication_costs", "records.manage", "Adds up what medications cost, by currency and patient"},
                                      [](const SpanAsked& asked, soci::session& sql) -> Result<MedicationCosts> {
                                        VESTIBULE_CHECK(check_span(asked.from, asked.until));
                                        return medication_costs(sql, asked.from, asked.until, limit_of(asked));
                                      });
}

}  // namespace vestibule::records
