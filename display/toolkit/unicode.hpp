#pragma once
// UTF-8 to code points and back; bad bytes become U+FFFD.

#include <string>
#include <string_view>

namespace vestibule::ui {

std::u32string code_points(std::string_view utf8);
std::string utf8(std::u32string_view code_points);

/// Signs that steer direction or breaking and are never drawn. The joiners stay: they shape letters.
inline bool steering(char32_t c) {
  return c == 0x200B || c == 0x200E || c == 0x200F || c == 0x061C || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}
inline bool invisible(char32_t c) { return steering(c) || c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F); }

}  // namespace vestibule::ui
