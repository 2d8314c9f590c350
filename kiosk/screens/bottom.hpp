#pragma once
// The bottom of every page: actions and tools; and what is lowered to them. In design units.

#include "flow/page.hpp"
#include "setup.hpp"

namespace vestibule::kiosk {

struct Bottom {
  ui::Length button;      ///< height of each
  ui::Length tool_width;
  ui::Length gap;         ///< between two, side by side or one above the other
  ui::Length edge;        ///< above and below them all
  bool stacked = false;   ///< actions stand above the tools, because one row has no room for both

  ui::Length height() const { return button + 2 * edge + (stacked ? gap + button : 0); }
};
Bottom bottom_of(const Page& page, const Setup& setup);

/// How high the part is that holds everything to touch when it is lowered: a third, where hands reach from a wheelchair. On glass
/// so small that a third has no room for two targets, or for the keys of a keyboard, more.
ui::Length lowered_height(const Page& page, const Setup& setup);

}  // namespace vestibule::kiosk
