#include "alarms/load.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace vestibule::vitals {
namespace {

constexpr std::size_t most_hours = 744, most_top = 10;

using Seconds = std::chrono::duration<double>;

/// The smallest value that at least `share` of them do not exceed.
std::optional<double> quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  return values[rank];
}

std::vector<LoadHour> hours_of(const LoadRows& rows) {
  std::map<Instant, std::pair<int, std::set<PatientId>>> by_hour;
  for (const LoadRow& row : rows.alarms) {
    auto& [alarms, patients] = by_hour[std::chrono::floor<std::chrono::hours>(row.raised_at)];
    ++alarms;
    patients.insert(row.patient);
  }
  std::vector<LoadHour> hours;
  for (const auto& [from, counted] : by_hour) hours.push_back({from, counted.first, static_cast<int>(counted.second.size())});
  if (hours.size() > most_hours) hours.erase(hours.begin(), hours.end() - most_hours);
  return hours;
}

std::vector<LoadPatient> top_of(const LoadRows& rows) {
  std::map<std::pair<PatientId, std::string>, int> counted;
  for (const LoadRow& row : rows.alarms) ++counted[{row.patient, row.condition}];
  std::vector<LoadPatient> top;
  for (const auto& [key, alarms] : counted) top.push_back({key.first, key.second, alarms, static_cast<double>(alarms) / static_cast<double>(rows.alarms.size())});
  std::stable_sort(top.begin(), top.end(), [](const LoadPatient& one, const LoadPatient& other) { return one.alarms > other.alarms; });
  if (top.size() > most_top) top.resize(most_top);
  return top;
}

std::vector<LoadResponse> responses_of(const LoadRows& rows) {
  std::vector<LoadResponse> responses;
  for (const Priority priority : {Priority::high, Priority::medium, Priority::low}) {
    LoadResponse response;
    response.priority = priority;
    std::vector<double> waits;
    for (const LoadRow& row : rows.alarms) {
      if (row.worst != priority) continue;
      ++response.alarms;
      if (row.first_acknowledged_at) {
        ++response.acknowledged;
        waits.push_back(Seconds(*row.first_acknowledged_at - row.raised_at).count());
      }
      response.escalated += row.stage > 0;
      response.expired += row.ended == "expired";
    }
    response.median = quantile(waits, 0.5);
    response.ninetieth = quantile(waits, 0.9);
    responses.push_back(response);
  }
  return responses;
}

/// Pauses of one alarm may overlap, and end with it or with its acknowledgement.
double silenced_of(const LoadRows& rows) {
  std::map<std::int64_t, Instant> ends;
  for (const LoadRow& row : rows.alarms) {
    std::optional<Instant> end = row.ended_at;
    if (row.first_acknowledged_at && (!end || *row.first_acknowledged_at < *end)) end = row.first_acknowledged_at;
    if (end) ends[row.number] = *end;
  }
  double seconds = 0;
  std::int64_t number = 0;
  Instant covered{};
  for (const LoadPause& pause : rows.pauses) {
    if (pause.number != number) number = pause.number, covered = pause.from;
    Instant until = pause.until;
    if (const auto end = ends.find(number); end != ends.end()) until = std::min(until, end->second);
    const Instant from = std::max(pause.from, covered);
    if (until > from) seconds += Seconds(until - from).count();
    covered = std::max(covered, until);
  }
  return seconds;
}

}  // namespace

AlarmLoad alarm_load(const LoadRows& rows, Instant from, Instant until) {
  AlarmLoad load;
  load.alarms = static_cast<int>(rows.alarms.size());
  std::set<PatientId> patients;
  for (const LoadRow& row : rows.alarms) patients.insert(row.patient);
  load.patients = static_cast<int>(patients.size());
  const double hours = Seconds(until - from).count() / 3600;
  if (load.patients) load.per_patient_hour = load.alarms / (hours * load.patients);
  load.hours = hours_of(rows);
  load.top = top_of(rows);
  load.responses = responses_of(rows);
  load.silenced_seconds = silenced_of(rows);
  return load;
}

}  // namespace vestibule::vitals
