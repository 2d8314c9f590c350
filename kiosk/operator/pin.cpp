#include "pin.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace vestibule::kiosk {
namespace {

constexpr const char* file = "tries";
constexpr int free_tries = 3;
constexpr std::chrono::seconds first_wait{30}, longest_wait{3600};
// A kiosk has little memory, and the tries are few: 16 MiB for a moment.
constexpr unsigned long long operations = 3;
constexpr std::size_t memory = 16 << 20;

bool ready() { return sodium_init() >= 0; }

}  // namespace

Result<std::string> hash_pin(const std::string& pin) {
  const bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || pin.size() < 4 || pin.size() > 12) return fail(Code::invalid, "a PIN is 4 to 12 digits");
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (!ready() || crypto_pwhash_str(text.data(), pin.data(), pin.size(), operations, memory) != 0)
    return fail(Code::unavailable, "there is not enough memory to hash the PIN");
  return std::string(text.data());
}

Result<> check_hash(const std::string& text) {
  const bool fits = ready() && text.size() < crypto_pwhash_STRBYTES && crypto_pwhash_str_needs_rehash(text.c_str(), operations, memory) != -1;
  if (text.empty() || fits) return {};
  return fail(Code::invalid, "this is not a hash of a PIN; make one with --hash-pin");  // and is not repeated: it may be the PIN
}

bool pin_matches(const std::string& hash, const std::string& pin) {
  if (!ready() || hash.size() >= crypto_pwhash_STRBYTES) return false;
  std::array<char, crypto_pwhash_STRBYTES> text{};
  std::copy(hash.begin(), hash.end(), text.begin());
  return crypto_pwhash_str_verify(text.data(), pin.data(), pin.size()) == 0;
}

PinLock::PinLock(std::string hash, Disk& disk, const Clock& clock) : hash_(std::move(hash)), disk_(disk), clock_(clock), since_(clock.steady()) {
  if (const auto text = disk_.read(file))
    if (const auto tries = decode_text<Tries>(*text)) tries_ = *tries;
}

std::chrono::seconds PinLock::wait() const {
  if (tries_.failed < free_tries) return std::chrono::seconds{0};
  const int doublings = std::min(tries_.failed - free_tries, 12);
  const Duration whole = std::min(longest_wait, first_wait * (1 << doublings));
  return std::max(std::chrono::seconds{0}, std::chrono::ceil<std::chrono::seconds>(since_ + whole - clock_.steady()));
}

void PinLock::keep() { (void)disk_.replace(file, encode_text(tries_)); }

bool PinLock::try_pin(const std::string& pin) {
  if (hash_.empty() || wait() > std::chrono::seconds{0}) return false;
  ++tries_.failed;
  since_ = clock_.steady();
  keep();
  if (!pin_matches(hash_, pin)) return false;
  tries_ = {};
  keep();
  return true;
}

}  // namespace vestibule::kiosk
