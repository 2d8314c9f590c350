#include "card.hpp"

#include <vestibule/ui/screen.hpp>

namespace vestibule::kiosk {

void Card::paint(ui::Canvas& canvas) const {
  Button::paint(canvas);
  if (edge_ && screen()->focus() != this) canvas.outline(bounds(), pixels(radius_), std::max(1, pixels(0.25)), theme().colour(ui::Tone::line));
}

/// A box, a horn that opens, and two waves: drawn, so that it is the same at every size and in every script.
void HearButton::paint(ui::Canvas& canvas) const {
  Card::paint(canvas);
  const int side = std::min(bounds().width, bounds().height) * 5 / 8, unit = std::max(1, side / 16);
  const int left = bounds().x + (bounds().width - 15 * unit) / 2, middle = bounds().y + bounds().height / 2;
  const auto ink = theme().colour(ui::Tone::on_accent);
  const auto bar = [&](int x, int width, int height) { canvas.fill({left + x, middle - height / 2, width, height}, ink); };
  bar(0, 3 * unit, 5 * unit);
  for (int x = 0; x < 5 * unit; ++x) bar(3 * unit + x, 1, 5 * unit + 8 * x / 5);
  const auto wave = [&](int x, int height) { canvas.fill_rounded({left + x, middle - height / 2, std::max(2, unit * 3 / 2), height}, unit / 2, ink); };
  wave(10 * unit, 6 * unit);
  wave(13 * unit, 11 * unit);
}

}  // namespace vestibule::kiosk
