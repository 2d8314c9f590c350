#include "configuration.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>

#include "vestibule/link/mqtt_bus.hpp"

namespace vestibule::broker {
namespace {

// A client that does not read may wait so long, at 500 messages a second, before the broker drops what it has acknowledged without a
// word. Not 0 (no limit): mosquitto 2.0.11 then cuts off any client whose publish it denies.
constexpr int most_queued = 200'000;
constexpr int rounds = 101;

template <std::size_t Size>
std::string base64(const std::array<unsigned char, Size>& bytes) {
  std::array<unsigned char, 4 * (Size + 2) / 3 + 2> text{};
  const int length = EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(Size));
  return {text.data(), text.data() + length};
}

}  // namespace

std::string configuration(const std::filesystem::path& folder, const Ports& ports) {
  const auto file = [&](const char* name) { return (folder / name).string(); };
  const std::string tls = fmt::format("cafile {}\ncertfile {}\nkeyfile {}\n", file("authority.crt"), file("broker.crt"), file("broker.key"));
  return fmt::format(
      "# Written by `vestibule broker init`; yours from now on. What each line is for: the README of host/broker.\n"
      "allow_anonymous false\n"
      "password_file {}\n"
      "acl_file {}\n"
      "pid_file {}\n"
      "persistence true\n"
      "persistence_location {}/\n"
      "autosave_interval 1\n"
      "max_queued_messages {}\n"
      "max_inflight_messages 100\n"
      "max_packet_size {}\n"
      "set_tcp_nodelay true\n"
      "\n# the host, on this machine\n"
      "listener {} 127.0.0.1\n"
      "\n# bedside devices: who shows a certificate of ours is who it names\n"
      "listener {}\n{}"
      "crlfile {}\n"
      "require_certificate true\n"
      "use_identity_as_username true\n"
      "use_username_as_clientid true\n"
      "\n# kiosks and screens: passwords that the host gives\n"
      "listener {}\n{}",
      file("passwords"), file("access"), file("state/pid"), file("state"), most_queued, link::MqttBus::largest_payload + 2048,
      ports.inside, ports.devices, tls, file("revoked.crl"), ports.screens, tls);
}

Result<std::string> password_hash(const std::string& password) {
  std::array<unsigned char, 12> salt{};
  std::array<unsigned char, 64> hash{};
  if (RAND_bytes(salt.data(), static_cast<int>(salt.size())) != 1 ||
      PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt.data(), static_cast<int>(salt.size()), rounds, EVP_sha512(), static_cast<int>(hash.size()), hash.data()) != 1)
    return fail(Code::internal, "no password can be hashed");
  return fmt::format("$7${}${}${}", rounds, base64(salt), base64(hash));
}

}  // namespace vestibule::broker
