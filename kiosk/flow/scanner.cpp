#include "scanner.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {

/// Scanners leave 1 to 20 ms between characters, fast typists 80. What a busy machine delivers late it delivers together.
constexpr Duration longest_gap{60};
constexpr std::size_t shortest = 4, longest = 512;

}  // namespace

void Scanner::typed(const std::string& text) {
  const Steady now = clock_.steady();
  if (now - last_ > longest_gap) read_.clear(), overlong_ = false;
  last_ = now;
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) read_ += c;
  if (read_.size() > longest) read_.clear(), overlong_ = true;
}

bool Scanner::enter() {
  const bool in_time = clock_.steady() - last_ <= longest_gap;
  const std::string read = std::exchange(read_, {});
  const bool overlong = std::exchange(overlong_, false);
  if (!in_time || (read.size() < shortest && !overlong)) return false;
  if (!overlong) scanned_(read);
  return true;
}

}  // namespace vestibule::kiosk
