#pragma once
// Views that place others. All mirror themselves where the direction is right to left.

#include <optional>

#include "vestibule/ui/theme.hpp"
#include "vestibule/ui/view.hpp"

namespace vestibule::ui {

/// How a box looks and how much room it leaves around its content.
struct BoxStyle {
  Length gap = 0;                ///< between the children
  Length padding = 0;            ///< around the children
  std::optional<Tone> fill{};      ///< absent: nothing is painted
  Length radius = 0;             ///< of the corners
  Align along = Align::start;    ///< where the children stand if none of them grows
  std::optional<Length> padding_vertical{};  ///< above and below, if other than at the sides
};

/// A background with its children laid upon each other, each filling it.
class Box : public View {
 public:
  explicit Box(BoxStyle style = {}) : style_(style) {}
  const BoxStyle& style() const { return style_; }
  void set_fill(std::optional<Tone> fill);

  Size measure(Size available) override;
  void paint(Canvas& canvas) const override;
  std::optional<Tone> surface() const override { return style_.fill; }

 protected:
  void arrange_children() override;
  bool paints() const override { return style_.fill.has_value(); }
  /// Bounds less padding.
  Rect content() const;
  Size padding() const;

 private:
  BoxStyle style_;
};

/// Children side by side; in right-to-left surroundings from the right.
class Row : public Box {
 public:
  using Box::Box;
  Size measure(Size available) override;

 protected:
  void arrange_children() override;
};

/// Children one beneath the other.
class Column : public Box {
 public:
  using Box::Box;
  Size measure(Size available) override;

 protected:
  void arrange_children() override;
};

/// A row where it is wider than high, else a column: for screens that hang either way.
class Turning : public Box {
 public:
  using Box::Box;
  Size measure(Size available) override;

 protected:
  void arrange_children() override;
};

/// A row whose children have room in proportion to what each would like, so that texts beside one another, one long and one
/// short, get letters of one size. What is left over is shared alike.
class Evenly : public Row {
 public:
  using Row::Row;

 protected:
  void arrange_children() override;
};

/// A row that shows as many of its children as there is room for, from the first; the rest are left out. Those that
/// grow take what is left when all have found room.
class Strip : public Box {
 public:
  using Box::Box;
  Size measure(Size available) override;

 protected:
  void arrange_children() override;
};

/// Lines of equal height: as many of its children as there is room for with letters of the size `least`, from the first; the rest
/// are left out.
class Stack : public Box {
 public:
  explicit Stack(TextSize least, BoxStyle style = {}) : Box(style), least_(least) {}
  Size measure(Size available) override;

 protected:
  void arrange_children() override;

 private:
  int line() const;

  TextSize least_;
};

/// Children in equal cells, so many to a row; no cell is taller than `tallest`, if that is given.
class Grid : public Box {
 public:
  Grid(int columns, BoxStyle style, Length tallest = 0) : Box(style), columns_(columns), tallest_(tallest) {}
  Size measure(Size available) override;

 protected:
  void arrange_children() override;

 private:
  int columns_;
  Length tallest_;
};

/// Empty room. `Space(2)` is two units wide and high; with `place.grow` it takes what is left.
class Space : public View {
 public:
  explicit Space(Length length = 0) : length_(length) {}
  Size measure(Size) override { return {pixels(length_), pixels(length_)}; }

 protected:
  bool paints() const override { return false; }

 private:
  Length length_;
};

}  // namespace vestibule::ui
