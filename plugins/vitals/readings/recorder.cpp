#include "recorder.hpp"

#include <algorithm>

namespace vestibule::vitals {

void Recorder::add(std::int64_t episode, const Reading& reading) {
  auto& open = open_[episode];
  if (open.packer.count() == 0) {
    open.since = reading.came;
    due_.emplace(reading.came, episode);
  }
  open.packer.add({reading.taken, reading.quality, reading.values});
  if (open.packer.count() >= longest_stretch) close_stretch(episode, open);
  const Instant minute = std::chrono::floor<std::chrono::minutes>(reading.taken);
  if (minute != open.minute) {
    close_minute(episode, open);
    open.minute = minute;
  }
  open.summary.add(reading.values);
}

void Recorder::close_stretch(std::int64_t episode, Open& open) {
  if (open.packer.count() == 0) return;
  Stretch stretch{episode, open.packer.base(), open.packer.begins(), open.packer.ends(), {}};
  stretch.readings = open.packer.take();
  batch_.stretches.push_back(std::move(stretch));
}

void Recorder::close_minute(std::int64_t episode, Open& open) {
  const bool any = std::any_of(open.summary.of.begin(), open.summary.of.end(), [](const auto& figures) { return figures.count > 0; });
  if (any) batch_.minutes.push_back({episode, open.minute, pack(open.summary)});
  open.summary = {};
}

void Recorder::end(std::int64_t episode) {
  const auto found = open_.find(episode);
  if (found == open_.end()) return;
  close_stretch(episode, found->second);
  close_minute(episode, found->second);
  open_.erase(found);
}

Batch Recorder::take(Steady now, bool all) {
  while (!due_.empty() && due_.begin()->first + stretch_ <= now) {
    const auto [since, episode] = *due_.begin();
    due_.erase(due_.begin());
    if (const auto found = open_.find(episode); found != open_.end() && found->second.since == since) close_stretch(episode, found->second);
  }
  if (all)
    for (auto& [episode, open] : open_) {
      close_stretch(episode, open);
      close_minute(episode, open);
    }
  return std::exchange(batch_, {});
}

}  // namespace vestibule::vitals
