#pragma once
// What people have seen and prescribed, beside what monitors measure; and the inputs of a score from both. Pure.

#include <map>
#include <string>

#include "devices/reading.hpp"
#include "scores/score.hpp"

namespace vestibule::vitals {

/// What can be entered by hand: "oxygen" (1 or 0), "consciousness" (index of its letter), or a measure's name.
struct Observed {
  double value = 0;
  Instant at{};
  Steady seen{};  ///< the same moment for ages; after a restart as far back as the wall says
  std::string by;
};

/// SpO2 scale of a patient, prescribed; without one it is 1.
struct Prescribed {
  int scale = 1;
  std::string prescriber;
  Instant at{};
};

/// The latest of one patient.
struct Chart {
  std::map<std::string, Observed> observed;
  std::optional<Prescribed> scale;
};

/// A monitor's value and since when it has been known.
struct Measured {
  double value = 0;
  Steady came{};
};

/// The one that is younger, of what a monitor measured and what was entered; for breaths, saturation and pulse what a monitor measures now.
Inputs inputs_of(const Chart& chart, const PerMeasure<std::optional<Measured>>& measured, Steady now);

/// Which kinds of observations a patient's chart takes, checked: invalid names what is wrong.
Result<> check_observation(const std::string& kind, double value);

}  // namespace vestibule::vitals
