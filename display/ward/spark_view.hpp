#pragma once
// A line of the last hour, a minute each; a hole where nothing was measured.

#include <vestibule/ui/view.hpp>

#include <optional>
#include <vector>

#include "telling.hpp"

namespace vestibule::ward {

class SparkView : public ui::View {
 public:
  explicit SparkView(Slot slot) : slot_(slot) {}
  void show(std::vector<std::optional<double>> minutes);
  void set_tone(ui::Tone tone);

  ui::Size measure(ui::Size available) override { return available; }
  void paint(ui::Canvas& canvas) const override;
  ui::Rect ink() const override;

 private:
  Slot slot_;
  ui::Tone tone_ = ui::Tone::muted;
  std::vector<std::optional<double>> minutes_;
};

}  // namespace vestibule::ward
