#include <doctest/doctest.h>

#include "chart.hpp"
#include "scores/score.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

/// Everything at 0 points: breaths 16, SpO2 97 (90 on scale 2), air, 120 mmHg, 70/min, alert, 37.0.
Inputs well(int scale = 1) {
  Inputs inputs;
  inputs.set(Parameter::respiration, {16});
  inputs.set(Parameter::spo2, {scale == 1 ? 97.0 : 90.0});
  inputs.set(Parameter::oxygen, {0});
  inputs.set(Parameter::systolic, {120});
  inputs.set(Parameter::pulse, {70});
  inputs.set(Consciousness::A);
  inputs.set(Parameter::temperature, {37.0});
  return inputs;
}

ScoreGiven scored(const Inputs& inputs, int scale = 1) {
  auto given = score(news2(), inputs, {scale, 50.0, false});
  REQUIRE(given);
  return *given;
}

/// The points of one parameter in an otherwise well patient, and that the total is just these and oxygen's.
int points_of(Parameter parameter, double value, bool on_oxygen, int scale) {
  Inputs inputs = well(scale);
  inputs.set(Parameter::oxygen, {on_oxygen ? 1.0 : 0.0});
  inputs.set(parameter, {value});
  const ScoreGiven given = scored(inputs, scale);
  for (const auto& part : given.parts)
    if (part.parameter == name_of(parameter)) {
      CHECK(given.total == *part.points + (on_oxygen ? 2 : 0));
      return *part.points;
    }
  return -1;
}

struct Swept {
  Parameter parameter;
  std::string row;
  int scale;
  double from, to;
  int steps;
};

}  // namespace

TEST_CASE("every value that can be measured gets the chart's points, on both scales, on air and on oxygen") {
  const Swept all[] = {{Parameter::respiration, "respiration", 1, 0, 150, 1},   {Parameter::spo2, "spo2 scale 1", 1, 0, 100, 1},
                       {Parameter::spo2, "spo2 scale 2", 2, 0, 100, 1},         {Parameter::systolic, "systolic", 1, 0, 300, 1},
                       {Parameter::pulse, "pulse", 1, 0, 350, 1},               {Parameter::temperature, "temperature", 1, 15, 45, 10},
                       {Parameter::respiration, "respiration", 2, 0, 150, 1},   {Parameter::systolic, "systolic", 2, 0, 300, 1},
                       {Parameter::pulse, "pulse", 2, 0, 350, 1},               {Parameter::temperature, "temperature", 2, 15, 45, 10}};
  int compared = 0;
  for (const Swept& one : all)
    for (const bool on_oxygen : {false, true})
      for (int step = static_cast<int>(one.from) * one.steps; step <= static_cast<int>(one.to) * one.steps; ++step) {
        const double value = static_cast<double>(step) / one.steps;
        INFO(one.row << " " << value << (on_oxygen ? " on oxygen" : " on air"));
        const auto printed = chart::points(one.row, value, on_oxygen);
        REQUIRE(printed);
        CHECK(points_of(one.parameter, value, on_oxygen, one.scale) == *printed);
        ++compared;
      }
  CHECK(compared == 2 * (2 * (151 + 301 + 351 + 301) + 2 * 101));
}

TEST_CASE("just beside each boundary a value is rounded first: temperature to a tenth, the others to whole numbers") {
  const std::tuple<Parameter, std::string, int, double> all[] = {{Parameter::respiration, "respiration", 1, 1}, {Parameter::spo2, "spo2 scale 1", 1, 1},
                                                                 {Parameter::spo2, "spo2 scale 2", 2, 1},       {Parameter::systolic, "systolic", 1, 1},
                                                                 {Parameter::pulse, "pulse", 1, 1},             {Parameter::temperature, "temperature", 1, 0.1}};
  for (const auto& [parameter, row, scale, unit] : all)
    for (const double edge : chart::edges(row))
      for (const bool on_oxygen : {false, true})
        for (const int part : {-6, -5, -4, -1, 1, 4, 5, 6}) {
          const double value = std::stod(fmt::format("{:.3f}", edge + part * unit / 10));  // as somebody would write it
          const double rounded = edge + (part >= 5 ? unit : part < -5 ? -unit : 0);        // halves upwards
          INFO(row << " " << value << (on_oxygen ? " on oxygen" : " on air"));
          CHECK(points_of(parameter, value, on_oxygen, scale) == *chart::points(row, rounded, on_oxygen));
        }
}

