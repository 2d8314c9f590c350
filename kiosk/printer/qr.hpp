#pragma once
// A QR code as squares that are dark or not.

#include <string>
#include <vector>

#include <vestibule/result.hpp>

namespace vestibule::kiosk {

struct QrCode {
  int side = 0;            ///< squares, without the quiet zone of four that must stay white around it
  std::vector<bool> dark;  ///< row by row
};

/// Up to a quarter of it may be creased or smeared (level Q). `invalid` if the text is too long for a code.
Result<QrCode> qr_code(const std::string& text);

}  // namespace vestibule::kiosk
