#pragma once
// Pictures compared with those kept in the repository. VESTIBULE_UPDATE_GOLDEN=1 in the environment writes them anew: look
// at each before it is committed.

#include <doctest/doctest.h>
#include <vestibule/ui/picture.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace vestibule::test {

/// Edges may differ a little between versions of the font renderer; a letter, a colour or a place may not.
inline constexpr int channel_tolerance = 48;
inline constexpr double most_differing = 0.002;  // share of the pixels

/// With fewer shades, well inside the tolerance: a golden picture is then a third as large.
inline ui::Picture posterised(const ui::Picture& picture) {
  const auto rounded = [](std::uint8_t channel) { return static_cast<std::uint8_t>(std::min(255, (channel + 8) / 16 * 16)); };
  std::vector<ui::Colour> pixels;
  for (int y = 0; y < picture.size().height; ++y)
    for (int x = 0; x < picture.size().width; ++x) {
      const ui::Colour colour = picture.at({x, y});
      pixels.push_back({rounded(colour.red), rounded(colour.green), rounded(colour.blue), 255});
    }
  return ui::Picture::from(picture.size(), pixels);
}

/// `folder` holds the golden pictures; `name` is without ".png". What was painted instead is left in `scratch`.
inline void check_golden(const ui::Picture& painted, const std::filesystem::path& folder, const std::string& name, const std::filesystem::path& scratch) {
  const auto golden_file = folder / (name + ".png");
  if (std::getenv("VESTIBULE_UPDATE_GOLDEN")) {
    REQUIRE(posterised(painted).save_png(golden_file));
    MESSAGE("written, look at it: " << golden_file.string());
    return;
  }
  const auto golden = ui::Picture::read(golden_file);
  REQUIRE_MESSAGE(golden, (golden ? "" : golden.error().message + "; make it with VESTIBULE_UPDATE_GOLDEN=1"));
  const double differing = ui::difference(painted, *golden, channel_tolerance);
  if (differing <= most_differing) return;
  std::filesystem::create_directories(scratch);
  const auto seen = scratch / (name + ".png");
  CHECK(painted.save_png(seen));
  FAIL_CHECK(name << ": " << differing * 100 << " % of the pixels differ; painted now: " << seen.string());
}

}  // namespace vestibule::test
