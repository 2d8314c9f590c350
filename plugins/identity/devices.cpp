#include "devices.hpp"

#include <openssl/evp.h>

#include <array>

#include <fmt/format.h>

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

std::string broker_hash(std::string_view secret, std::string_view salt) {
  constexpr int rounds = 101;
  std::array<unsigned char, 64> hash;
  const auto* grains = reinterpret_cast<const unsigned char*>(salt.data());
  PKCS5_PBKDF2_HMAC(secret.data(), static_cast<int>(secret.size()), grains, static_cast<int>(salt.size()), rounds, EVP_sha512(), hash.size(), hash.data());
  const auto base64 = [](const unsigned char* bytes, std::size_t size) {
    std::string text(4 * ((size + 2) / 3) + 1, '\0');
    text.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size))));
    return text;
  };
  return fmt::format("$7${}${}${}", rounds, base64(grains, salt.size()), base64(hash.data(), hash.size()));
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
