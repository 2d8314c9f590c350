#include "gesture.hpp"

namespace vestibule::kiosk {
namespace {

constexpr double near = 0.12;
constexpr Duration longest = std::chrono::seconds{6};

/// 0 to 3 clockwise from the top left; -1: no corner.
int corner_at(double x, double y) {
  const bool left = x < near, right = x > 1 - near, top = y < near, bottom = y > 1 - near;
  if (top && left) return 0;
  if (top && right) return 1;
  if (bottom && right) return 2;
  return bottom && left ? 3 : -1;
}

}  // namespace

bool CornerGesture::touched(double x, double y, Steady now) {
  const int corner = corner_at(x, y);
  if (next_ > 0 && (corner != next_ || now - begun_ > longest)) next_ = 0;
  if (corner != next_) return false;
  if (next_ == 0) begun_ = now;
  next_ = (next_ + 1) % 4;
  return next_ == 0;
}

}  // namespace vestibule::kiosk
