#include "device.hpp"

#include <algorithm>

namespace vestibule::vitals {

Sequence::Place Sequence::take(std::int64_t number, std::int64_t taken_ms) {
  const std::int64_t ahead = number - last_;
  if (last_ == 0 || (ahead <= -window && taken_ms > taken_ms_)) {
    *this = Sequence{missing_};
    last_ = number, taken_ms_ = taken_ms, seen_ = 1;
    return Place::next;
  }
  if (ahead > 0) {
    missing_ += ahead - 1;
    seen_ = ahead >= window ? 1 : (seen_ << ahead) | 1;
    last_ = number, taken_ms_ = std::max(taken_ms_, taken_ms);
    return Place::next;
  }
  if (ahead <= -window) return Place::repeated;
  const std::uint64_t bit = std::uint64_t{1} << -ahead;
  if ((seen_ & bit) != 0) return Place::repeated;
  seen_ |= bit;
  if (missing_ > 0) --missing_;
  return Place::late;
}

Device::Verdict Device::hear(const NumericsRead& read, Now now, Reading& reading) {
  const Duration skew = from_millis(read.taken_ms) - now.wall;
  const bool unsynchronised = (read.quality & quality_clock_unsynchronised) != 0;
  last_skew_ = skew;
  // Not in its sequence either: a jump of its clock must not be taken for a restart.
  clock_is_off_ = !unsynchronised && std::chrono::abs(skew) > most_clock_skew;
  if (clock_is_off_) {
    refuse(Refusal::clock);
    return Verdict::refused;
  }
  const auto place = sequence_.take(read.sequence, read.taken_ms);
  if (place == Sequence::Place::repeated) {
    ++repeated_;
    return Verdict::repeated;
  }
  for (int n = 0; n < read.out_of_range; ++n) refuse(Refusal::range);
  for (int n = 0; n < read.sentinels; ++n) refuse(Refusal::sentinel);
  ++received_;
  if (unsynchronised) last_skew_.reset();
  else skew_ = std::max(skew_.value_or(skew), skew);
  reading = {unsynchronised ? now.wall : from_millis(read.taken_ms), now.steady, read.quality, read.values, read.faults};
  if (place == Sequence::Place::late) return Verdict::late;
  heard_ = now.steady;
  last_seen_ = now.wall;
  offline_ = false;  // who speaks is there, whatever a will says of it
  return Verdict::fresh;
}

void Device::hear(const DeviceStatus& status, Now now) {
  if (boot_ && status.boot < *boot_) {
    ++old_boots_;
    return;
  }
  if (status.st == "offline") {
    if (boot_ && status.boot != *boot_) {  // the will of a boot whose birth has not come says nothing of the one that is running
      ++old_boots_;
      return;
    }
    boot_ = status.boot;
    offline_ = true;
    reason_ = status.reason;
    return;
  }
  if (boot_ != status.boot) {
    sequence_.begin_anew();
    skew_.reset();
    heard_ = std::max(heard_.value_or(now.steady), now.steady);
  }
  boot_ = status.boot;
  offline_ = false;
  reason_.reset();
  model_ = status.model;
  firmware_ = status.fw;
}

DeviceState Device::state(Steady now) const {
  if (offline_) return DeviceState::offline;
  if (!heard_) return DeviceState::none;
  return now - *heard_ >= silent_after ? DeviceState::silent : DeviceState::online;
}

DeviceHealth Device::health(const DeviceId& device, Now now) const {
  DeviceHealth health;
  health.device = device;
  health.state = state(now.steady);
  health.last_seen = last_seen_;
  if (health.state != DeviceState::online && heard_) health.silent_ms = (now.steady - *heard_).count();
  health.boot = boot_.value_or(0);
  health.received = received_;
  health.missing = sequence_.missing();
  health.repeated = repeated_;
  for (std::size_t why = 0; why < refused_.size(); ++why)
    if (refused_[why] > 0) health.refused[boost::describe::enum_to_string(static_cast<Refusal>(why), "?")] = refused_[why];
  if (old_boots_ > 0) health.refused["old_boot"] = old_boots_;
  if (last_skew_) health.clock_skew_ms = last_skew_->count();
  health.model = model_;
  health.firmware = firmware_;
  if (health.state == DeviceState::offline) health.offline_reason = reason_;
  return health;
}

}  // namespace vestibule::vitals
