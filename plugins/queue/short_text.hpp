#pragma once
// A short text kept where it is used: a hundred thousand tokens live in memory, and most of what they hold are a few letters.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace vestibule::queue {

/// At most `Longest` bytes; longer ones are cut, so check where they come from.
template <std::size_t Longest>
class ShortText {
 public:
  ShortText() = default;
  explicit ShortText(std::string_view text) : size_(static_cast<std::uint8_t>(std::min(text.size(), Longest))) {
    std::copy_n(text.begin(), size_, bytes_.begin());
  }

  std::string_view view() const { return {bytes_.data(), size_}; }
  std::string text() const { return std::string(view()); }
  bool empty() const { return size_ == 0; }

  friend bool operator==(const ShortText& a, const ShortText& b) { return a.view() == b.view(); }

 private:
  std::array<char, Longest> bytes_{};
  std::uint8_t size_ = 0;
};

}  // namespace vestibule::queue

template <std::size_t Longest>
struct fmt::formatter<vestibule::queue::ShortText<Longest>> : fmt::formatter<std::string_view> {
  auto format(const vestibule::queue::ShortText<Longest>& text, format_context& context) const {
    return fmt::formatter<std::string_view>::format(text.view(), context);
  }
};
