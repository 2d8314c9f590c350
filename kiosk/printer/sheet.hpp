#pragma once
// A strip of paper that is filled from the top.

#include <string>
#include <string_view>

#include <vestibule/ui/canvas.hpp>

#include "qr.hpp"
#include "raster.hpp"

namespace vestibule::kiosk {

/// Everything is centred, so it serves both directions of writing; only the two cells change sides. Lengths in dots.
class Sheet {
 public:
  Sheet(int width, ui::Fonts& fonts, ui::Direction direction);

  /// Broken into as many lines as it needs.
  void text(std::string_view text, int pixels, ui::Weight weight = ui::Weight::regular);
  /// One line as high as fits, never higher than `pixels`.
  void number(std::string_view text, int pixels);
  void rule();
  void space(int dots) { y_ += dots; }

  struct Cell {
    std::string label;
    std::string value;
  };
  /// Beside each other with a frame; the first one where reading starts.
  void two_cells(const Cell& first, const Cell& second);
  /// About `side` dots wide: whole dots to a square, so that every edge is sharp.
  void code(const QrCode& code, int side);

  /// What has been filled, each pixel black or white.
  Raster raster() const;

 private:
  void draw(std::string_view text, int pixels, ui::Weight weight, const ui::Rect& area);
  int fitting(std::string_view text, int pixels, ui::Weight weight, ui::Size room) const;

  ui::Fonts& fonts_;
  ui::Direction direction_;
  ui::Canvas canvas_;
  int y_ = 8;
};

}  // namespace vestibule::kiosk
