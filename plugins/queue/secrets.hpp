#pragma once
// What the house can prove and nobody can guess: the secret on a ticket, and that a date of birth is the one that was booked.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <vestibule/queue_wire.hpp>

namespace vestibule::queue {

/// BLAKE2b keyed with a key of the house. The same key gives the same answers after a restart.
class Secrets {
 public:
  /// Any text with at least 16 bytes of chance in it.
  explicit Secrets(std::string_view key);

  /// The token's id followed by 128 bits that only the house can reckon: 39 characters.
  std::string ticket(const TokenId& token) const;
  /// The token whose ticket that is; nothing if the house never said so. Small letters count as large ones.
  std::optional<TokenId> token_of(std::string_view ticket) const;

  /// What is stored in place of a date of birth. The code goes in too: equal dates do not look equal.
  std::string birth(std::string_view code, std::chrono::year_month_day date) const;
  static bool equal(std::string_view a, std::string_view b);

 private:
  std::string keyed(std::string_view purpose, std::string_view text, std::size_t characters) const;

  std::string key_;
};

}  // namespace vestibule::queue
