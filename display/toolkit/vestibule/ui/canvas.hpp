#pragma once
// What views paint upon: pixels in memory, drawn by the processor, so that a picture is the same on every machine.

#include <filesystem>
#include <memory>

#include "vestibule/result.hpp"
#include "vestibule/ui/fonts.hpp"
#include "vestibule/ui/geometry.hpp"
#include "vestibule/ui/picture.hpp"

namespace vestibule::ui {

/// What tells one picture from another without keeping either.
struct Fingerprint {
  std::uint64_t hash = 0;
  bool one_colour = false;  ///< nothing is to be seen
};

/// Owner's thread only. Nothing is drawn outside the clip.
class Canvas {
 public:
  Canvas(Size size, Fonts& fonts);
  ~Canvas();
  Canvas(const Canvas&) = delete;

  Size size() const;
  void clip(const Rect& area);
  const Rect& clip() const { return clip_; }

  void fill(const Rect& area, Colour colour);
  /// With round corners of that radius in pixels, smooth at the edge.
  void fill_rounded(const Rect& area, int radius, Colour colour);
  /// The outline only, `thickness` pixels wide, inside `area`.
  void outline(const Rect& area, int radius, int thickness, Colour colour);
  /// Scaled to fill `area`.
  void draw(const Picture& picture, const Rect& area);
  /// Lines of `text` in `area`, each by `align` (resolved: start is left), from the top.
  void draw(const TextBlock& text, const Rect& area, Align align, Colour colour);

  /// A copy of what is painted.
  Picture picture() const;
  /// Of all its pixels: some milliseconds at 3840x2160 the first time, later only as long as it takes to look at the rows in
  /// which something may have been drawn since.
  Fingerprint fingerprint() const;
  Result<> save_png(const std::filesystem::path& file) const;

  struct Inside;
  const Inside& inside() const { return *inside_; }

 private:
  std::unique_ptr<Inside> inside_;
  Fonts& fonts_;
  Rect clip_;
};

}  // namespace vestibule::ui
