#include "secrets.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace vestibule::queue {
namespace {

constexpr std::size_t id_length = 13, proof_length = 26;  // 65 and 130 bits of which 64 and 128 are used

/// Crockford's base 32, five bits a character.
std::string base32(const unsigned char* bytes, std::size_t count, std::size_t characters) {
  constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string text;
  unsigned held = 0, bits = 0;
  for (std::size_t i = 0; text.size() < characters;) {
    if (bits < 5) {
      held = (held << 8 | (i < count ? bytes[i] : 0u)) & 0xffff;
      ++i;
      bits += 8;
    }
    bits -= 5;
    text += digits[held >> bits & 31];
  }
  return text;
}

}  // namespace

Secrets::Secrets(std::string_view key) {
  std::array<unsigned char, crypto_generichash_KEYBYTES> bytes;
  crypto_generichash(bytes.data(), bytes.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size(), nullptr, 0);
  key_.assign(bytes.begin(), bytes.end());
}

std::string Secrets::keyed(std::string_view purpose, std::string_view text, std::size_t characters) const {
  std::string said(purpose);
  said += '\0';
  said += text;
  std::array<unsigned char, crypto_generichash_BYTES> hash;
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(said.data()), said.size(),
                     reinterpret_cast<const unsigned char*>(key_.data()), key_.size());
  return base32(hash.data(), hash.size(), characters);
}

std::string Secrets::ticket(const TokenId& token) const { return token.text() + keyed("ticket", token.text(), proof_length); }

std::optional<TokenId> Secrets::token_of(std::string_view ticket) const {
  if (ticket.size() != id_length + proof_length) return std::nullopt;
  std::string text(ticket);
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  TokenId token{text.substr(0, id_length)};
  if (!equal(this->ticket(token), text)) return std::nullopt;
  return token;
}

std::string Secrets::birth(std::string_view code, std::chrono::year_month_day date) const {
  return keyed("birth", fmt::format("{} {}", code, to_iso(date)), 52);
}

bool Secrets::equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace vestibule::queue
