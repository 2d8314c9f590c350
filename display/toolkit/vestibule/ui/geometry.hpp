#pragma once
// Places and sizes in pixels of the screen, and colours. Plain values; any thread.

#include <algorithm>
#include <compare>
#include <cstdint>

namespace vestibule::ui {

/// Hundredths of the screen's shorter side: what designs are measured in, so one layout serves every screen.
using Length = double;

struct Point {
  int x = 0;
  int y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Size {
  int width = 0;
  int height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Rect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  int right() const { return x + width; }
  int bottom() const { return y + height; }
  Size size() const { return {width, height}; }
  bool empty() const { return width <= 0 || height <= 0; }
  std::int64_t area() const { return empty() ? 0 : std::int64_t{width} * height; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  friend bool operator==(const Rect&, const Rect&) = default;
};

/// What both cover; empty if they do not meet.
inline Rect intersection(const Rect& a, const Rect& b) {
  const int x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  const Rect common{x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
  return common.empty() ? Rect{} : common;
}

/// The smallest rectangle around both.
inline Rect around(const Rect& a, const Rect& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

inline Rect inset(const Rect& box, int by) { return {box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by}; }

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;
  friend auto operator<=>(const Colour&, const Colour&) = default;
};

/// Contrast of two opaque colours by WCAG 2: 1 (the same) to 21 (black on white).
double contrast(Colour a, Colour b);

enum class Direction { left_to_right, right_to_left };
/// Along the line of reading: `start` is left in English and right in Arabic.
enum class Align { start, centre, end };

}  // namespace vestibule::ui
