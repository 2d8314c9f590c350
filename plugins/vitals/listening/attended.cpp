#include "attended.hpp"

#include <utility>

namespace vestibule::vitals {

void Attended::assign(std::optional<Assignment> assignment, Now now) {
  const std::int64_t before = heard_.episode;
  assignment_ = std::move(assignment);
  heard_.episode = episode() ? episode()->episode : 0;
  news_ = true;
  if (assignment_) heard_.device.expect(now.steady);
  if (heard_.episode == before) return;
  since_ = now.steady;
  heard_.latest = {};
  heard_.faults = {};
  watch_.reset();
  findings_.clear();
  if (heard_.episode == 0 || !assignment_->conditions) return;
  watch_.emplace(assignment_->conditions);
  for (const auto& [condition, priority] : assignment_->known) watch_->adopt(condition, priority);
}

void Attended::use(std::shared_ptr<const Conditions> conditions) {
  if (assignment_->conditions == conditions) return;
  assignment_->conditions = conditions;
  if (watch_) watch_->use(std::move(conditions), findings_);
}

Attended::Outcome Attended::hear(const NumericsRead& read, Now now) {
  Reading reading;
  const auto verdict = heard_.device.hear(read, now, reading);
  if (watch_) watch_->clock_wrong(heard_.device.clock_is_off(), now.steady, findings_);
  if (verdict == Device::Verdict::refused) news_ = true;
  if (verdict != Device::Verdict::fresh && verdict != Device::Verdict::late) return {};
  news_ = true;
  if (!episode()) return {};
  // By our clock, as well as that can be known: a device that was cut off may send now what it measured before.
  if (reading.came - heard_.device.delay() < since_) {
    heard_.device.refuse(Refusal::before_patient);
    return {};
  }
  if (verdict == Device::Verdict::late) return {reading, false};
  if (watch_) {
    watch_->silent(false, now.steady, findings_);
    watch_->see(reading, findings_);
  }
  heard_.demo = (reading.quality & quality_demo) != 0;
  const bool doubtful = (reading.quality & (quality_motion | quality_low_perfusion)) != 0;
  const bool cuff = (reading.quality & quality_cuff_inflating) != 0;
  for (std::size_t m = 0; m < measures; ++m) {
    if (reading.values[m]) {
      const bool under_cuff = cuff && (m == at(Measure::spo2) || m == at(Measure::pr));
      heard_.latest[m] = Latest{*reading.values[m], reading.came, doubtful || under_cuff};
      heard_.faults[m] = false;
    } else if (reading.faults[m]) {
      heard_.latest[m].reset();
      heard_.faults[m] = true;
    }
  }
  return {reading, true};
}

void Attended::hear(const DeviceStatus& status, Now now) {
  heard_.device.hear(status, now);
  news_ = true;
  if (status.st != "online" || status.boot <= boot_) return;
  boot_ = status.boot;
  last_alarm_ = 0;
  if (watch_) watch_->device_started(now.steady, findings_);
}

void Attended::hear(const DeviceAlarm& alarm, Now now) {
  if (alarm.seq <= last_alarm_ || !watch_) return;  // a repetition, or nobody lies there
  last_alarm_ = alarm.seq;
  Priority priority = Priority::high;  // a word we do not know is not taken for a harmless one
  boost::describe::enum_from_string(alarm.priority.c_str(), priority);
  watch_->device_alarm(alarm.code, priority, alarm.on, now.steady, findings_);
}

void Attended::score(std::int64_t episode, int points, bool red, Steady now) {
  if (watch_ && heard_.episode == episode) watch_->score(points, red, now, findings_);
}

void Attended::deaf(Steady now) {
  if (watch_) watch_->silent(true, now, findings_);
}

std::optional<Found> Attended::found() {
  if (findings_.empty()) return std::nullopt;
  const Placing& whose = *episode();
  return Found{whose.episode, whose.patient, assignment_->ward, whose.bed, std::exchange(findings_, {})};
}

void Attended::refuse(Refusal why) {
  heard_.device.refuse(why);
  news_ = true;
}

bool Attended::beat(Steady now) {
  const auto state = heard_.device.state(now);
  if (watch_) {
    // That it is there again only a reading says: waiting anew, as after the house's own line was down, is no reading.
    if (state == DeviceState::silent || state == DeviceState::offline) watch_->silent(true, now, findings_);
    watch_->tick(now, findings_);
  }
  if (state == std::exchange(state_, state)) return false;
  return news_ = true;
}

}  // namespace vestibule::vitals
