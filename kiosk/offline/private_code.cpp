#include "private_code.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstring>
#include <set>

#include <vestibule/queue_call_code.hpp>

namespace vestibule::kiosk {
namespace {

/// A fifth of all codes there are: so far one that is new is found at once.
constexpr int most_places = 4000;

/// The same numbers for the same secret, and nobody can tell them without it.
class SecretStream : public RandomStream {
 public:
  explicit SecretStream(const std::string& secret) {
    crypto_generichash(seed_.data(), seed_.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr, 0);
  }
  std::uint64_t next() override {
    if (at_ == block_.size()) {
      randombytes_buf_deterministic(block_.data(), sizeof block_, seed_.data());
      sodium_increment(seed_.data(), seed_.size());
      at_ = 0;
    }
    return block_[at_++];
  }

 private:
  std::array<unsigned char, randombytes_SEEDBYTES> seed_{};
  std::array<std::uint64_t, 64> block_{};
  std::size_t at_ = block_.size();
};

}  // namespace

std::optional<std::string> private_code(const std::string& mark, const std::string& secret, int place) {
  if (place > most_places) return std::nullopt;
  SecretStream chance(secret);
  std::set<std::string> before;
  std::string code;
  while (static_cast<int>(before.size()) < place) {
    code = queue::draw_call_code(chance);
    before.insert(code);
  }
  return fmt::format("{}-{}", code, mark);  // in this order it stays as it is in Arabic, too: a digit first would go to the other end
}

}  // namespace vestibule::kiosk
