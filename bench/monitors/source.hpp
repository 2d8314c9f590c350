#pragma once
// Where a device's numbers come from: a made-up patient or a recording of a real one.

#include <memory>

#include "vestibule/instant.hpp"
#include "plan.hpp"
#include "vital.hpp"

namespace vestibule::monitors {

class Source {
 public:
  virtual ~Source() = default;
  /// Called with rising times, once for each measurement.
  virtual Numerics at(Duration since_start, Instant wall) = 0;
  /// Of the plan's events those that befall a patient; a recording has had its own.
  virtual void suffer(const Event&) {}
};
using SourcePtr = std::unique_ptr<Source>;

}  // namespace vestibule::monitors
