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
  heard_.latest = {};
  heard_.faults = {};
}

Attended::Outcome Attended::hear(const NumericsRead& read, Now now) {
  Reading reading;
  const auto verdict = heard_.device.hear(read, now, reading);
  if (verdict == Device::Verdict::refused) news_ = true;
  if (verdict != Device::Verdict::fresh && verdict != Device::Verdict::late) return {};
  news_ = true;
  const Placing* const whose = episode();
  if (!whose) return {};
  // By our clock, as well as that can be known: a device that was cut off may send now what it measured before.
  const Instant measured = reading.taken - heard_.device.skew().value_or(Duration{0});
  if (measured < whose->begins) {
    heard_.device.refuse(Refusal::before_patient);
    return {};
  }
  if (verdict == Device::Verdict::late) return {reading, false};
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
}

void Attended::refuse(Refusal why) {
  heard_.device.refuse(why);
  news_ = true;
}

bool Attended::beat(Steady now) {
  const auto state = heard_.device.state(now);
  if (state == std::exchange(state_, state)) return false;
  return news_ = true;
}

}  // namespace vestibule::vitals
