// Which commands and queries the alarms have, and whom they are about.

#include <algorithm>
#include <charconv>

#include "alarms/alarm_room.hpp"
#include "alarms/alarm_store.hpp"
#include "alarms/load.hpp"

namespace vestibule::vitals {

/// An alarm that is open is about its patient; one that is not is about nobody, and will not be found.
Result<std::optional<Subject>> AlarmRoom::about(const AlarmId& alarm) const {
  std::int64_t number = 0;
  std::from_chars(alarm.text().data(), alarm.text().data() + alarm.text().size(), number);
  const AlarmRow* row = book_.find(number);
  return row ? std::optional(surroundings_.about_patient(row->place.patient)) : std::nullopt;
}

void AlarmRoom::add_commands() {
  Commands& commands = context_.commands;
  const auto about_patient = [this](const auto& request) -> Result<std::optional<Subject>> { return surroundings_.about_patient(request.patient); };
  const auto about_ward = [this](const auto& request) -> Result<std::optional<Subject>> { return surroundings_.about_ward(request.ward); };
  commands.add<NoteAlarms>({"vitals.note_alarms", "vitals.house", "What a watch has found: conditions that begin, change or are over"},
                           [this](Act& act, const NoteAlarms& request) { return note(act, request); });
  commands.add<EscalateAlarm>({"vitals.escalate_alarm", "vitals.house", "Passes on an alarm that nobody has acknowledged"},
                              [this](Act& act, const EscalateAlarm& request) { return escalate(act, request); });
  commands.add<AcknowledgeAlarm>({"vitals.acknowledge_alarm", "vitals.alarm", "Says that I have seen an alarm"},
                                 [this](const AcknowledgeAlarm& request) { return about(request.alarm); },
                                 [this](Act& act, const AcknowledgeAlarm& request) { return acknowledge(act, request); });
  commands.add<PauseAlarms>({"vitals.pause_audio", "vitals.alarm", "Silences a patient's open alarms for 120 seconds"}, about_patient,
                            [this](Act& act, const PauseAlarms& request) { return pause(act, request, true); });
  commands.add<PauseAlarms>({"vitals.pause_alarms", "vitals.alarm", "Pauses a patient's open alarms for 120 seconds, while somebody is at work there"}, about_patient,
                            [this](Act& act, const PauseAlarms& request) { return pause(act, request, false); });
  commands.add<TakeDuty>({"vitals.take_duty", "vitals.duty", "Takes a duty in a ward: its alarms are mine"}, about_ward,
                         [this](Act& act, const TakeDuty& request) { return take_duty(act, request); });
  commands.add<LeaveDuty>({"vitals.leave_duty", "vitals.duty", "Leaves a duty in a ward"}, about_ward,
                          [this](Act& act, const LeaveDuty& request) { return leave_duty(act, request); });
  add_queries();
  context_.events.declare<AlarmRaised>("An alarm has begun");
  context_.events.declare<AlarmChanged>("An alarm has another priority, or another state");
  context_.events.declare<AlarmAcknowledged>("Somebody has seen an alarm");
  context_.events.declare<AlarmEscalated>("Nobody has acknowledged an alarm: others are told");
  context_.events.declare<AlarmEnded>("An alarm is over, and why");
}

void AlarmRoom::add_queries() {
  Commands& commands = context_.commands;
  commands.add_query<AlarmsAsked>({"vitals.alarms", "vitals.look", "The open alarms of a ward, or of all, the most urgent first"},
                                  [this](const AlarmsAsked& asked) { return open(asked); });
  commands.add_query<DutiesAsked>({"vitals.duties", "vitals.look", "Who is told of a ward's alarms"}, [this](const DutiesAsked& asked) { return duties(asked); });
  commands.add_table_query<AlarmHistoryAsked>({"vitals.alarm_history", "vitals.read", "A patient's alarms with all that was done about them, the newest first"},
                                              [this](const AlarmHistoryAsked& asked) -> Result<std::optional<Subject>> { return surroundings_.about_patient(asked.patient); },
                                              [](const AlarmHistoryAsked& asked, soci::session& sql) { return read_history(sql, asked); });
  commands.add_table_query<AlarmLoadAsked>({"vitals.alarm_load", "vitals.load", "How many alarms there were, who made most of them, and how they were answered"},
                                           [](const AlarmLoadAsked& asked, soci::session& sql) -> Result<AlarmLoad> {
                                             VESTIBULE_TRY(const LoadRows rows, read_load(sql, asked));
                                             return alarm_load(rows, asked.from, asked.until);
                                           });
}

Result<OpenAlarms> AlarmRoom::open(const AlarmsAsked& asked) const {
  OpenAlarms open;
  const Steady steady = context_.clock.steady();
  for (const AlarmRow* row : asked.ward ? book_.of(*asked.ward) : book_.all()) open.alarms.push_back(vitals::shown(*row, steady));
  if (!asked.ward) std::stable_sort(open.alarms.begin(), open.alarms.end(), [](const AlarmShown& one, const AlarmShown& other) { return one.priority > other.priority; });
  return open;
}

Result<Duties> AlarmRoom::duties(const DutiesAsked& asked) const {
  Duties answer;
  for (const DutyRow& row : duty_.of(asked.ward, context_.clock.wall())) answer.duties.push_back({row.duty, row.person, row.beds, row.since, row.until});
  return answer;
}

}  // namespace vestibule::vitals
