#pragma once
// Many devices at once: named in a row, each with a patient of its own or a recording, and with what befalls it.

#include <vector>

#include "device.hpp"
#include "recording.hpp"

namespace vestibule::monitors {

struct WardOptions {
  int count = 12;
  std::string prefix = "mon-";          ///< mon-001, mon-002, ...
  Start start{};
  std::filesystem::path recordings{};   ///< replay these instead of made-up patients
  std::vector<Event> events{};
};

/// "mon-007": as many digits as the last one needs, at least three.
std::string device_name(const WardOptions& options, int number);

/// `not_found` if there are no recordings where they should be.
Result<std::vector<Device>> make_ward(const WardOptions& options);

}  // namespace vestibule::monitors
