#pragma once
// The evaluator of early-warning scores: one function for every table. Pure; any thread.

#include <array>
#include <optional>
#include <string_view>

#include <vestibule/vitals_scores.hpp>

namespace vestibule::vitals {

/// In the order of the NEWS2 chart.
enum class Parameter { respiration, spo2, oxygen, systolic, pulse, consciousness, temperature };
BOOST_DESCRIBE_ENUM(Parameter, respiration, spo2, oxygen, systolic, pulse, consciousness, temperature)
inline constexpr std::size_t parameters = 7;
std::string_view name_of(Parameter parameter);

/// A value and how old it is. Oxygen is 1 or 0, consciousness the index of its letter (A 0, C 1, V 2, P 3, U 4).
struct Noted {
  double value = 0;
  Duration age{};
  bool entered = true;  ///< by a person; false: by a monitor
};

/// What is known of a patient.
class Inputs {
 public:
  void set(Parameter parameter, Noted noted) { noted_[index(parameter)] = noted; }
  void set(Consciousness level, Duration age = {}) { set(Parameter::consciousness, {static_cast<double>(level), age, true}); }
  const std::optional<Noted>& at(Parameter parameter) const { return noted_[index(parameter)]; }

 private:
  static std::size_t index(Parameter parameter) { return static_cast<std::size_t>(parameter); }
  std::array<std::optional<Noted>, parameters> noted_;
};

/// Whose score it is. Scale 2 is here because somebody prescribed it; nothing in this folder chooses it.
struct Subjected {
  int scale = 1;
  std::optional<double> age;  ///< in years
  std::optional<bool> pregnant;
};

struct Table;
/// "news2", "mews", "qsofa"; null for any other name.
const Table* table_named(std::string_view name);
const Table& news2();

/// The score, or why there can be none: a value outside what can be measured, under 16 years, pregnancy. Values that are missing or
/// too old make it incomplete. Ages are judged twice: at 12 hours, and at 6 once the score is 1 or more; a monitor's breaths, oxygen
/// saturation and pulse count for a minute only.
Result<ScoreGiven> score(const Table& table, const Inputs& inputs, const Subjected& subject);

}  // namespace vestibule::vitals
