#include "unicode.hpp"

#include <boost/locale/utf.hpp>

namespace vestibule::ui {

namespace utf = boost::locale::utf;

std::u32string code_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (auto at = text.begin(); at != text.end();) {
    const auto start = at;
    const utf::code_point point = utf::utf_traits<char>::decode(at, text.end());
    if (utf::is_valid_codepoint(point)) {
      points.push_back(point);
    } else {
      points.push_back(0xFFFD);
      at = start + 1;  // one mark for one bad byte, and on with the next
    }
  }
  return points;
}

std::string utf8(std::u32string_view points) {
  std::string text;
  for (const char32_t point : points) utf::utf_traits<char>::encode(point, std::back_inserter(text));
  return text;
}

}  // namespace vestibule::ui
