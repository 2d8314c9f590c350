#pragma once
// One alarm: what is wrong with whom, who knows of it, and how it ended.

#include <cstdint>
#include <optional>
#include <string>

#include <vestibule/clock.hpp>
#include <vestibule/vitals_alarms.hpp>

namespace vestibule::vitals {

/// How an alarm ended: a person has seen it; it was passed on; or neither, and why.
enum class Ended { acknowledged, escalated, expired };
BOOST_DESCRIBE_ENUM(Ended, acknowledged, escalated, expired)

/// Why it is over.
enum class Reason {
  acknowledged,   ///< somebody has seen it, and what it was about is over
  inside,         ///< over by itself before anybody has seen it
  replaced,       ///< what measured it failed: a technical alarm stands in its place
  returned,       ///< it had been over and is there again: a new alarm
  switched_off,   ///< by policy
  moved,          ///< the patient lies in another bed
  discharged,
  device_changed  ///< the bed has another monitor, or none
};
BOOST_DESCRIBE_ENUM(Reason, acknowledged, inside, replaced, returned, switched_off, moved, discharged, device_changed)

/// Where an alarm comes from. One episode is one patient in one bed under one device.
struct Place {
  std::int64_t episode = 0;
  PatientId patient;
  WardId ward;
  BedId bed;
};

/// A moment on both clocks: the wall for people and for what survives a restart, the steady one for what is waited for.
struct Both {
  Instant wall{};
  Steady steady{};
};

/// Named Alarm on the wire by its number.
struct AlarmRow {
  std::int64_t number = 0;
  Place place;
  std::string condition;
  bool technical = false;
  Priority priority = Priority::low, worst = Priority::low;
  std::optional<Measure> measure;
  std::optional<double> value, limit;
  Instant raised_at{};
  bool present = true;  ///< the condition is there; not so: latched until somebody acknowledges
  std::optional<Instant> acknowledged_at, first_acknowledged_at;
  std::string acknowledged_by;
  std::optional<Both> audio_paused_until, paused_until;
  Both waiting_since;    ///< the wait for a person; goes on through what replaces or returns
  int stage = 0;         ///< 0 the bed's nurse and the ward's screen, 1 the whole ward and the charge nurse, 2 the doctor
  int repeats = 0;       ///< of the last stage
  std::optional<Both> due;  ///< when it escalates next
  std::optional<Instant> ended_at;
  std::optional<Ended> ended;
  std::optional<Reason> reason;

  AlarmId id() const { return AlarmId{std::to_string(number)}; }
  bool open() const { return !ended_at; }
};

/// One line of what was done about an alarm.
struct StepRow {
  std::int64_t alarm = 0;
  Instant at{};
  std::string what, actor;
  Priority priority = Priority::low;
  std::int64_t seconds = 0;  ///< of a pause
  std::string detail;
};

}  // namespace vestibule::vitals
