#include "rounding.hpp"

#include <charconv>
#include <string_view>

namespace vestibule::vitals {

int in_steps(double value, int steps) {
  // The shortest decimal that reads back as this double is what somebody wrote.
  char written[400];
  const auto end = std::to_chars(written, written + sizeof written, value, std::chars_format::fixed);
  const std::string_view text(written, static_cast<std::size_t>(end.ptr - written));
  int whole = 0;
  std::size_t at = 0;
  for (; at < text.size() && text[at] != '.'; ++at) whole = whole * 10 + (text[at] - '0');
  const auto decimal = [&](std::size_t place) { return at + place < text.size() ? text[at + place] - '0' : 0; };
  std::size_t place = 1;
  for (; steps > 1; steps /= 10) whole = whole * 10 + decimal(place++);
  return decimal(place) >= 5 ? whole + 1 : whole;
}

}  // namespace vestibule::vitals
