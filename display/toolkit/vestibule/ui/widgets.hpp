#pragma once
// What people see and touch: labels, buttons, pictures.

#include <functional>
#include <limits>
#include <memory>
#include <string>

#include "vestibule/ui/layout.hpp"

namespace vestibule::ui {

/// What a label does with a text that is too long for its room.
enum class Fit {
  wrap,   ///< breaks it into lines
  shrink, ///< one line, smaller letters, down to what can still be read
  fill    ///< breaks it into lines and makes the letters smaller, down to what can still be read
};

/// What a line's height is reckoned by.
enum class Trim {
  line,     ///< everything the font may draw: for sentences
  capitals, ///< capital letters and digits, with room for the tail of a J or Q: for codes, which then stand in the very middle
  letters   ///< no more than letters with their tails need, and no room for marks above capitals: for names beside numbers
};

struct TextStyle {
  TextSize size = TextSize::body;
  Weight weight = Weight::regular;
  Tone tone = Tone::text;
  Align align = Align::start;
  Fit fit = Fit::wrap;
  Trim trim = Trim::line;
};

/// A text. It is centred from top to bottom in its room.
class Label : public View {
 public:
  explicit Label(std::string text, TextStyle style = {}) : text_(std::move(text)), style_(style) {}
  void set_text(std::string text);
  /// Another text in the room it has: nothing about it moves. For what changes each second.
  void replace_text(std::string text);
  void set_tone(Tone tone);
  /// No letters larger than those, in pixels: beside a text that must stay the largest.
  void set_at_most(int letters);
  const std::string& text() const { return text_; }
  const TextStyle& style() const { return style_; }
  /// The height of its letters in the present room: pixels for one em.
  int letters() const { return block_.pixels; }
  /// It stands in more than one line.
  bool broken() const { return block_.lines.size() > 1; }

  /// Letters as high as the theme has them for its size, or as they may be: as high as they get.
  int em() const;
  /// How wide that text would be in the smallest letters that can be read; 0 while no screen has it.
  int least_width(const std::string& text) const;
  /// As it would stand in letters of that height, in lines of that width.
  TextBlock laid_out(int pixels, int width) const;

  Size measure(Size available) override;
  void paint(Canvas& canvas) const override;
  std::string fault() const override;
  Rect ink() const override;

 protected:
  void arranged() override;

 private:
  int smallest() const;
  TextBlock shrunk(Size room) const;
  Align resolved() const;

  std::string text_;
  TextStyle style_;
  int at_most_ = std::numeric_limits<int>::max();
  TextBlock block_;  // laid out for the present bounds
};

/// Texts one beneath another in letters of one size: the largest in which all of them fit. What height is left stands between them.
class Alike : public Box {
 public:
  using Box::Box;
  Label& add_text(std::string text, TextStyle style);
  void clear();

 protected:
  void arrange_children() override;

 private:
  /// Their heights in letters of that size; none if they do not fit.
  std::vector<int> heights(int letters, Size room) const;

  std::vector<Label*> texts_;
};

/// Calls `pressed` when a finger goes down and up upon it, or by activate(). Its children are its face.
class Button : public Column {
 public:
  struct Style {
    Tone fill = Tone::raised;
    Tone ink = Tone::text;
    TextStyle text{TextSize::large, Weight::bold, Tone::text, Align::centre, Fit::wrap, Trim::line};
    Length padding = 2.5;
    Length radius = 1.5;
    Length min_height = 10;
  };
  /// A button with a text in the middle.
  Button(std::string text, Style style, std::function<void()> pressed);
  /// A button without a face: add children.
  Button(Style style, std::function<void()> pressed);

  void set_enabled(bool enabled);
  bool enabled() const { return enabled_; }
  void set_text(std::string text);

  void paint(Canvas& canvas) const override;
  bool takes_touch() const override { return enabled_; }
  void touched(const Touch& touch) override;
  void activate() override;
  std::optional<Tone> surface() const override { return enabled_ ? look_.fill : Tone::disabled; }

 protected:
  bool paints() const override { return true; }

 private:
  void ring(Canvas& canvas, int radius) const;

  Style look_;
  std::function<void()> on_press_;
  Label* label_ = nullptr;
  bool enabled_ = true;
  bool held_ = false;
};

/// A picture, as large as fits with its proportions kept.
class PictureView : public View {
 public:
  explicit PictureView(std::shared_ptr<const Picture> picture) : picture_(std::move(picture)) {}
  void set_picture(std::shared_ptr<const Picture> picture);

  Size measure(Size available) override;
  void paint(Canvas& canvas) const override;
  Rect ink() const override { return bounds(); }

 private:
  std::shared_ptr<const Picture> picture_;
};

/// A surface of one colour: a rule between two zones.
class Rule : public View {
 public:
  explicit Rule(Tone tone = Tone::line, Length thickness = 0.25) : tone_(tone), thickness_(thickness) {}
  Size measure(Size) override { return {pixels(thickness_), pixels(thickness_)}; }
  void paint(Canvas& canvas) const override { canvas.fill(bounds(), theme().colour(tone_)); }

 private:
  Tone tone_;
  Length thickness_;
};

}  // namespace vestibule::ui
