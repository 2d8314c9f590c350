#include "totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <memory>

#include <fmt/format.h>
#include <qrencode.h>

#include "secrets.hpp"

namespace vestibule::identity {

std::int64_t totp_step(Instant now) { return std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() / 30; }

std::string totp_code(std::string_view key, std::int64_t step, int digits) {
  std::array<unsigned char, 8> message;
  for (std::size_t i = 0; i < 8; ++i) message[i] = static_cast<unsigned char>(step >> (56 - 8 * i) & 0xff);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned length = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), mac.data(), &length);
  const std::size_t at = mac[19] & 15u;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | mac[at + i];
  number &= 0x7fffffffu;
  std::uint32_t bound = 1;
  for (int i = 0; i < digits; ++i) bound *= 10;
  return fmt::format("{:0{}}", number % bound, digits);
}

std::optional<std::int64_t> totp_step_of(std::string_view key, std::string_view code, Instant now, std::int64_t last_step) {
  std::optional<std::int64_t> found;
  const std::int64_t current = totp_step(now);
  for (const std::int64_t step : {current - 1, current, current + 1})
    if (equal(totp_code(key, step), code) && step > last_step && !found) found = step;
  return found;
}

namespace {

/// RFC 3986: all but the unreserved.
std::string percent(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string totp_address(const std::string& house, const std::string& name, const std::string& secret) {
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", percent(house), percent(name), secret, percent(house));
}

std::vector<std::string> qr_rows(const std::string& text) {
  const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
  std::vector<std::string> rows;
  if (!code) return rows;
  const auto side = static_cast<std::size_t>(code->width);
  for (std::size_t y = 0; y < side; ++y) {
    std::string& row = rows.emplace_back();
    for (std::size_t x = 0; x < side; ++x) row += (code->data[y * side + x] & 1) != 0 ? '#' : '.';
  }
  return rows;
}

}  // namespace vestibule::identity
