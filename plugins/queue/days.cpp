#include "days.hpp"

#include <algorithm>

namespace vestibule::queue {

std::optional<WaitsTold> waits_of(std::vector<int> seconds) {
  if (seconds.empty()) return std::nullopt;
  std::sort(seconds.begin(), seconds.end());
  const std::size_t count = seconds.size();
  return WaitsTold{static_cast<int>(count), seconds[(count + 1) / 2 - 1], seconds[(9 * count + 9) / 10 - 1]};
}

void DaySums::came(int hour, State state) {
  HourTold& entry = hours_[hour];
  ++told_.came;
  ++entry.came;
  if (state == State::done) ++told_.done, ++entry.done;
  if (state == State::no_show) ++told_.no_show;
  if (state == State::cancelled) ++told_.cancelled;
}

void DaySums::called(int hour, const Waited& waited) {
  waits_[hour].push_back(waited.seconds);
  if (waited.target_seconds) {
    ++told_.with_target;
    if (waited.seconds <= *waited.target_seconds) ++told_.in_target;
  }
  if (waited.low_minutes && waited.high_minutes) {
    ++told_.promised;
    if (waited.seconds >= *waited.low_minutes * 60 && waited.seconds <= *waited.high_minutes * 60) ++told_.inside;
  }
}

DayTold DaySums::told() const {
  DayTold told = told_;
  std::vector<int> all;
  for (const auto& [hour, waits] : waits_) all.insert(all.end(), waits.begin(), waits.end());
  told.waits = waits_of(std::move(all));
  if (hours_.empty()) return told;
  for (int hour = hours_.begin()->first; hour <= hours_.rbegin()->first; ++hour) {
    const auto found = hours_.find(hour);
    HourTold entry = found == hours_.end() ? HourTold{} : found->second;
    entry.hour = hour;
    if (const auto waits = waits_.find(hour); waits != waits_.end()) entry.waits = waits_of(waits->second);
    told.hours.push_back(std::move(entry));
  }
  return told;
}

}  // namespace vestibule::queue
