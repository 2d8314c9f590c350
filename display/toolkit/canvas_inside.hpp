#pragma once
#include "sdl.hpp"
#include "vestibule/ui/canvas.hpp"

namespace vestibule::ui {
struct Canvas::Inside {
  SurfacePtr surface;  // 32 bits, XRGB: the format of most displays, so that showing it is copying
};
struct Picture::Inside {
  SurfacePtr surface;
};
}  // namespace vestibule::ui
