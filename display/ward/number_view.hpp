#pragma once
// One number of a patient with its name, unit and age, and beneath it the last hour where there is room.

#include <vestibule/ui/widgets.hpp>

#include "spark_view.hpp"

namespace vestibule::ward {

/// A surface whose children are placed by whoever holds it.
class Plate : public ui::Box {
 public:
  using Box::Box;

 protected:
  void arrange_children() override {}
};

/// How much room a tile has: names above the numbers, or beside them.
enum class Density { roomy, dense };

class NumberView : public ui::Box {
 public:
  NumberView(const ui::Words& words, Slot slot);

  void show(const ShownTile& tile);
  void set_density(Density density) { density_ = density; }
  /// The colour of its alarm, while that is lit.
  void light(std::optional<vitals::Priority> priority);
  bool alarmed() const { return alarmed_; }

 protected:
  void arrange_children() override;

 private:
  void paint_tones();
  void say_age();
  void arrange_stacked(const ui::Rect& box);

  const ui::Words& words_;
  const Slot slot_;
  Density density_ = Density::roomy;
  Freshness freshness_ = Freshness::blank;
  bool alarmed_ = false;
  std::optional<vitals::Priority> lit_;
  std::optional<Duration> oldest_;
  ui::Label* name_ = nullptr;
  ui::Label* age_ = nullptr;
  ui::Label* value_ = nullptr;
  SparkView* spark_ = nullptr;
};

/// An alarm's colour, and what is written upon it.
ui::Tone fill_of(vitals::Priority priority);
ui::Tone ink_of(vitals::Priority priority);

/// Of texts that say the same in fewer and fewer words, the first that the label can show in that width in letters that can be read.
std::string widest_that_fits(const ui::Label& label, const std::vector<std::string>& texts, int width);

/// `part` of `whole`, which is given for reading from left to right, where the reading goes the other way.
ui::Rect mirrored_in(const ui::Rect& whole, ui::Rect part, bool mirrored);

}  // namespace vestibule::ward
