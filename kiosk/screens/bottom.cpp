#include "bottom.hpp"

namespace vestibule::kiosk {

Bottom bottom_of(const Page& page, const Setup& setup) {
  const ui::Length least = setup.units(target_mm) + 0.1, least_gap = setup.units(gap_mm) + 0.1;
  const bool lowered = page.manner.lowered;
  // Lowered, as flat as its words allow: a keyboard of four rows stands above it.
  Bottom bottom{std::max(lowered ? 10.6 : 11.0, least), std::max(17.0, least), lowered ? least_gap : std::max(2.0, least_gap),
                lowered ? std::max(1.3, least_gap) : 2.5};
  const ui::Length left = setup.width() - 10 - (bottom.tool_width + bottom.gap) * static_cast<double>(page.tools.size());
  const bool crowded = setup.portrait() || left < 13 * static_cast<double>(page.actions.size());
  bottom.stacked = crowded && !page.actions.empty() && !page.tools.empty();
  return bottom;
}

ui::Length lowered_height(const Page& page, const Setup& setup) {
  const ui::Length third = setup.height() / 3, row = setup.units(target_mm) + setup.units(gap_mm) + 0.2;
  if (!page.entry) return std::max(third, 2 * row + (page.manner.large ? 3.5 : 1.5));
  const int rows_of_keys = setup.portrait() ? 4 : 2;  // a keyboard cut in many parts is none
  return std::max(third, std::min(0.6 * setup.height(), bottom_of(page, setup).height() + rows_of_keys * row - setup.units(gap_mm)));
}

}  // namespace vestibule::kiosk
