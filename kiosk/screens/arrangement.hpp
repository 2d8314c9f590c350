#pragma once
// How the choices of a page can be set out on a screen, the most readable way first.

#include <vector>

#include "flow/page.hpp"
#include "setup.hpp"

namespace vestibule::kiosk {

/// Cards side by side and one beneath the other. Choices beyond them come on further parts, behind a card "more".
struct Arrangement {
  int columns = 1;
  int rows = 1;
  bool details = true;  ///< whether what is less than needful is said too

  /// How many choices stand on each part.
  int on_a_part(int choices) const { return choices <= columns * rows ? choices : columns * rows - 1; }
  int parts(int choices) const {
    const int each = on_a_part(choices);
    return each > 0 ? (choices + each - 1) / each : 1;
  }

  friend bool operator==(const Arrangement&, const Arrangement&) = default;
};

/// Those that may have room; the first that is laid out without a fault is shown. Never empty.
std::vector<Arrangement> arrangements(const Page& page, const Setup& setup);

}  // namespace vestibule::kiosk
