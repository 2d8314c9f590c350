#pragma once
// The kiosk's own disk as the offline part needs it: a few named files. Tests have one that loses its power.

#include <string>

#include <vestibule/result.hpp>

namespace vestibule::kiosk {

/// One thread. After a failed write or sync nothing is known of what is on the disk: the caller must stop relying on it, and
/// never try the same again.
class Disk {
 public:
  virtual ~Disk() = default;
  /// `not_found` if there is no such file.
  virtual Result<std::string> read(const std::string& name) = 0;
  /// Durable when it returns. A power cut in between leaves any part of it, or garbage as long as it.
  virtual Result<> append(const std::string& name, const std::string& bytes) = 0;
  /// The whole file anew, durable when it returns. A power cut in between leaves the old one or the new one.
  virtual Result<> replace(const std::string& name, const std::string& bytes) = 0;
};

}  // namespace vestibule::kiosk
