// What alarms were: one patient's history, and the rows the report of the load is made from.

#include <soci/soci.h>

#include <map>

#include "alarms/alarm_store.hpp"

namespace vestibule::vitals {
namespace {

using Wide = long long;
using soci::into;
using soci::use;

constexpr int most_history = 500;
constexpr auto longest_load = std::chrono::days{92};

template <class E>
E from_word(const std::string& text) {
  E value{};
  boost::describe::enum_from_string(text.c_str(), value);
  return value;
}

std::vector<AlarmStep> steps_of(soci::session& sql, Wide alarm) {
  std::vector<AlarmStep> steps;
  Wide at = 0;
  std::string what, actor, priority, detail;
  soci::statement rows = (sql.prepare << "SELECT at, what, actor, priority, detail FROM vitals_alarm_step WHERE alarm = :alarm ORDER BY step", use(alarm),
                          into(at), into(what), into(actor), into(priority), into(detail));
  for (bool more = rows.execute(true); more; more = rows.fetch()) steps.push_back({from_millis(at), what, actor, from_word<Priority>(priority), detail});
  return steps;
}

}  // namespace

Result<AlarmHistory> read_history(soci::session& sql, const AlarmHistoryAsked& asked) {
  const int most = asked.most.value_or(100);
  if (most < 1 || most > most_history) return fail(Code::invalid, "$.most is {}: 1 to {} are possible", most, most_history);
  AlarmHistory history;
  Wide number = 0, technical = 0, raised_at = 0, ended_at = 0;
  soci::indicator over = soci::i_null;
  std::string condition, worst, ward, bed, ended, reason;
  const std::string patient = asked.patient.text();
  std::vector<Wide> numbers;
  {
    soci::statement rows = (sql.prepare << "SELECT number, condition, worst, technical, ward, bed, raised_at, ended_at, ended, reason FROM vitals_alarm"
                                           " WHERE patient = :patient ORDER BY number DESC LIMIT " << most,
                            use(patient), into(number), into(condition), into(worst), into(technical), into(ward), into(bed), into(raised_at),
                            into(ended_at, over), into(ended), into(reason));
    for (bool more = rows.execute(true); more; more = rows.fetch()) {
      AlarmRecord record{AlarmId{std::to_string(number)}, condition, from_word<Priority>(worst), technical != 0, WardId{ward}, BedId{bed}, from_millis(raised_at),
                         {}, {}, {}, {}};
      if (over == soci::i_ok) record.ended_at = from_millis(ended_at), record.ended = ended, record.reason = reason;
      history.alarms.push_back(std::move(record));
      numbers.push_back(number);
    }
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) history.alarms[i].steps = steps_of(sql, numbers[i]);
  return history;
}

Result<LoadRows> read_load(soci::session& sql, const AlarmLoadAsked& asked) {
  if (asked.until <= asked.from) return fail(Code::invalid, "$.until must be later than $.from");
  if (asked.until - asked.from > longest_load) return fail(Code::invalid, "$.until: a report covers at most {} days", longest_load.count());
  LoadRows found;
  const Wide from = to_millis(asked.from), until = to_millis(asked.until);
  const std::string ward = asked.ward ? asked.ward->text() : std::string();
  const std::string where = std::string(" WHERE a.raised_at >= :from_at AND a.raised_at < :until_at") + (asked.ward ? " AND a.ward = :ward" : " AND '' = :ward");
  Wide number = 0, raised_at = 0, acknowledged_at = 0, ended_at = 0, stage = 0, at = 0, seconds = 0;
  soci::indicator seen = soci::i_null, over = soci::i_null;
  std::string patient, condition, worst, ended;
  soci::statement rows = (sql.prepare << "SELECT a.number, a.patient, a.condition, a.worst, a.raised_at, a.first_acknowledged_at, a.ended_at, a.ended, a.stage"
                                         " FROM vitals_alarm a" << where << " ORDER BY a.number",
                          use(from, "from_at"), use(until, "until_at"), use(ward, "ward"), into(number), into(patient), into(condition), into(worst),
                          into(raised_at), into(acknowledged_at, seen), into(ended_at, over), into(ended), into(stage));
  for (bool more = rows.execute(true); more; more = rows.fetch())
    found.alarms.push_back({number, PatientId{patient}, condition, from_word<Priority>(worst), from_millis(raised_at),
                            seen == soci::i_ok ? std::optional(from_millis(acknowledged_at)) : std::nullopt,
                            over == soci::i_ok ? std::optional(from_millis(ended_at)) : std::nullopt, ended, static_cast<int>(stage)});
  soci::statement pauses = (sql.prepare << "SELECT s.alarm, s.at, s.seconds FROM vitals_alarm_step s JOIN vitals_alarm a ON a.number = s.alarm" << where
                                        << " AND s.seconds > 0 ORDER BY s.alarm, s.step",
                            use(from, "from_at"), use(until, "until_at"), use(ward, "ward"), into(number), into(at), into(seconds));
  for (bool more = pauses.execute(true); more; more = pauses.fetch())
    found.pauses.push_back({number, from_millis(at), from_millis(at + seconds * 1000)});
  return found;
}

}  // namespace vestibule::vitals
