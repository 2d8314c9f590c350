#pragma once
// The kiosk's own views: a thing to touch, and the veil over a page that asks whether anybody is there.

#include <vestibule/ui/widgets.hpp>

namespace vestibule::kiosk {

/// A button with a fine edge, so that white cards stand out from a bright page.
class Card : public ui::Button {
 public:
  Card(Style style, bool edge, std::function<void()> pressed)
      : Button(style, std::move(pressed)), radius_(style.radius), edge_(edge) {}
  void paint(ui::Canvas& canvas) const override;

 private:
  ui::Length radius_;
  bool edge_;
};

/// The loudspeaker: "hear this". Keys do not reach it: pressing one of them is another way to ask for it.
class HearButton : public Card {
 public:
  using Card::Card;
  bool takes_focus() const override { return false; }
  void paint(ui::Canvas& canvas) const override;
};

/// Darkens what lies beneath and keeps fingers from it; its children lie in its middle.
class Veil : public ui::Column {
 public:
  Veil() : Column(ui::BoxStyle{.padding = 8, .along = ui::Align::centre}) {}
  void paint(ui::Canvas& canvas) const override { canvas.fill(bounds(), {0, 0, 0, 150}); }
  bool takes_touch() const override { return true; }
  bool takes_focus() const override { return false; }

 protected:
  bool paints() const override { return true; }
};

}  // namespace vestibule::kiosk
