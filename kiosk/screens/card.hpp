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

/// A panel with a fine edge: on black glass the fill alone would not tell where it ends.
class Panel : public ui::Column {
 public:
  using Column::Column;
  void paint(ui::Canvas& canvas) const override;
};

/// Darkens what lies beneath and keeps fingers from it; its children lie in its middle.
class Veil : public ui::Column {
 public:
  explicit Veil(ui::Align along) : Column(ui::BoxStyle{.padding = 5, .along = along}) {}
  void paint(ui::Canvas& canvas) const override { canvas.fill(bounds(), {0, 0, 0, 150}); }
  bool takes_touch() const override { return true; }
  bool takes_focus() const override { return false; }
  bool covers() const override { return true; }

 protected:
  bool paints() const override { return true; }
};

}  // namespace vestibule::kiosk
