// Charts of intensive care, 48 hours each, written down now and then: scores with much missing and much stale, and units that are not ours.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "recordings.hpp"
#include "scores/score.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

struct Counts {
  int patients = 0, refused = 0, complete = 0, incomplete = 0, children = 0, lines = 0;
  std::map<std::string, int> missing;
  std::map<Risk, int> risks;
};

/// What the chart's words mean here. GCS 15 is alert; anything less is an altered mind, as qSOFA and NEWS2 count it.
std::optional<Parameter> parameter_of(const std::string& charted) {
  if (charted == "HR") return Parameter::pulse;
  if (charted == "RespRate") return Parameter::respiration;
  if (charted == "SaO2") return Parameter::spo2;
  if (charted == "SysABP" || charted == "NISysABP") return Parameter::systolic;
  if (charted == "Temp") return Parameter::temperature;
  if (charted == "FiO2" || charted == "MechVent") return Parameter::oxygen;
  if (charted == "GCS") return Parameter::consciousness;
  return std::nullopt;
}

double value_of(const replay::Charted& line) {
  if (line.parameter == "FiO2") return line.value > 0.21 ? 1 : 0;
  if (line.parameter == "MechVent") return 1;
  if (line.parameter == "GCS") return static_cast<double>(line.value >= 15 ? Consciousness::A : Consciousness::C);
  return line.value;
}

void play(const replay::Patient& patient, Counts& counts) {
  std::map<Parameter, std::pair<double, int>> latest;  // value, minute
  Subjected subject;
  for (const auto& line : patient.lines)
    if (line.parameter == "Age") subject.age = line.value;
  for (std::size_t i = 0; i < patient.lines.size(); ++i) {
    const auto& line = patient.lines[i];
    const auto parameter = parameter_of(line.parameter);
    if (!parameter) continue;
    ++counts.lines;
    Inputs alone;
    alone.set(*parameter, {value_of(line)});
    if (!score(news2(), alone, {})) {  // another unit, a sentinel, a slip of the pen: refused, and the last good value stays
      ++counts.refused;
      continue;
    }
    latest[*parameter] = {value_of(line), line.minute};
    if (i + 1 < patient.lines.size() && patient.lines[i + 1].minute == line.minute) continue;
    Inputs inputs;
    for (const auto& [known, value] : latest) inputs.set(known, {value.first, std::chrono::minutes{line.minute - value.second}, true});
    for (const char* name : {"news2", "mews", "qsofa"}) {
      const auto given = score(*table_named(name), inputs, subject);
      if (!given) {
        ++counts.children;
        continue;
      }
      REQUIRE(given->total >= 0);
      REQUIRE(given->total <= 20);
      REQUIRE(given->complete == given->missing.empty());
      if (std::string_view(name) != "news2") continue;
      given->complete ? ++counts.complete : ++counts.incomplete;
      for (const auto& missing : given->missing) ++counts.missing[missing];
      ++counts.risks[given->risk];
    }
  }
}

}  // namespace

TEST_CASE("real charts are scored with all that is missing and stale, and odd units are refused") {
  const auto folder = replay::folder("VESTIBULE_PHYSIONET2012");
  if (!folder) return;
  const auto patients = replay::physionet2012(*folder);
  REQUIRE_FALSE(patients.empty());
  Counts counts;
  for (const auto& patient : patients) {
    ++counts.patients;
    play(patient, counts);
  }
  std::printf("charts: %d patients, %d values, %d refused as outside what can be measured; NEWS2 %d times complete, %d times 'at least'\n", counts.patients, counts.lines,
              counts.refused, counts.complete, counts.incomplete);
  for (const auto& [parameter, count] : counts.missing) std::printf("  missing %-14s %d\n", parameter.c_str(), count);
  for (const auto& [risk, count] : counts.risks) std::printf("  risk %-11s %d\n", boost::describe::enum_to_string(risk, "?"), count);
  CHECK(counts.complete + counts.incomplete > 0);
  CHECK(counts.children == 0);
}

TEST_CASE("a chart in other units is refused, value by value") {
  for (const auto& [parameter, value] : {std::pair{Parameter::temperature, 98.6}, {Parameter::temperature, 7.0}, {Parameter::spo2, 101.0}, {Parameter::systolic, -1.0},
                                         {Parameter::pulse, 8388607.0}, {Parameter::respiration, -100.0}}) {
    Inputs inputs;
    inputs.set(parameter, {value});
    CHECK_FALSE(score(news2(), inputs, {}));
  }
}
