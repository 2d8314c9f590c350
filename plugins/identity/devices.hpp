#pragma once
// Kiosks, screens, monitors and shared desks: what has a name at the broker.

#include <map>
#include <string>
#include <string_view>

#include <vestibule/clock.hpp>
#include <vestibule/identity_wire.hpp>

namespace vestibule::identity {

/// A one-time code is good for so long after it was asked for.
constexpr Duration device_code_lasts = std::chrono::minutes{15};

struct Device {
  std::string name;
  DeviceKind kind = DeviceKind::kiosk;
  DeviceState state = DeviceState::awaited;
  std::string nonce;       ///< the one-time code is reckoned from it; another with each registration
  std::string credential;  ///< hash of the secret it chose
  std::string line;        ///< the same as the broker keeps it; empty for what is no client of the broker
  std::string area;        ///< where it stands; empty: nobody has said
  Instant changed_at{};
  Steady code_until;       ///< by the steady clock of this run; before the first asking: never
};

/// The role a device acts in: "kiosk", "display", "monitor"; a shared desk is a browser and acts as nobody by itself.
std::string_view role_of(DeviceKind kind);

/// "$7$101$salt$hash", as mosquitto's password file has it: PBKDF2 with SHA-512. 101 rounds are enough for a secret that is all chance.
std::string broker_hash(std::string_view secret, std::string_view salt);

class Devices {
 public:
  const Device* find(std::string_view name) const;
  const Device* with_credential(std::string_view hash) const;
  void put(Device device);
  /// The code may be used until then.
  void open_code(std::string_view name, Steady until);
  const std::map<std::string, Device, std::less<>>& all() const { return by_name_; }

 private:
  std::map<std::string, Device, std::less<>> by_name_;
};

}  // namespace vestibule::identity
