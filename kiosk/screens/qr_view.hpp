#pragma once
// A QR code on the glass: what the ticket would have carried.

#include <algorithm>

#include <vestibule/ui/widgets.hpp>

#include "printer/qr.hpp"

namespace vestibule::kiosk {

/// Black on white whatever the theme, with its quiet zone; whole pixels to a square. As large as its room allows.
class QrView : public ui::View {
 public:
  QrView(QrCode code, ui::Length side) : code_(std::move(code)), side_(side) {}

  ui::Size measure(ui::Size available) override {
    const int side = std::min(pixels(side_), available.width);
    return {side, side};
  }
  void paint(ui::Canvas& canvas) const override {
    const ui::Rect& room = bounds();
    const int dots = std::max(1, std::min(room.width, room.height) / (code_.side + 8)), whole = dots * (code_.side + 8);
    const int left = room.x + (room.width - whole) / 2, top = room.y + (room.height - whole) / 2;
    canvas.fill({left, top, whole, whole}, {255, 255, 255});
    for (int y = 0; y < code_.side; ++y)
      for (int x = 0; x < code_.side; ++x)
        if (code_.dark[static_cast<std::size_t>(y * code_.side + x)])
          canvas.fill({left + (x + 4) * dots, top + (y + 4) * dots, dots, dots}, {0, 0, 0});
  }

 private:
  QrCode code_;
  ui::Length side_;
};

}  // namespace vestibule::kiosk
