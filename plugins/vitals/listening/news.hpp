#pragma once
// What crosses between the loop and the listener's thread: plain values, copied.

#include <optional>
#include <vector>

#include "../beds/book.hpp"
#include "../devices/device.hpp"
#include "../rules/watch.hpp"

namespace vestibule::vitals {

/// To the listener: where a device stands, and whose readings it gives from now on.
struct Assignment {
  DeviceId device;
  BedId bed;
  WardId ward;
  std::optional<Placing> episode;  ///< absent: nobody lies there
  std::shared_ptr<const Conditions> conditions{};               ///< that hold there
  std::vector<std::pair<std::string, Priority>> known{};        ///< conditions of this episode that are open already
};

/// A value as it was last measured.
struct Latest {
  double value = 0;
  Steady came{};
  bool doubtful = false;
};

/// To the loop: all that is known of a device. What was measured belongs to `episode` and to no other.
struct Heard {
  DeviceId id;
  Device device;
  std::int64_t episode = 0;
  PerMeasure<std::optional<Latest>> latest{};
  PerMeasure<bool> faults{};
  bool demo = false;
};

/// To the loop: what began, changed or is over with whoever lies there.
struct Found {
  std::int64_t episode = 0;
  PatientId patient;
  WardId ward;
  BedId bed;
  Findings findings;
};

struct News {
  bool line = false;           ///< the line to the broker is there
  std::vector<Heard> heard;    ///< of which there is news
  std::vector<Found> found{};
};

}  // namespace vestibule::vitals
