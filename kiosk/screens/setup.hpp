#pragma once
// The screen the pages are drawn for.

#include <algorithm>

#include <vestibule/ui/geometry.hpp>

namespace vestibule::kiosk {

/// Fingers need millimetres; designs are in hundredths of the shorter side.
struct Setup {
  ui::Size size{1080, 1920};
  double shorter_side_mm = 268;  ///< of the glass that lights up; 21.5 inches by default
  bool speaks = false;           ///< has a loudspeaker to touch on every page

  bool portrait() const { return size.height > size.width; }
  ui::Length units(double mm) const { return mm / shorter_side_mm * 100; }
  /// Width and height in design units.
  ui::Length width() const { return 100.0 * size.width / std::min(size.width, size.height); }
  ui::Length height() const { return 100.0 * size.height / std::min(size.width, size.height); }
};

/// What a finger that trembles still meets, and what keeps it from meeting the neighbour.
inline constexpr double target_mm = 20, gap_mm = 3;

}  // namespace vestibule::kiosk
