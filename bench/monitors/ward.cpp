#include "ward.hpp"

#include <algorithm>

#include "patient.hpp"

namespace vestibule::monitors {

std::string device_name(const WardOptions& options, int number) {
  const auto digits = std::max<std::size_t>(3, std::to_string(options.count).size());
  return fmt::format("{}{:0{}}", options.prefix, number, digits);
}

Result<std::vector<Device>> make_ward(const WardOptions& options) {
  std::vector<std::shared_ptr<const Recorded>> recordings;
  if (!options.recordings.empty()) {
    VESTIBULE_TRY(auto read, read_recordings(options.recordings));
    for (auto& one : read) recordings.push_back(std::make_shared<const Recorded>(std::move(one)));
  }
  std::vector<Device> devices;
  for (int number = 1; number <= options.count; ++number) {
    const std::string name = device_name(options, number);
    SourcePtr source;
    if (recordings.empty()) source = std::make_unique<Patient>(options.start.seed, name);
    else source = std::make_unique<Replay>(recordings[static_cast<std::size_t>(number - 1) % recordings.size()]);
    devices.emplace_back(name, std::move(source), options.start);
    for (const Event& event : options.events)
      if (event.concerns(name)) devices.back().befall(event);
  }
  return devices;
}

}  // namespace vestibule::monitors
