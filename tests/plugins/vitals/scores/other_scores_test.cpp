#include <doctest/doctest.h>

#include <cmath>

#include "scores/score.hpp"

using namespace vestibule;
using namespace vestibule::vitals;

namespace {

int points_of(const char* table, Parameter parameter, double value) {
  Inputs inputs;
  inputs.set(parameter, {value});
  const auto given = score(*table_named(table), inputs, {1, 40.0, false});
  REQUIRE(given);
  return given->total;
}

struct Range {
  Parameter parameter;
  double from, to;
  int points;
};

void compare(const char* table, const std::vector<Range>& ranges) {
  for (const Range& range : ranges) {
    const int steps = range.parameter == Parameter::temperature ? 10 : 1;
    for (int step = static_cast<int>(std::lround(range.from * steps)); step <= static_cast<int>(std::lround(range.to * steps)); ++step) {
      const double value = static_cast<double>(step) / steps;
      INFO(table << " " << name_of(range.parameter) << " " << value);
      CHECK(points_of(table, range.parameter, value) == range.points);
    }
  }
}

}  // namespace

TEST_CASE("MEWS as Subbe and others printed it in 2001") {
  using enum Parameter;
  compare("mews", {{respiration, 0, 8, 2}, {respiration, 9, 14, 0}, {respiration, 15, 20, 1}, {respiration, 21, 29, 2}, {respiration, 30, 150, 3},
                   {pulse, 0, 40, 2}, {pulse, 41, 50, 1}, {pulse, 51, 100, 0}, {pulse, 101, 110, 1}, {pulse, 111, 129, 2}, {pulse, 130, 350, 3},
                   {systolic, 0, 70, 3}, {systolic, 71, 80, 2}, {systolic, 81, 100, 1}, {systolic, 101, 199, 0}, {systolic, 200, 300, 2},
                   {temperature, 15, 34.9, 2}, {temperature, 35, 38.4, 0}, {temperature, 38.5, 45, 2},
                   {consciousness, 0, 0, 0}, {consciousness, 2, 2, 1}, {consciousness, 3, 3, 2}, {consciousness, 4, 4, 3}});
}

TEST_CASE("MEWS knows no new confusion: then its consciousness is missing, not 0") {
  Inputs inputs;
  inputs.set(Consciousness::C);
  const auto given = score(*table_named("mews"), inputs, {});
  CHECK(std::count(given->missing.begin(), given->missing.end(), "consciousness") == 1);
}

TEST_CASE("qSOFA counts breaths from 22, pressure to 100 and any altered mind") {
  using enum Parameter;
  compare("qsofa", {{respiration, 0, 21, 0}, {respiration, 22, 150, 1}, {systolic, 0, 100, 1}, {systolic, 101, 300, 0}, {consciousness, 0, 0, 0}, {consciousness, 1, 4, 1}});
  Inputs inputs;
  inputs.set(respiration, {22});
  inputs.set(systolic, {95});
  inputs.set(Consciousness::A);
  const auto given = score(*table_named("qsofa"), inputs, {});
  CHECK(given->total == 2);
  CHECK(given->risk == Risk::high);
  CHECK(given->parts.size() == 3);
}
