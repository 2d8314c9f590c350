#pragma once
// A raster as the bytes a thermal printer understands.

#include <string>
#include <vector>

#include "raster.hpp"

namespace vestibule::kiosk {

/// ESC @ (start afresh), GS v 0 in bands, ESC d (feed past the knife), GS V 66 (cut). Every ESC/POS printer knows these;
/// text commands are not used, because printers' code pages disagree and none has joined Arabic.
std::string escpos(const Raster& ticket);
/// The same in the pieces a small printer can hold: between them its state may be asked, within them not.
std::vector<std::string> escpos_bands(const Raster& ticket);

}  // namespace vestibule::kiosk
