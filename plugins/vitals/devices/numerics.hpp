#pragma once
// The text of a numerics or status message, read and judged by itself: what stands in it, or why none of it counts. Pure; any thread.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "reading.hpp"

namespace vestibule::vitals {

/// Why a message, or a value in it, does not count. Each is counted for its device and shown.
enum class Refusal {
  too_long,       ///< over 4 KiB
  not_json,       ///< or a number beyond all bounds
  duplicate_key,  ///< which of the two was meant?
  version,        ///< a `v` we do not know
  shape,          ///< a key that must be there is not, or holds something else
  clock,          ///< more than 30 s off
  range,          ///< of a value: no patient has that
  sentinel,       ///< of a value: a vendor's word for "none"
  before_patient, ///< measured before this patient lay there
};
BOOST_DESCRIBE_ENUM(Refusal, too_long, not_json, duplicate_key, version, shape, clock, range, sentinel, before_patient)

inline constexpr std::size_t longest_message = 4096;

/// A numerics message as it stands. A value out of range, or a vendor's sentinel, counts as the sensor's fault, and the rest stands.
struct NumericsRead {
  std::int64_t sequence = 0;
  std::int64_t taken_ms = 0;
  unsigned quality = 0;
  PerMeasure<std::optional<double>> values{};
  PerMeasure<bool> faults{};
  int out_of_range = 0;
  int sentinels = 0;
};

/// Reads one message after another in memory it keeps; one thread.
class Reader {
 public:
  Reader();
  ~Reader();
  /// Nothing, and `why`, if none of it counts.
  std::optional<NumericsRead> numerics(std::string_view text, Refusal& why);
  std::optional<DeviceStatus> status(std::string_view text, Refusal& why);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// What a measure may be, in its unit.
struct Bounds {
  double least, most;
};
Bounds bounds_of(Measure measure);

}  // namespace vestibule::vitals
