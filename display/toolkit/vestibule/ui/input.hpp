#pragma once
// What people do, in plain types. A mouse counts as a finger.

#include <cstdint>
#include <string>

#include "vestibule/ui/geometry.hpp"

namespace vestibule::ui {

enum class Phase { down, move, up };

struct Touch {
  Phase phase = Phase::down;
  Point at;
  std::int64_t finger = 0;  ///< which of those on the glass; the mouse's buttons are fingers, too
};

enum class Key { enter, escape, tab, back_tab, backspace, up, down, left, right, other };

struct KeyPress {
  Key key = Key::other;
};

/// Text typed on a keyboard or by a barcode scanner, UTF-8.
struct Typed {
  std::string text;
};

}  // namespace vestibule::ui
