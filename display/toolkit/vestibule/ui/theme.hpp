#pragma once
// What a screen looks like: colours by their role, text sizes by their rank. Read from a small TOML file; views name
// roles, so another theme (high contrast, large text) repaints everything and no view knows.

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "vestibule/result.hpp"
#include "vestibule/ui/geometry.hpp"

namespace vestibule::ui {

/// Between a text and its ground: WCAG 2, level AA, for text of any size.
inline constexpr double least_contrast = 4.5;

/// What a colour is for. `on_x` is the text colour upon `x`.
enum class Tone {
  background, panel, raised, line,         // surfaces, from far to near, and the lines between
  text, muted,                             // upon background, panel and raised
  accent, on_accent, accent_text,          // what matters now; accent_text is accent as a text colour upon a panel
  alert, on_alert,                         // something is wrong or urgent
  good, on_good,                           // done, confirmed
  pressed, disabled, on_disabled, focus,   // of things to touch
  high, on_high, medium, on_medium, low, on_low  // alarms, by urgency: the colours of IEC 60601-1-8, which no theme changes
};
inline constexpr std::size_t tone_count = 23;

/// The rank of a text; the theme says how large that is.
enum class TextSize { small, body, large, title, display, giant };
inline constexpr std::size_t text_size_count = 6;

struct Theme {
  std::string name;
  std::array<Colour, tone_count> colours{};
  std::array<Length, text_size_count> sizes{};  ///< height of the em square, in design units
  std::array<Length, text_size_count> least{};  ///< a text in smaller letters than that is a fault
  Length readable = 0;                          ///< the smallest letters that somebody can still read

  Colour colour(Tone tone) const { return colours[static_cast<std::size_t>(tone)]; }
  Length size(TextSize rank) const { return sizes[static_cast<std::size_t>(rank)]; }
  Length least_size(TextSize rank) const { return least[static_cast<std::size_t>(rank)]; }
};

/// The same theme, in which every text may shrink as far as it can be read.
Theme yielding(Theme theme);
/// The same theme with large text: what is small grows most, what is giant already stays. No text may become smaller than it
/// was before, up to a title's size.
Theme larger(const Theme& theme);

/// Reads a theme file. Every colour and size must be there and nothing else; the error names the line.
Result<Theme> read_theme(const std::filesystem::path& file);
/// "muted upon panel has a contrast of 2.1:1, and 4.5:1 is needed": the texts that people with weak eyes could not read.
std::vector<std::string> hard_to_read(const Theme& theme);
Result<Theme> parse_theme(std::string_view toml, std::string_view file_name = "theme");

}  // namespace vestibule::ui
