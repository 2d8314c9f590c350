#pragma once
// What may be wrong with a patient or a measurement, as data: read from conditions.toml, with the limits of a ward or a patient laid over
// it. Values; any thread.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/result.hpp>
#include <vestibule/vitals_wire.hpp>

namespace vestibule::vitals {

/// What a condition is judged by.
enum class Source { measure, score, red, device, sensor, silence, clock, disagreement };
BOOST_DESCRIBE_ENUM(Source, measure, score, red, device, sensor, silence, clock, disagreement)

/// How a value is compared with a limit.
enum class Compared { above, below, at_least };

/// One step of severity: beyond `limit` for `delay` it is said, back inside for `off_delay` it is over.
struct Level {
  double limit = 0;
  Priority priority = Priority::low;
  Duration delay{};
  Duration off_delay{};
};

struct Condition {
  std::string id;
  Source source = Source::measure;
  std::vector<Measure> measures;      ///< compared, or of the sensor
  Compared compared = Compared::above;
  double hysteresis = 0;
  double least = 0, most = 0;         ///< what a limit may be set to
  bool fixed = false;                 ///< nobody may switch it off or delay it
  bool off = false;                   ///< switched off here, by policy
  std::optional<Measure> against;     ///< contradicts, if it differs by `differs` and is itself inside the limit
  double differs = 0;
  std::vector<std::string> instead_of;  ///< conditions that are not said beside it
  bool held_by_cuff = false;
  std::optional<Duration> absent_after;  ///< a measure that was there and is not sent any more
  std::vector<std::string> codes;     ///< a device's own alarms that mean the same
  std::vector<Level> levels;          ///< the most severe last

  /// About the measuring, not about the patient.
  bool technical() const { return source >= Source::sensor; }
};

struct Conditions {
  std::string version;
  std::vector<Condition> all;

  const Condition* find(std::string_view id) const;
};

/// Reads the file; `invalid` names file, condition and key.
Result<Conditions> read_conditions(std::string_view toml, std::string_view file);
/// As delivered.
const Conditions& delivered_conditions();

/// Whose a limit is.
enum class Scope { ward, patient };
BOOST_DESCRIBE_ENUM(Scope, ward, patient)

/// Another limit, or none, for one ward or one patient. What is absent stays as it was.
struct Limit {
  Scope scope = Scope::ward;
  std::string of;                      ///< id of the ward or patient
  std::string condition;
  Priority priority = Priority::medium;  ///< which level
  std::optional<double> limit;
  std::optional<Duration> delay;
  bool off = false;                    ///< the whole condition
  std::string set_by;
  Instant set_at{};
  std::optional<Instant> until;        ///< by the wall: people set it
};

/// Whether this limit may be set at all: the condition and its level exist, it lies in the range, the fixed ones stay as they are, and a more
/// severe level stays the further one. `under` is what holds without it.
Result<> check_limit(const Conditions& under, const Limit& limit);

/// The conditions as they hold for a patient: the ward's limits first, the patient's over them; those whose time is over are left out.
std::shared_ptr<const Conditions> with_limits(const Conditions& delivered, const std::vector<Limit>& limits, std::string_view ward, std::string_view patient,
                                              Instant now);

}  // namespace vestibule::vitals
