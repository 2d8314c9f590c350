#pragma once
// The text on the disk: sealed, so that whoever reads the file reads who wrote to whom, and no more.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <vestibule/random.hpp>
#include <vestibule/result.hpp>

namespace vestibule::messages {

/// XChaCha20-Poly1305 with a key made from any text that holds at least 16 bytes of chance.
class Envelope {
 public:
  explicit Envelope(std::string_view key);
  ~Envelope();
  Envelope(const Envelope&) = delete;

  /// Bound to the number: a sealed text does not open under another one.
  std::string seal(std::int64_t number, std::string_view text, RandomStream& chance) const;
  /// `internal` if it was sealed with another key, or changed.
  Result<std::string> open(std::int64_t number, const std::string& sealed) const;

 private:
  std::array<unsigned char, 32> key_;
};

}  // namespace vestibule::messages
