#pragma once
// Alarms as others see them: what people do about them, limits, duty lists, and how many there were. AlarmShown, what screens show, stands
// in vitals_wire.hpp.

#include <vestibule/vitals_wire.hpp>

namespace vestibule::vitals {

// ---- what the house notes by itself (vitals.note_alarms, vitals.escalate_alarm; nobody else may)

/// One change of one condition of a patient.
struct AlarmNote {
  std::string kind;                      ///< "raised", "changed", "over"
  std::string condition;
  Priority priority = Priority::low;
  bool technical = false;
  std::optional<Measure> measure;
  std::optional<Private<double>> value;  ///< kept with the alarm, not in the journal
  std::optional<double> limit;
  std::optional<std::string> why;        ///< of "over": "inside", "replaced", "switched_off"
  std::optional<std::string> replaced_by;
};
BOOST_DESCRIBE_STRUCT(AlarmNote, (), (kind, condition, priority, technical, measure, value, limit, why, replaced_by))

/// vitals.note_alarms: in one transaction, so that what replaces another begins with its end.
struct NoteAlarms {
  std::int64_t episode = 0;
  PatientId patient;
  WardId ward;
  BedId bed;
  std::vector<AlarmNote> notes;
};
BOOST_DESCRIBE_STRUCT(NoteAlarms, (), (episode, patient, ward, bed, notes))
struct AlarmsNoted {
  std::vector<AlarmId> alarms;  ///< that were touched
};
BOOST_DESCRIBE_STRUCT(AlarmsNoted, (), (alarms))

/// vitals.escalate_alarm
struct EscalateAlarm {
  AlarmId alarm;
  int stage = 0;   ///< the one it reaches
  int repeat = 0;  ///< how often the last stage was repeated
};
BOOST_DESCRIBE_STRUCT(EscalateAlarm, (), (alarm, stage, repeat))

// ---- what people do

/// vitals.acknowledge_alarm: I have seen it. Its sound is off until it is over or rises; escalation ends.
struct AcknowledgeAlarm {
  AlarmId alarm;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeAlarm, (), (alarm))

/// vitals.pause_audio, vitals.pause_alarms: of the patient's alarms that are open now, for 120 s. What begins or rises meanwhile is heard.
struct PauseAlarms {
  PatientId patient;
};
BOOST_DESCRIBE_STRUCT(PauseAlarms, (), (patient))
struct AlarmsPaused {
  std::vector<AlarmId> alarms;
  Instant until{};
};
BOOST_DESCRIBE_STRUCT(AlarmsPaused, (), (alarms, until))

/// vitals.set_limit: another limit or delay of one level of a condition, or none of it at all, for a ward or a patient (one of them).
struct SetLimit {
  std::optional<WardId> ward;
  std::optional<PatientId> patient;
  std::string condition;
  Priority priority = Priority::medium;  ///< the level
  std::optional<double> limit;
  std::optional<int> delay;              ///< seconds
  std::optional<bool> off;               ///< the whole condition
  std::optional<Instant> until;          ///< absent: until somebody takes it back
};
BOOST_DESCRIBE_STRUCT(SetLimit, (), (ward, patient, condition, priority, limit, delay, off, until))

/// vitals.drop_limit
struct DropLimit {
  std::optional<WardId> ward;
  std::optional<PatientId> patient;
  std::string condition;
  Priority priority = Priority::medium;
};
BOOST_DESCRIBE_STRUCT(DropLimit, (), (ward, patient, condition, priority))

/// Who is told of an alarm: the nurse of the bed at once, the charge nurse and the doctor if nobody acknowledges.
enum class Duty { bed_nurse, charge_nurse, doctor };
BOOST_DESCRIBE_ENUM(Duty, bed_nurse, charge_nurse, doctor)

/// vitals.take_duty: a person has this duty in the ward from now on.
struct TakeDuty {
  WardId ward;
  Duty duty = Duty::bed_nurse;
  std::optional<std::string> person;  ///< absent: whoever asks
  std::vector<BedId> beds;            ///< of a bed nurse; none: all of the ward
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(TakeDuty, (), (ward, duty, person, beds, until))
/// vitals.leave_duty
struct LeaveDuty {
  WardId ward;
  Duty duty = Duty::bed_nurse;
  std::optional<std::string> person;
};
BOOST_DESCRIBE_STRUCT(LeaveDuty, (), (ward, duty, person))

/// vitals.prescribe_scale: SpO2 scale 2 for a patient for whom 88 to 92 % is the aim, or scale 1 again. Prescriber and time are the act's.
struct PrescribeScale {
  PatientId patient;
  int scale = 1;
};
BOOST_DESCRIBE_STRUCT(PrescribeScale, (), (patient, scale))

// ---- queries

/// vitals.alarms: the open ones, the most urgent first; of one ward or of all.
struct AlarmsAsked {
  std::optional<WardId> ward;
};
BOOST_DESCRIBE_STRUCT(AlarmsAsked, (), (ward))
struct OpenAlarms {
  std::vector<AlarmShown> alarms;
};
BOOST_DESCRIBE_STRUCT(OpenAlarms, (), (alarms))

/// vitals.alarm_history: one patient's alarms with all that was done about them, the newest first.
struct AlarmHistoryAsked {
  PatientId patient;
  std::optional<int> most;  ///< at most so many, 1 to 500; absent: 100
};
BOOST_DESCRIBE_STRUCT(AlarmHistoryAsked, (), (patient, most))
struct AlarmStep {
  Instant at{};
  std::string what;    ///< "raised", "changed", "acknowledged", "audio_paused", "alarm_paused", "over", "escalated", "repeated", "ended"
  std::string by;      ///< a person, or "system"
  Priority priority = Priority::low;
  std::string detail;  ///< of "escalated": the ids of who was told, empty if nobody has that duty; of "ended": how and why
};
BOOST_DESCRIBE_STRUCT(AlarmStep, (), (at, what, by, priority, detail))
struct AlarmRecord {
  AlarmId alarm;
  std::string condition;
  Priority worst = Priority::low;
  bool technical = false;
  WardId ward;
  BedId bed;
  Instant raised_at{};
  std::optional<Instant> ended_at;
  std::optional<std::string> ended;   ///< "acknowledged", "escalated", "expired"
  std::optional<std::string> reason;  ///< "acknowledged", "inside", "replaced", "returned", "switched_off", "moved", "discharged", ...
  std::vector<AlarmStep> steps;
};
BOOST_DESCRIBE_STRUCT(AlarmRecord, (), (alarm, condition, worst, technical, ward, bed, raised_at, ended_at, ended, reason, steps))
struct AlarmHistory {
  std::vector<AlarmRecord> alarms;
};
BOOST_DESCRIBE_STRUCT(AlarmHistory, (), (alarms))

/// vitals.alarm_load: how many alarms there were, who made them, and how they were answered; at most 92 days.
struct AlarmLoadAsked {
  std::optional<WardId> ward;
  Instant from{};
  Instant until{};
};
BOOST_DESCRIBE_STRUCT(AlarmLoadAsked, (), (ward, from, until))
struct LoadHour {
  Instant from{};
  int alarms = 0;
  int patients = 0;  ///< who had one
};
BOOST_DESCRIBE_STRUCT(LoadHour, (), (from, alarms, patients))
struct LoadPatient {
  PatientId patient;
  std::string condition;
  int alarms = 0;
  double share = 0;  ///< of all alarms, 0 to 1
};
BOOST_DESCRIBE_STRUCT(LoadPatient, (), (patient, condition, alarms, share))
/// How long until somebody acknowledged, of those that were; seconds.
struct LoadResponse {
  Priority priority = Priority::low;
  int alarms = 0;
  int acknowledged = 0;
  int escalated = 0;
  int expired = 0;
  std::optional<double> median;
  std::optional<double> ninetieth;
};
BOOST_DESCRIBE_STRUCT(LoadResponse, (), (priority, alarms, acknowledged, escalated, expired, median, ninetieth))
struct AlarmLoad {
  int alarms = 0;
  int patients = 0;                    ///< who had one
  double per_patient_hour = 0;         ///< by patients who had one and the hours asked for
  std::vector<LoadHour> hours;         ///< those with any, at most the last 744
  std::vector<LoadPatient> top;        ///< the ten pairs of patient and condition that make most
  std::vector<LoadResponse> responses; ///< by the worst priority each had
  double silenced_seconds = 0;         ///< paused, by sound or wholly, all alarms together
};
BOOST_DESCRIBE_STRUCT(AlarmLoad, (), (alarms, patients, per_patient_hour, hours, top, responses, silenced_seconds))

/// vitals.limits: the conditions as they hold for a ward or a patient, and who changed what.
struct LimitsAsked {
  std::optional<WardId> ward;
  std::optional<PatientId> patient;
};
BOOST_DESCRIBE_STRUCT(LimitsAsked, (), (ward, patient))
struct LevelShown {
  Priority priority = Priority::low;
  std::optional<double> limit;
  double delay = 0;      ///< seconds
  double off_delay = 0;  ///< seconds
};
BOOST_DESCRIBE_STRUCT(LevelShown, (), (priority, limit, delay, off_delay))
struct ConditionShown {
  std::string condition;
  std::string compared;  ///< "above", "below", "at_least", or empty
  double hysteresis = 0;
  double least = 0, most = 0;
  bool fixed = false;
  bool off = false;
  bool technical = false;
  std::vector<LevelShown> levels;
};
BOOST_DESCRIBE_STRUCT(ConditionShown, (), (condition, compared, hysteresis, least, most, fixed, off, technical, levels))
struct LimitSet {
  std::string of;     ///< "ward w1", "patient p1"
  std::string condition;
  Priority priority = Priority::medium;
  std::optional<double> limit;
  std::optional<double> delay;
  bool off = false;
  std::string set_by;
  Instant set_at{};
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(LimitSet, (), (of, condition, priority, limit, delay, off, set_by, set_at, until))
struct Limits {
  std::string version;
  std::vector<ConditionShown> conditions;
  std::vector<LimitSet> set;
};
BOOST_DESCRIBE_STRUCT(Limits, (), (version, conditions, set))

/// vitals.duties
struct DutiesAsked {
  WardId ward;
};
BOOST_DESCRIBE_STRUCT(DutiesAsked, (), (ward))
struct DutyShown {
  Duty duty = Duty::bed_nurse;
  std::string person;
  std::vector<BedId> beds;
  Instant from{};
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(DutyShown, (), (duty, person, beds, from, until))
struct Duties {
  std::vector<DutyShown> duties;
};
BOOST_DESCRIBE_STRUCT(Duties, (), (duties))

// ---- events

struct AlarmRaised {
  static constexpr std::string_view name = "vitals.alarm_raised";
  AlarmId alarm;
  WardId ward;
  BedId bed;
  std::string condition;
  Priority priority = Priority::low;
  std::vector<std::string> people;  ///< whose duty it is
};
BOOST_DESCRIBE_STRUCT(AlarmRaised, (), (alarm, ward, bed, condition, priority, people))
struct AlarmChanged {
  static constexpr std::string_view name = "vitals.alarm_changed";
  AlarmId alarm;
  WardId ward;
  BedId bed;
  Priority priority = Priority::low;
  AlarmState state = AlarmState::active;
};
BOOST_DESCRIBE_STRUCT(AlarmChanged, (), (alarm, ward, bed, priority, state))
struct AlarmAcknowledged {
  static constexpr std::string_view name = "vitals.alarm_acknowledged";
  AlarmId alarm;
  WardId ward;
  BedId bed;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(AlarmAcknowledged, (), (alarm, ward, bed, by))
/// Nobody has acknowledged it: now others are told. Stage 1 the whole ward and the charge nurse, 2 the doctor.
struct AlarmEscalated {
  static constexpr std::string_view name = "vitals.alarm_escalated";
  AlarmId alarm;
  WardId ward;
  BedId bed;
  std::string condition;
  Priority priority = Priority::low;
  int stage = 0;
  int repeat = 0;
  std::vector<std::string> people;  ///< none: nobody has that duty, only the ward's screens say it
};
BOOST_DESCRIBE_STRUCT(AlarmEscalated, (), (alarm, ward, bed, condition, priority, stage, repeat, people))
struct AlarmEnded {
  static constexpr std::string_view name = "vitals.alarm_ended";
  AlarmId alarm;
  WardId ward;
  BedId bed;
  std::string ended;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AlarmEnded, (), (alarm, ward, bed, ended, reason))
struct LimitChanged {
  static constexpr std::string_view name = "vitals.limit_changed";
  std::string of;  ///< "ward w1", "patient p1"
  std::string condition;
};
BOOST_DESCRIBE_STRUCT(LimitChanged, (), (of, condition))

}  // namespace vestibule::vitals