TEST_CASE("35.04 is 35.0 and 35.06 is 35.1, and a half goes up as it was written") {
  const auto points = [](double value) { return points_of(Parameter::temperature, value, false, 1); };
  CHECK(points(35.04) == 3);
  CHECK(points(35.05) == 1);
  CHECK(points(35.06) == 1);
  CHECK(points(36.05) == 0);  // as a double it is 36.049999...
  CHECK(points(38.04) == 0);
  CHECK(points(38.05) == 1);
  CHECK(points(39.05) == 2);
  CHECK(points_of(Parameter::pulse, 90.49, false, 1) == 0);
  CHECK(points_of(Parameter::pulse, 90.5, false, 1) == 1);
}

TEST_CASE("consciousness and oxygen") {
  for (const auto level : {Consciousness::C, Consciousness::V, Consciousness::P, Consciousness::U}) {
    Inputs inputs = well();
    inputs.set(level);
    const auto given = scored(inputs);
    CHECK(given.total == 3);
    CHECK(given.risk == Risk::low_medium);
    CHECK(given.red == std::vector<std::string>{"consciousness"});
  }
  Inputs inputs = well();
  inputs.set(Parameter::oxygen, {1});
  CHECK(scored(inputs).says == "2");
  CHECK(scored(well()).total == 0);
  CHECK(scored(well(2), 2).total == 0);
}

