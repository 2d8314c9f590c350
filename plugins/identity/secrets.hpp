#pragma once
// What only this house can reckon: one-time codes and keys of second factors; and what is made by chance.

#include <string>
#include <string_view>

#include <vestibule/random.hpp>

namespace vestibule::identity {

/// BLAKE2b keyed with a key of the house. The same key gives the same answers after a restart.
class Secrets {
 public:
  /// Any text with at least 16 bytes of chance in it.
  explicit Secrets(std::string_view key);

  /// `length` characters A-Z 2-7, at most 51.
  std::string keyed(std::string_view purpose, std::string_view text, std::size_t length) const;
  /// The same as 20 bytes.
  std::string keyed_bytes(std::string_view purpose, std::string_view text) const;
  /// To be read and typed: "ABCD-EFGH-JKLM-NPQR", 80 bits.
  std::string code(std::string_view purpose, std::string_view text) const;

 private:
  std::string hash(std::string_view purpose, std::string_view text) const;

  std::string key_;
};

/// 256 bits of chance as 64 hexadecimal digits: a session's secret.
std::string new_secret(RandomStream& random);
/// 80 bits of chance as 16 characters: the name of a thing.
std::string new_id(RandomStream& random);
/// What is stored in place of a secret that holds enough chance of its own (BLAKE2b-256, hexadecimal).
std::string hash_of(std::string_view secret);
/// Without telling by the time it takes where they differ.
bool equal(std::string_view a, std::string_view b);
/// What was typed, as codes are compared: capitals, no dashes or blanks.
std::string plain_code(std::string_view typed);
/// RFC 4648, without padding.
std::string base32(std::string_view bytes);

}  // namespace vestibule::identity
