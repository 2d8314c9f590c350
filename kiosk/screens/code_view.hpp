#pragma once
// A QR code on the glass: dark squares on white whatever the theme, or cameras do not read it.

#include <vestibule/ui/view.hpp>

#include "printer/qr.hpp"

namespace vestibule::kiosk {

class CodeView : public ui::View {
 public:
  explicit CodeView(QrCode code) : code_(std::move(code)) {}

  ui::Size measure(ui::Size available) override;
  void paint(ui::Canvas& canvas) const override;
  ui::Rect ink() const override { return square(); }

 private:
  /// With the quiet zone, in the middle of the bounds; whole pixels to each square of the code.
  ui::Rect square() const;
  int dot() const;

  QrCode code_;
};

}  // namespace vestibule::kiosk
