#include "code_view.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {
constexpr int quiet = 4;  // squares around the code that must stay white
}

ui::Size CodeView::measure(ui::Size available) {
  const int side = std::min(available.width, pixels(30));
  return {side, side};
}

int CodeView::dot() const { return std::max(1, std::min(bounds().width, bounds().height) / (code_.side + 2 * quiet)); }

ui::Rect CodeView::square() const {
  const int side = dot() * (code_.side + 2 * quiet);
  return {bounds().x + (bounds().width - side) / 2, bounds().y + (bounds().height - side) / 2, side, side};
}

void CodeView::paint(ui::Canvas& canvas) const {
  const ui::Rect all = square();
  const int size = dot();
  canvas.fill_rounded(all, size, {255, 255, 255});
  for (int y = 0; y < code_.side; ++y)
    for (int x = 0; x < code_.side; ++x)
      if (code_.dark[static_cast<std::size_t>(y * code_.side + x)])
        canvas.fill({all.x + (quiet + x) * size, all.y + (quiet + y) * size, size, size}, {0, 0, 0});
}

}  // namespace vestibule::kiosk
