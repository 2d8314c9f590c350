#include "alarms/alarm_store.hpp"

#include <soci/soci.h>
#include <vestibule/trial.hpp>

#include <algorithm>
#include <cmath>

namespace vestibule::vitals {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

/// A number that may be NULL.
struct Maybe {
  Wide value = 0;
  soci::indicator there = soci::i_null;

  void set(const std::optional<Wide>& from) {
    value = from.value_or(0);
    there = from ? soci::i_ok : soci::i_null;
  }
  void set(const std::optional<Instant>& from) { set(from ? std::optional<Wide>(to_millis(*from)) : std::nullopt); }
  void set(const std::optional<Both>& from) { set(from ? std::optional(from->wall) : std::nullopt); }
  void set(const std::optional<double>& from) { set(from ? std::optional<Wide>(std::llround(*from * 1000)) : std::nullopt); }
  std::optional<Instant> instant() const { return there == soci::i_ok ? std::optional(from_millis(value)) : std::nullopt; }
  std::optional<double> number() const { return there == soci::i_ok ? std::optional(static_cast<double>(value) / 1000) : std::nullopt; }
};

template <class E>
std::string word(const E& value) { return boost::describe::enum_to_string(value, "?"); }
template <class E>
std::string word(const std::optional<E>& value) { return value ? word(*value) : std::string(); }
template <class E>
bool from_word(const std::string& text, E& value) { return boost::describe::enum_from_string(text.c_str(), value); }

/// A row of vitals_alarm, bound by name.
struct Row {
  Wide number = 0, episode = 0, technical = 0, raised_at = 0, present = 0, waiting_since = 0, stage = 0, repeats = 0;
  std::string patient, ward, bed, condition, priority, worst, measure, acknowledged_by, ended, reason;
  Maybe value, limit, acknowledged_at, first_acknowledged_at, audio_paused_until, paused_until, due_at, ended_at;

  Row() = default;
  explicit Row(const AlarmRow& alarm);
  Result<AlarmRow> alarm(Both now) const;
};

Row::Row(const AlarmRow& alarm)
    : number(alarm.number),
      episode(alarm.place.episode),
      technical(alarm.technical),
      raised_at(to_millis(alarm.raised_at)),
      present(alarm.present),
      waiting_since(to_millis(alarm.waiting_since.wall)),
      stage(alarm.stage),
      repeats(alarm.repeats),
      patient(alarm.place.patient.text()),
      ward(alarm.place.ward.text()),
      bed(alarm.place.bed.text()),
      condition(alarm.condition),
      priority(word(alarm.priority)),
      worst(word(alarm.worst)),
      measure(word(alarm.measure)),
      acknowledged_by(alarm.acknowledged_by),
      ended(word(alarm.ended)),
      reason(word(alarm.reason)) {
  value.set(alarm.value);
  limit.set(alarm.limit);
  acknowledged_at.set(alarm.acknowledged_at);
  first_acknowledged_at.set(alarm.first_acknowledged_at);
  audio_paused_until.set(alarm.audio_paused_until);
  paused_until.set(alarm.paused_until);
  due_at.set(alarm.due);
  ended_at.set(alarm.ended_at);
}

/// The steady moment that belongs to a wall time of before a restart: no longer away than `most`, whatever the wall has done since.
Both ahead(Instant wall, Both now, Duration most) { return {wall, now.steady + std::clamp(Duration{wall - now.wall}, Duration::zero(), most)}; }
Both behind(Instant wall, Both now) { return {wall, now.steady - std::max(Duration{now.wall - wall}, Duration::zero())}; }

Result<AlarmRow> Row::alarm(Both now) const {
  AlarmRow alarm;
  alarm.number = number;
  alarm.place = {episode, PatientId{patient}, WardId{ward}, BedId{bed}};
  alarm.condition = condition;
  alarm.technical = technical;
  alarm.raised_at = from_millis(raised_at);
  alarm.present = present;
  alarm.acknowledged_at = acknowledged_at.instant();
  alarm.first_acknowledged_at = first_acknowledged_at.instant();
  alarm.acknowledged_by = acknowledged_by;
  alarm.stage = static_cast<int>(stage);
  alarm.repeats = static_cast<int>(repeats);
  alarm.value = value.number();
  alarm.limit = limit.number();
  Measure its{};
  if (!from_word(priority, alarm.priority) || !from_word(worst, alarm.worst) || (!measure.empty() && !from_word(measure, its)))
    return fail(Code::internal, "alarm {} has a priority or a measure nobody knows", number);
  if (!measure.empty()) alarm.measure = its;
  alarm.waiting_since = behind(from_millis(waiting_since), now);
  const Duration longest = stage >= last_stage ? between_repeats(alarm.priority) : until_stage(alarm.priority, alarm.stage + 1).value_or(Duration{});
  if (const auto due = due_at.instant()) alarm.due = ahead(*due, now, std::max(longest, pause_length));
  if (VESTIBULE_PLANTED("timer_lost_at_restart")) alarm.due.reset();
  if (const auto until = audio_paused_until.instant()) alarm.audio_paused_until = ahead(*until, now, pause_length);
  if (const auto until = paused_until.instant()) alarm.paused_until = ahead(*until, now, pause_length);
  return alarm;
}

constexpr const char* all_columns =
    "number, episode, patient, ward, bed, condition, technical, priority, worst, measure, value, limit_value, raised_at, present, acknowledged_at,"
    " first_acknowledged_at, acknowledged_by, audio_paused_until, paused_until, waiting_since, stage, repeats, due_at, ended_at, ended, reason";

void write_row(soci::session& session, const AlarmRow& alarm) {
  Row row(alarm);
  session << "INSERT INTO vitals_alarm (" << all_columns
          << ") VALUES (:number, :episode, :patient, :ward, :bed, :condition, :technical, :priority, :worst, :measure, :value, :limit_value, :raised_at,"
             " :present, :acknowledged_at, :first_acknowledged_at, :acknowledged_by, :audio_paused_until, :paused_until, :waiting_since, :stage, :repeats,"
             " :due_at, :ended_at, :ended, :reason) ON CONFLICT (number) DO UPDATE SET priority = excluded.priority, worst = excluded.worst,"
             " value = excluded.value, limit_value = excluded.limit_value, present = excluded.present, acknowledged_at = excluded.acknowledged_at,"
             " first_acknowledged_at = excluded.first_acknowledged_at, acknowledged_by = excluded.acknowledged_by,"
             " audio_paused_until = excluded.audio_paused_until, paused_until = excluded.paused_until, waiting_since = excluded.waiting_since,"
             " stage = excluded.stage, repeats = excluded.repeats, due_at = excluded.due_at, ended_at = excluded.ended_at, ended = excluded.ended,"
             " reason = excluded.reason",
      use(row.number, "number"), use(row.episode, "episode"), use(row.patient, "patient"), use(row.ward, "ward"), use(row.bed, "bed"),
      use(row.condition, "condition"), use(row.technical, "technical"), use(row.priority, "priority"), use(row.worst, "worst"), use(row.measure, "measure"),
      use(row.value.value, row.value.there, "value"), use(row.limit.value, row.limit.there, "limit_value"), use(row.raised_at, "raised_at"),
      use(row.present, "present"), use(row.acknowledged_at.value, row.acknowledged_at.there, "acknowledged_at"),
      use(row.first_acknowledged_at.value, row.first_acknowledged_at.there, "first_acknowledged_at"), use(row.acknowledged_by, "acknowledged_by"),
      use(row.audio_paused_until.value, row.audio_paused_until.there, "audio_paused_until"),
      use(row.paused_until.value, row.paused_until.there, "paused_until"), use(row.waiting_since, "waiting_since"), use(row.stage, "stage"),
      use(row.repeats, "repeats"), use(row.due_at.value, row.due_at.there, "due_at"), use(row.ended_at.value, row.ended_at.there, "ended_at"),
      use(row.ended, "ended"), use(row.reason, "reason");
}

void write_step(soci::session& session, const StepRow& step) {
  const Wide alarm = step.alarm, at = to_millis(step.at), seconds = step.seconds;
  const std::string priority = word(step.priority);
  session << "INSERT INTO vitals_alarm_step (alarm, step, at, what, actor, priority, seconds, detail) VALUES (:alarm,"
             " (SELECT COALESCE(MAX(step), 0) + 1 FROM vitals_alarm_step WHERE alarm = :same), :at, :what, :actor, :priority, :seconds, :detail)",
      use(alarm, "alarm"), use(alarm, "same"), use(at, "at"), use(step.what, "what"), use(step.actor, "actor"), use(priority, "priority"),
      use(seconds, "seconds"), use(step.detail, "detail");
}

}  // namespace

