#include "key_file.hpp"

#include <sodium.h>

#include "durable_file.hpp"

namespace vestibule::core {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

Result<> write_key(const std::filesystem::path& path, std::string_view kind, std::string_view bytes, unsigned mode) {
  return write_new_file(path, fmt::format("{} {}\n", kind, to_hex(bytes)), mode);
}

Result<std::string> renew_key(const std::filesystem::path& path, std::string_view kind, std::size_t size) {
  const std::string key = random_bytes(size);
  VESTIBULE_CHECK(replace_file(path, fmt::format("{} {}\n", kind, to_hex(key))));
  return to_hex(key);
}

Result<std::string> read_key(const std::filesystem::path& path, std::string_view kind, std::size_t size) {
  VESTIBULE_TRY(auto file, open_file(path));
  VESTIBULE_TRY(std::string text, file.read(1024));
  text.erase(text.find_last_not_of(" \r\n") + 1);
  const std::string start = std::string(kind) + " ";
  if (!text.starts_with(start)) return fail(Code::invalid, "'{}' holds no {}", path.string(), kind);
  auto bytes = from_hex(std::string_view(text).substr(start.size()));
  if (bytes.size() != size) return fail(Code::invalid, "'{}' is damaged: a {} is {} bytes as hex", path.string(), kind, size);
  return bytes;
}

std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string to_hex(std::string_view bytes) {
  std::string hex(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes_of(bytes), bytes.size());
  hex.pop_back();
  return hex;
}

std::string from_hex(std::string_view hex) {
  std::string bytes(hex.size() / 2, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_hex2bin(bytes_of(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &size, &end) != 0 || end != hex.data() + hex.size()) return {};
  bytes.resize(size);
  return bytes;
}

std::string digest_of(std::string_view bytes) {
  std::string digest(crypto_generichash_BYTES, '\0');
  crypto_generichash(bytes_of(digest), digest.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
  return to_hex(digest);
}

}  // namespace vestibule::core
