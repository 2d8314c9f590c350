#include "sheet.hpp"

#include <algorithm>

namespace vestibule::kiosk {
namespace {

constexpr ui::Colour black{0, 0, 0}, white{255, 255, 255};
constexpr int margin = 16, longest = 2400;

}  // namespace

Sheet::Sheet(int width, ui::Fonts& fonts, ui::Direction direction)
    : fonts_(fonts), direction_(direction), canvas_({width, longest}, fonts) {
  canvas_.fill({0, 0, width, longest}, white);
}

void Sheet::text(std::string_view text, int pixels, ui::Weight weight) {
  if (text.empty()) return;
  const ui::Rect area{margin, y_, canvas_.size().width - 2 * margin, 0};
  const int height = fonts_.lay_out(text, pixels, weight, area.width, direction_).size.height;
  draw(text, pixels, weight, area);
  y_ += height + 4;
}

void Sheet::number(std::string_view text, int pixels) {
  const int width = canvas_.size().width - 2 * margin;
  pixels = fitting(text, pixels, ui::Weight::bold, {width, longest});
  const int height = fonts_.lay_out(text, pixels, ui::Weight::bold, 0, direction_).size.height;
  // Capitals and digits leave the room for descenders empty: the lines around may come closer.
  const int spare = height / 6;
  draw(text, pixels, ui::Weight::bold, {margin, y_ - spare, width, 0});
  y_ += height - 2 * spare + 10;
}

void Sheet::rule() {
  canvas_.fill({margin, y_ + 8, canvas_.size().width - 2 * margin, 3}, black);
  y_ += 22;
}

void Sheet::two_cells(const Cell& first, const Cell& second) {
  constexpr int height = 128, gap = 12, label = 26, value = 46;
  const int width = (canvas_.size().width - 2 * margin - gap) / 2;
  const bool mirrored = direction_ == ui::Direction::right_to_left;
  int x = margin;
  for (const Cell* cell : {mirrored ? &second : &first, mirrored ? &first : &second}) {
    canvas_.outline({x, y_, width, height}, 12, 3, black);
    const ui::Rect upper{x + 10, y_ + 2, width - 20, 54}, lower{x + 10, y_ + 48, width - 20, 74};
    draw(cell->label, fitting(cell->label, label, ui::Weight::regular, upper.size()), ui::Weight::regular, upper);
    draw(cell->value, fitting(cell->value, value, ui::Weight::bold, lower.size()), ui::Weight::bold, lower);
    x += width + gap;
  }
  y_ += height;
}

void Sheet::code(const QrCode& code, int side) {
  const int dots = std::max(1, side / code.side), quiet = 4 * dots;
  const int left = (canvas_.size().width - dots * code.side) / 2;
  y_ += quiet;
  for (int y = 0; y < code.side; ++y)
    for (int x = 0; x < code.side; ++x)
      if (code.dark[static_cast<std::size_t>(y * code.side + x)])
        canvas_.fill({left + x * dots, y_ + y * dots, dots, dots}, black);
  y_ += dots * code.side + quiet;
}

Raster Sheet::raster() const {
  const auto picture = canvas_.picture();
  Raster raster(canvas_.size().width, std::min(y_ + 8, longest));
  for (int y = 0; y < raster.height(); ++y)
    for (int x = 0; x < raster.width(); ++x)
      if (picture.at({x, y}).green < 128) raster.blacken(x, y);
  return raster;
}

/// In the middle of the area; an area without height starts at the text's top.
void Sheet::draw(std::string_view text, int pixels, ui::Weight weight, const ui::Rect& area) {
  const auto& block = fonts_.lay_out(text, pixels, weight, area.width, direction_);
  const int lower = area.height > 0 ? (area.height - block.size.height) / 2 : 0;
  canvas_.draw(block, {area.x, area.y + lower, area.width, block.size.height}, ui::Align::centre, black);
}

/// The largest letters, at most `pixels`, that put the text on one line in the room.
int Sheet::fitting(std::string_view text, int pixels, ui::Weight weight, ui::Size room) const {
  const auto fits = [&] {
    const ui::Size size = fonts_.lay_out(text, pixels, weight, 0, direction_).size;
    return size.width <= room.width && size.height <= room.height;
  };
  while (pixels > 8 && !fits()) --pixels;
  return pixels;
}

}  // namespace vestibule::kiosk
