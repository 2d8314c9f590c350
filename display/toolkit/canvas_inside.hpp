#pragma once
#include <vector>

#include "sdl.hpp"
#include "vestibule/ui/canvas.hpp"

namespace vestibule::ui {
struct Canvas::Inside {
  struct Row {
    std::uint64_t hash = 0;
    std::uint32_t others = 0;  // the bits in which its pixels differ from its first
    bool known = false;        // since it was last looked at nothing can have been drawn in it
  };

  SurfacePtr surface;  // 32 bits, XRGB: the format of most displays, so that showing it is copying
  std::vector<Row> rows;
};
struct Picture::Inside {
  SurfacePtr surface;
};
}  // namespace vestibule::ui
