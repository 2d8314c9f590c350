#pragma once
// What a screen looks like, read from the files its settings name: words, layout, theme, schedule. Read anew on a reload.

#include <vestibule/ui/theme.hpp>

#include "board_view.hpp"
#include "programme.hpp"
#include "settings.hpp"

namespace vestibule::board {

struct Look {
  ViewOptions view;
  ui::Theme theme;
  Programme programme;
  std::vector<std::string> warnings;  ///< of what is shown all the same
};

/// For a screen of this size. An error names the file, and the line where there is one.
Result<Look> read_look(const Settings& settings, ui::Size size);

/// The layout alone: the window may be of another shape than was asked for.
Result<Layout> layout_of(const Settings& settings, ui::Size size);

}  // namespace vestibule::board
