#include "scores/chart.hpp"

#include <algorithm>

#include "scores/tables.hpp"

namespace vestibule::vitals {
namespace {

constexpr std::pair<Parameter, Measure> measured_as[] = {{Parameter::respiration, Measure::rr}, {Parameter::spo2, Measure::spo2}, {Parameter::systolic, Measure::sbp},
                                                         {Parameter::pulse, Measure::hr},       {Parameter::pulse, Measure::pr},  {Parameter::temperature, Measure::temp}};

void consider(Inputs& inputs, Parameter parameter, Noted noted) {
  const auto& known = inputs.at(parameter);
  // A monitor's value of this minute goes before what somebody wrote down, whichever is younger.
  const auto lives = [](const Noted& one) { return !one.entered && one.age <= std::chrono::minutes{1}; };
  if (known && (lives(*known) != lives(noted) ? lives(*known) : known->age <= noted.age)) return;
  inputs.set(parameter, noted);
}

std::string word(Measure measure) { return boost::describe::enum_to_string(measure, "?"); }

}  // namespace

Inputs inputs_of(const Chart& chart, const PerMeasure<std::optional<Measured>>& measured, Steady now) {
  Inputs inputs;
  const auto age = [&](Steady since) { return std::max(Duration{now - since}, Duration::zero()); };
  for (const auto& [parameter, measure] : measured_as) {
    if (const auto& value = measured[at(measure)]) consider(inputs, parameter, {value->value, age(value->came), false});
    if (const auto found = chart.observed.find(word(measure)); found != chart.observed.end())
      consider(inputs, parameter, {found->second.value, age(found->second.seen), true});
  }
  for (const Parameter parameter : {Parameter::oxygen, Parameter::consciousness})
    if (const auto found = chart.observed.find(std::string(name_of(parameter))); found != chart.observed.end())
      inputs.set(parameter, {found->second.value, age(found->second.seen), true});
  return inputs;
}

Result<> check_observation(const std::string& kind, double value) {
  if (kind == "oxygen" || kind == "consciousness") return {};
  Measure measure{};
  if (!boost::describe::enum_from_string(kind.c_str(), measure)) return fail(Code::invalid, "$.values.{} is no measure; there are {}", kind, Codec<Measure>::type());
  for (const auto& [parameter, its] : measured_as) {
    const Bounds& bounds = bounds_of(parameter);
    if (its == measure && !(value >= bounds.least && value <= bounds.most))
      return fail(Code::invalid, "$.values.{} is out of range: {} to {} {} can be measured", kind, bounds.least, bounds.most, bounds.unit);
  }
  if ((measure == Measure::dbp || measure == Measure::map) && !(value >= 0 && value <= 300))
    return fail(Code::invalid, "$.values.{} is out of range: 0 to 300 mmHg can be measured", kind);
  return {};
}

}  // namespace vestibule::vitals
