#include "devices.hpp"

namespace vestibule::identity {

std::string_view role_of(DeviceKind kind) {
  switch (kind) {
    case DeviceKind::kiosk: return "kiosk";
    case DeviceKind::display: return "display";
    case DeviceKind::monitor: return "monitor";
    case DeviceKind::desk: return "nobody";
  }
  return "nobody";
}

const Device* Devices::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &found->second;
}

const Device* Devices::with_credential(std::string_view hash) const {
  for (const auto& [name, device] : by_name_)
    if (device.state == DeviceState::enrolled && device.credential == hash) return &device;
  return nullptr;
}

void Devices::put(Device device) {
  std::string name = device.name;
  by_name_.insert_or_assign(std::move(name), std::move(device));
}

void Devices::open_code(std::string_view name, Steady until) {
  if (const auto found = by_name_.find(name); found != by_name_.end()) found->second.code_until = until;
}

}  // namespace vestibule::identity
