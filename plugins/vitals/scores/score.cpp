#include "score.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "rounding.hpp"
#include "tables.hpp"

namespace vestibule::vitals {
namespace {

using namespace std::chrono_literals;

constexpr double adult_years = 16;

/// How long a value counts. NEWS2 asks for a new set of observations every 12 hours, and every 4 to 6 once there are points.
Duration lasts(Parameter parameter, const Noted& noted, bool has_points) {
  const bool continuous = parameter == Parameter::respiration || parameter == Parameter::spo2 || parameter == Parameter::pulse;
  if (!noted.entered && continuous) return 1min;
  return has_points ? Duration{6h} : Duration{12h};
}

bool applies(When when, int scale, const Inputs& inputs) {
  // Oxygen not known: as on air, which can only give fewer points. The score says that oxygen is missing.
  const bool on_oxygen = inputs.at(Parameter::oxygen) && inputs.at(Parameter::oxygen)->value > 0;
  switch (when) {
    case When::always: return true;
    case When::scale_1: return scale == 1;
    case When::scale_2_on_air: return scale == 2 && !on_oxygen;
    case When::scale_2_on_oxygen: return scale == 2 && on_oxygen;
  }
  return false;
}

int points_of(const Row& row, int steps) {
  return std::find_if(row.bands.begin(), row.bands.end(), [&](const Band& band) { return steps <= band.upto; })->points;
}

std::string banded_text(Parameter parameter, int steps) {
  if (parameter == Parameter::oxygen) return steps ? "oxygen" : "air";
  if (parameter == Parameter::consciousness) return boost::describe::enum_to_string(static_cast<Consciousness>(steps), "?");
  return bounds_of(parameter).steps == 10 ? fmt::format("{}.{}", steps / 10, steps % 10) : fmt::format("{}", steps);
}

Result<> check(const Inputs& inputs, const Subjected& subject) {
  if (subject.scale != 1 && subject.scale != 2) return fail(Code::invalid, "$.scale is {}: there are the SpO2 scales 1 and 2", subject.scale);
  if (subject.age && !(*subject.age >= 0 && *subject.age <= 130)) return fail(Code::invalid, "$.age is {}: years from 0 to 130 are possible", *subject.age);
  if (subject.age && *subject.age < adult_years)
    return fail(Code::invalid, "$.age is {}: these scores are for patients of 16 years and more; use a paediatric score", *subject.age);
  if (subject.pregnant.value_or(false)) return fail(Code::invalid, "$.pregnant is true: these scores do not hold in pregnancy; use an obstetric score");
  for (std::size_t i = 0; i < parameters; ++i) {
    const auto parameter = static_cast<Parameter>(i);
    const Bounds& bounds = bounds_of(parameter);
    const auto& noted = inputs.at(parameter);
    if (!noted) continue;
    if (!(noted->value >= bounds.least && noted->value <= bounds.most))
      return fail(Code::invalid, "$.{} is {}: {} to {} {} can be measured", name_of(parameter), noted->value, bounds.least, bounds.most, bounds.unit);
    if (noted->age < Duration::zero()) return fail(Code::invalid, "$.ages.{} lies in the future", name_of(parameter));
  }
  return {};
}

/// The inputs without those that have grown too old.
Inputs fresh(const Inputs& inputs, bool has_points) {
  Inputs counting;
  for (std::size_t i = 0; i < parameters; ++i) {
    const auto parameter = static_cast<Parameter>(i);
    if (const auto& noted = inputs.at(parameter); noted && noted->age <= lasts(parameter, *noted, has_points)) counting.set(parameter, *noted);
  }
  return counting;
}

ScorePart part_of(const Row& row, const Inputs& counting, const Inputs& given) {
  ScorePart part;
  part.parameter = name_of(row.parameter);
  const auto& noted = given.at(row.parameter);
  if (!noted) return part;
  const int steps = in_steps(noted->value, bounds_of(row.parameter).steps);
  part.value = noted->value;
  part.banded = banded_text(row.parameter, steps);
  part.minutes = std::chrono::duration<double, std::ratio<60>>(noted->age).count();
  part.stale = !counting.at(row.parameter);
  if (const int points = points_of(row, steps); !part.stale && points != unknown) part.points = points;
  return part;
}

ScoreGiven add_up(const Table& table, const Inputs& counting, const Inputs& given, int scale) {
  ScoreGiven score;
  score.score = table.name;
  score.version = table.version;
  score.scale = scale;
  for (const Row& row : table.rows) {
    if (!applies(row.when, scale, counting)) continue;
    score.parts.push_back(part_of(row, counting, given));
    const ScorePart& part = score.parts.back();
    if (!part.points) score.missing.push_back(part.parameter);
    score.total += part.points.value_or(0);
    if (table.red_counts && part.points == 3) score.red.push_back(part.parameter);
  }
  score.complete = score.missing.empty();
  score.risk = std::find_if(table.risks.begin(), table.risks.end(), [&](const RiskBand& band) { return score.total <= band.upto; })->risk;
  if (!score.red.empty()) score.risk = std::max(score.risk, Risk::low_medium);
  score.says = score.complete ? fmt::format("{}", score.total) : fmt::format("at least {}, {} missing", score.total, fmt::join(score.missing, ", "));
  return score;
}

}  // namespace

std::string_view name_of(Parameter parameter) { return boost::describe::enum_to_string(parameter, "?"); }

Result<ScoreGiven> score(const Table& table, const Inputs& inputs, const Subjected& subject) {
  VESTIBULE_CHECK(check(inputs, subject));
  ScoreGiven score = add_up(table, fresh(inputs, false), inputs, subject.scale);
  // What is between 6 and 12 hours old makes the points because of which it no longer counts: so the first sum decides, not the second.
  if (score.total >= 1) score = add_up(table, fresh(inputs, true), inputs, subject.scale);
  if (!subject.age) score.unchecked.emplace_back("age");
  if (!subject.pregnant) score.unchecked.emplace_back("pregnant");
  return score;
}

}  // namespace vestibule::vitals
