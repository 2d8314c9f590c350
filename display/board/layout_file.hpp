#pragma once
// Where the zones of a screen stand: assets/layouts/*.toml. A layout is a tree of rows and columns with zones at its ends.
//
//   shape = "wide"            # above all: the screens it is made for, "wide" or "upright"; absent: all
//   [[rows]]                  # top to bottom; or [[columns]], side by side; or [[turning]], columns where that is wide, else rows
//   zone = "now"              # what stands here; or rows, columns or turning within
//   weight = 2                # its share of the room that is left; absent: as large as its content
//   band = true               # a strip from edge to edge
//   lines = 5                 # of the zones that list something
//   across = 3                # of the zone "desks": how many side by side

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vestibule/result.hpp>
#include <vestibule/ui/geometry.hpp>

namespace vestibule::board {

enum class ZoneKind { area, clock, now, stage, last, next, waits, message, media, door, desks };

/// How the parts within a part stand.
enum class Split { none, rows, columns, turning };

struct LayoutPart {
  Split split = Split::none;
  std::vector<LayoutPart> parts;         ///< if it is split
  ZoneKind zone = ZoneKind::now;         ///< if it is not
  double weight = 0;
  bool band = false;
  std::optional<int> lines;
  std::optional<int> across;
};

/// The screens a layout is made for: half as wide again as high, the same upright, or of any shape.
enum class Shape { any, wide, upright };

struct Layout {
  std::string name;  ///< the file's, without ".toml"
  Shape shape = Shape::any;
  LayoutPart whole;
  bool has(ZoneKind zone) const;
  bool made_for(ui::Size screen) const;
};

/// Unknown keys, unknown zones and values of another kind are refused with file and line.
Result<Layout> read_layout(const std::filesystem::path& file);
Result<Layout> parse_layout(std::string_view toml, const std::string& file);

/// The one that is taken if nobody says otherwise. Throws if the program's files are not there.
Layout standard_layout();

}  // namespace vestibule::board
