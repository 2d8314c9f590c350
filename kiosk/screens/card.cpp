#include "card.hpp"

#include <vestibule/ui/screen.hpp>

namespace vestibule::kiosk {

void Card::paint(ui::Canvas& canvas) const {
  Button::paint(canvas);
  if (edge_ && screen()->focus() != this) canvas.outline(bounds(), pixels(radius_), std::max(1, pixels(0.25)), theme().colour(ui::Tone::line));
}

void Panel::paint(ui::Canvas& canvas) const {
  Column::paint(canvas);
  canvas.outline(bounds(), pixels(style().radius), std::max(1, pixels(0.25)), theme().colour(ui::Tone::line));
}

}  // namespace vestibule::kiosk
