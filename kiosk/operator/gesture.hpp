#pragma once
// The hidden gesture that asks for the operator's page: one corner of the glass after the other, clockwise from the top left.

#include <vestibule/clock.hpp>

namespace vestibule::kiosk {

/// Owner's thread only. Positions are shares of the glass, from 0 to 1.
class CornerGesture {
 public:
  /// A finger has left the glass there; true if that completes the gesture.
  bool touched(double x, double y, Steady now);

 private:
  int next_ = 0;
  Steady begun_;
};

}  // namespace vestibule::kiosk
