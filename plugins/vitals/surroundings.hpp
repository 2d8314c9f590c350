#pragma once
// What rules, alarms and scores ask of the beds, so that they need not know them. Loop thread.

#include <functional>
#include <optional>

#include <vestibule/policy.hpp>
#include <vestibule/vitals_wire.hpp>

namespace vestibule::vitals {

struct Surroundings {
  /// The episode under way of a patient; none: the patient lies in no bed.
  std::function<std::optional<std::int64_t>(const PatientId&)> episode_of;
  /// Whom a request about a patient, or about a ward, is about.
  std::function<Subject(const PatientId&)> about_patient;
  std::function<Subject(const WardId&)> about_ward;
  std::function<bool(const WardId&)> is_ward;
  /// The ward looks different now.
  std::function<void(const WardId&)> repaint;
  /// Other limits hold: for one patient, or for a whole ward.
  std::function<void()> limits_changed;
};

}  // namespace vestibule::vitals