TEST_CASE("a sum is the sum of its points in every combination of bands, and its risk follows from them") {
  // One value of each band, with the chart's points.
  const std::vector<std::pair<double, int>> breaths{{8, 3}, {9, 1}, {12, 0}, {21, 2}, {25, 3}}, pressures{{90, 3}, {91, 2}, {101, 1}, {111, 0}, {220, 3}},
      pulses{{40, 3}, {41, 1}, {51, 0}, {91, 1}, {111, 2}, {131, 3}}, warmths{{35.0, 3}, {35.1, 1}, {36.1, 0}, {38.1, 1}, {39.1, 2}};
  int most = 0, wrong = 0, seen = 0;
  for (const int scale : {1, 2})
    for (const bool on_oxygen : {false, true})
      for (const auto level : {Consciousness::A, Consciousness::V})
        for (const double saturation : {83., 84., 86., 88., 91., 92., 93., 94., 95., 96., 97.})
          for (const auto& [breath, p1] : breaths)
            for (const auto& [pressure, p2] : pressures)
              for (const auto& [beat, p3] : pulses)
                for (const auto& [warmth, p4] : warmths) {
                  Inputs inputs;
                  inputs.set(Parameter::respiration, {breath});
                  inputs.set(Parameter::spo2, {saturation});
                  inputs.set(Parameter::oxygen, {on_oxygen ? 1.0 : 0.0});
                  inputs.set(Parameter::systolic, {pressure});
                  inputs.set(Parameter::pulse, {beat});
                  inputs.set(level);
                  inputs.set(Parameter::temperature, {warmth});
                  const int p5 = *chart::points(scale == 1 ? "spo2 scale 1" : "spo2 scale 2", saturation, on_oxygen), p6 = level == Consciousness::A ? 0 : 3;
                  const int total = p1 + p2 + p3 + p4 + p5 + p6 + (on_oxygen ? 2 : 0);
                  const bool red = p1 == 3 || p2 == 3 || p3 == 3 || p4 == 3 || p5 == 3 || p6 == 3;
                  const Risk risk = total >= 7 ? Risk::high : total >= 5 ? Risk::medium : red ? Risk::low_medium : Risk::low;
                  const auto given = score(news2(), inputs, {scale, 16.0, false});
                  wrong += !given || given->total != total || given->risk != risk || !given->complete || given->red.empty() == red;
                  most = std::max(most, total);
                  ++seen;
                }
  CHECK(wrong == 0);
  CHECK(seen == 66'000);
  CHECK(most == 20);
}

TEST_CASE("a missing parameter is never 0 points but makes the score 'at least'") {
  for (int i = 0; i < static_cast<int>(parameters); ++i) {
    Inputs inputs;
    for (int other = 0; other < static_cast<int>(parameters); ++other)
      if (other != i) inputs.set(static_cast<Parameter>(other), *well().at(static_cast<Parameter>(other)));
    const auto given = scored(inputs);
    CHECK_FALSE(given.complete);
    CHECK(given.missing == std::vector<std::string>{std::string(name_of(static_cast<Parameter>(i)))});
    CHECK(given.says == fmt::format("at least 0, {} missing", name_of(static_cast<Parameter>(i))));
  }
  const auto nothing = scored(Inputs{});
  CHECK(nothing.missing.size() == parameters);
  CHECK(nothing.total == 0);
  // On scale 2, whether 95 % earns points hangs on oxygen: without it the least is said.
  Inputs inputs = well(2);
  Inputs without;
  for (int i = 0; i < static_cast<int>(parameters); ++i)
    if (static_cast<Parameter>(i) != Parameter::oxygen) without.set(static_cast<Parameter>(i), *inputs.at(static_cast<Parameter>(i)));
  without.set(Parameter::spo2, {97});
  CHECK(scored(without, 2).says == "at least 0, oxygen missing");
}

TEST_CASE("oxygen and consciousness entered by hand age out after 12 hours, after 6 once there are points") {
  const auto aged = [](Duration oxygen, Duration consciousness, double pulse) {
    Inputs inputs = well();
    inputs.set(Parameter::oxygen, {0, oxygen, true});
    inputs.set(Consciousness::A, consciousness);
    inputs.set(Parameter::pulse, {pulse, 1s, false});
    return scored(inputs);
  };
  CHECK(aged(12h, 12h, 70).complete);
  CHECK(aged(12h + 1ms, 0h, 70).missing == std::vector<std::string>{"oxygen"});
  CHECK(aged(0h, 12h + 1ms, 70).missing == std::vector<std::string>{"consciousness"});
  CHECK(aged(6h, 6h, 95).complete);
  CHECK(aged(6h + 1ms, 6h, 95).says == "at least 1, oxygen missing");
  CHECK(aged(6h + 1ms, 7h, 70).complete);
}

TEST_CASE("what makes the points may itself be too old for them") {
  Inputs inputs = well();
  inputs.set(Parameter::oxygen, {1, 7h, true});
  const auto given = scored(inputs);
  CHECK(given.says == "at least 0, oxygen missing");
  CHECK(given.parts[2].stale);
  CHECK(given.parts[2].value == 1);
  CHECK(given.parts[2].minutes == 420);
}

TEST_CASE("a monitor's breaths, saturation and pulse count for a minute, its pressure like a chart's") {
  Inputs inputs = well();
  inputs.set(Parameter::pulse, {70, 61s, false});
  inputs.set(Parameter::systolic, {120, 5h, false});
  CHECK(scored(inputs).missing == std::vector<std::string>{"pulse"});
  inputs.set(Parameter::pulse, {70, 60s, false});
  CHECK(scored(inputs).complete);
}

TEST_CASE("children and pregnancy are refused, by name") {
  CHECK(score(news2(), well(), {1, 16.0, false}));
  const auto child = score(news2(), well(), {1, 15.99, false});
  REQUIRE_FALSE(child);
  CHECK(child.error().message == "$.age is 15.99: these scores are for patients of 16 years and more; use a paediatric score");
  CHECK(score(news2(), well(), {1, 30.0, true}).error().message.starts_with("$.pregnant"));
  CHECK(score(news2(), well(), {3, 30.0, false}).error().message == "$.scale is 3: there are the SpO2 scales 1 and 2");
  CHECK(score(news2(), well(), {1, std::nan(""), false}).error().code == Code::invalid);
}

TEST_CASE("with each score stand its inputs, their ages, the scale and the table's version") {
  const auto given = scored(well(2), 2);
  CHECK(given.version == "NEWS2 (RCP 2017) 1");
  CHECK(given.scale == 2);
  REQUIRE(given.parts.size() == parameters);
  CHECK(given.parts[6].banded == "37.0");
  CHECK(given.parts[2].banded == "air");
  CHECK(given.parts[5].banded == "A");
}
