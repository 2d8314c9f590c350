#include "secrets.hpp"

#include <sodium.h>

#include <array>

#include <fmt/format.h>

namespace vestibule::identity {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

std::string generic_hash(std::string_view text, std::string_view key) {
  std::string out(crypto_generichash_BYTES, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(), bytes_of(text), text.size(), key.empty() ? nullptr : bytes_of(key), key.size());
  return out;
}

}  // namespace

Secrets::Secrets(std::string_view key) : key_(generic_hash(key, {})) {}

std::string Secrets::hash(std::string_view purpose, std::string_view text) const {
  std::string said(purpose);
  said += '\0';
  said += text;
  return generic_hash(said, key_);
}

std::string Secrets::keyed(std::string_view purpose, std::string_view text, std::size_t length) const {
  return base32(hash(purpose, text)).substr(0, length);
}

std::string Secrets::keyed_bytes(std::string_view purpose, std::string_view text) const { return hash(purpose, text).substr(0, 20); }

std::string Secrets::code(std::string_view purpose, std::string_view text) const {
  const std::string all = keyed(purpose, text, 16);
  return fmt::format("{}-{}-{}-{}", all.substr(0, 4), all.substr(4, 4), all.substr(8, 4), all.substr(12, 4));
}

std::string new_secret(RandomStream& random) {
  std::string text;
  for (int i = 0; i < 4; ++i) text += fmt::format("{:016x}", random.next());
  return text;
}

std::string new_id(RandomStream& random) {
  std::string bytes;
  const std::uint64_t first = random.next();
  const std::uint64_t second = random.next();
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(first >> (8 * i) & 0xff);
  for (int i = 0; i < 2; ++i) bytes += static_cast<char>(second >> (8 * i) & 0xff);
  return base32(bytes);
}

std::string hash_of(std::string_view secret) { return hex(generic_hash(secret, {})); }

bool equal(std::string_view a, std::string_view b) { return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

std::string plain_code(std::string_view typed) {
  std::string code;
  for (const char c : typed)
    if (c >= 'a' && c <= 'z') code += static_cast<char>(c - 'a' + 'A');
    else if (c != '-' && c != ' ') code += c;
  return code;
}

std::string base32(std::string_view bytes) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  unsigned held = 0, bits = 0;
  for (const char byte : bytes) {
    held = (held << 8 | static_cast<unsigned char>(byte)) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) text += digits[held >> (bits - 5) & 31];
  }
  if (bits > 0) text += digits[held << (5 - bits) & 31];
  return text;
}

}  // namespace vestibule::identity