void AlarmStore::write(const AlarmChange& change) {
  // What ended first: there may be one open alarm for a patient and a condition.
  for (const bool open : {false, true})
    for (const AlarmRow& row : change.rows)
      if (row.open() == open) write_row(session_, row);
  for (const StepRow& step : change.steps) write_step(session_, step);
}

Result<std::vector<AlarmRow>> AlarmStore::open(Both now) {
  std::vector<AlarmRow> alarms;
  Row row;
  soci::statement rows =
      (session_.prepare << "SELECT " << all_columns << " FROM vitals_alarm WHERE ended_at IS NULL", into(row.number), into(row.episode), into(row.patient),
       into(row.ward), into(row.bed), into(row.condition), into(row.technical), into(row.priority), into(row.worst), into(row.measure),
       into(row.value.value, row.value.there), into(row.limit.value, row.limit.there), into(row.raised_at), into(row.present),
       into(row.acknowledged_at.value, row.acknowledged_at.there), into(row.first_acknowledged_at.value, row.first_acknowledged_at.there),
       into(row.acknowledged_by), into(row.audio_paused_until.value, row.audio_paused_until.there), into(row.paused_until.value, row.paused_until.there),
       into(row.waiting_since), into(row.stage), into(row.repeats), into(row.due_at.value, row.due_at.there),
       into(row.ended_at.value, row.ended_at.there), into(row.ended), into(row.reason));
  for (bool more = rows.execute(true); more; more = rows.fetch()) {
    VESTIBULE_TRY(AlarmRow alarm, row.alarm(now));
    alarms.push_back(std::move(alarm));
  }
  std::sort(alarms.begin(), alarms.end(), [](const AlarmRow& one, const AlarmRow& other) { return one.number < other.number; });
  return alarms;
}

std::int64_t AlarmStore::last() {
  Wide last = 0;
  soci::indicator there = soci::i_null;
  session_ << "SELECT MAX(number) FROM vitals_alarm", into(last, there);
  return there == soci::i_ok ? last : 0;
}

}  // namespace vestibule::vitals
