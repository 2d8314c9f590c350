// The book's memory: finding alarms by patient, ward, condition and time.

#include <vestibule/trial.hpp>

#include <algorithm>
#include <tuple>

#include "alarms/book.hpp"

namespace vestibule::vitals {
namespace {

void take_out(std::vector<std::int64_t>& from, std::int64_t number) { from.erase(std::remove(from.begin(), from.end(), number), from.end()); }

PatientId key_of(const PatientId& patient) {
  if (VESTIBULE_PLANTED("alarm_merged_over_two_patients")) return PatientId{"anybody"};
  return patient;
}

}  // namespace

void AlarmBook::put(const AlarmRow& row) {
  const auto known = open_.find(row.number);
  if (known != open_.end()) forget_times(known->second);
  last_ = std::max(last_, row.number);
  const std::pair key{key_of(row.place.patient), row.condition};
  if (row.open()) {
    open_[row.number] = row;
    by_condition_[key] = row.number;
    if (known == open_.end()) {
      by_patient_[row.place.patient].push_back(row.number);
      by_ward_[row.place.ward].push_back(row.number);
    }
    if (row.due) due_.emplace(row.due->steady, row.number);
    for (const auto& until : {row.audio_paused_until, row.paused_until})
      if (until) pauses_.emplace(until->steady, row.number);
    return;
  }
  if (known == open_.end()) return;
  open_.erase(known);
  if (const auto its = by_condition_.find(key); its != by_condition_.end() && its->second == row.number) by_condition_.erase(its);
  take_out(by_patient_[row.place.patient], row.number);
  if (by_patient_[row.place.patient].empty()) by_patient_.erase(row.place.patient);
  take_out(by_ward_[row.place.ward], row.number);
}

void AlarmBook::forget_times(const AlarmRow& row) {
  if (row.due) due_.erase({row.due->steady, row.number});
  for (const auto& until : {row.audio_paused_until, row.paused_until})
    if (until) pauses_.erase({until->steady, row.number});
}

void AlarmBook::take_in(const AlarmChange& change) {
  for (const AlarmRow& row : change.rows) put(row);
}

const AlarmRow* AlarmBook::find(std::int64_t number) const {
  const auto found = open_.find(number);
  return found == open_.end() ? nullptr : &found->second;
}

const AlarmRow* AlarmBook::open_of(const PatientId& patient, const std::string& condition) const {
  const auto found = by_condition_.find({key_of(patient), condition});
  return found == by_condition_.end() ? nullptr : find(found->second);
}

std::vector<const AlarmRow*> AlarmBook::of(const PatientId& patient) const {
  std::vector<const AlarmRow*> rows;
  if (const auto found = by_patient_.find(patient); found != by_patient_.end())
    for (const std::int64_t number : found->second) rows.push_back(find(number));
  return rows;
}

std::vector<const AlarmRow*> AlarmBook::of(const WardId& ward) const {
  std::vector<const AlarmRow*> rows;
  if (const auto found = by_ward_.find(ward); found != by_ward_.end())
    for (const std::int64_t number : found->second) rows.push_back(find(number));
  std::sort(rows.begin(), rows.end(), [](const AlarmRow* one, const AlarmRow* other) {
    const auto urgency = [](const AlarmRow* row) { return std::tuple(row->acknowledged_at.has_value(), -static_cast<int>(row->priority), row->technical, -row->number); };
    return urgency(one) < urgency(other);
  });
  return rows;
}

std::vector<const AlarmRow*> AlarmBook::all() const {
  std::vector<const AlarmRow*> rows;
  for (const auto& [number, row] : open_) rows.push_back(&row);
  return rows;
}

std::vector<std::int64_t> AlarmBook::due(Steady now) const {
  std::vector<std::int64_t> numbers;
  for (const auto& [at, number] : due_) {
    if (at > now) break;
    numbers.push_back(number);
  }
  return numbers;
}

std::set<WardId> AlarmBook::end_pauses(Steady now) {
  std::set<WardId> wards;
  while (!pauses_.empty() && pauses_.begin()->first <= now) {
    wards.insert(open_.at(pauses_.begin()->second).place.ward);
    pauses_.erase(pauses_.begin());
  }
  return wards;
}

std::optional<Steady> AlarmBook::next() const {
  if (due_.empty() && pauses_.empty()) return std::nullopt;
  if (due_.empty()) return pauses_.begin()->first;
  return pauses_.empty() ? due_.begin()->first : std::min(due_.begin()->first, pauses_.begin()->first);
}

}  // namespace vestibule::vitals
