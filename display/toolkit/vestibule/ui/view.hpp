#pragma once
// A tree of views that remembers what it looks like: change a view, and only its rectangle is painted again.

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "vestibule/ui/canvas.hpp"
#include "vestibule/ui/input.hpp"
#include "vestibule/ui/theme.hpp"

namespace vestibule::ui {

class Screen;

/// How large a view wants to be among its neighbours. Lengths in design units.
struct Place {
  double grow = 0;                 ///< share of the spare room along the row or column; 0: as large as its content
  std::optional<Length> width;     ///< fixed, instead of the content's
  std::optional<Length> height;
  Length min_width = 0;
  Length min_height = 0;
  std::optional<Align> across;     ///< where it stands across the row or column; absent: it fills the room
};

/// Owner's thread only. A parent owns its children.
class View {
 public:
  View() = default;
  virtual ~View() = default;
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  Place place;  ///< set before the view is shown, or call needs_layout() afterwards

  /// Makes a child at the end and returns it.
  template <std::derived_from<View> V, class... Args>
  V& add(Args&&... args) {
    auto child = std::make_unique<V>(std::forward<Args>(args)...);
    V& made = *child;
    adopt(std::move(child));
    return made;
  }
  View& adopt(std::unique_ptr<View> child);
  void clear();

  void set_visible(bool visible);
  bool visible() const { return visible_; }
  /// Visible, and its parent has room for it.
  bool seen() const { return visible_ && !left_out_; }

  /// For this view and all beneath it; absent: the parent's. At the top: the screen's.
  void set_direction(std::optional<Direction> direction);
  Direction direction() const;
  bool mirrored() const { return direction() == Direction::right_to_left; }

  const Rect& bounds() const { return bounds_; }
  View* parent() const { return parent_; }
  const std::vector<std::unique_ptr<View>>& children() const { return children_; }

  /// The content's size, never wider than `available.width`. Pixels. `place` is the parent's business.
  virtual Size measure(Size available) = 0;
  /// Paints what is its own; children are painted after it. Draw inside bounds() only.
  virtual void paint(Canvas&) const {}

  virtual bool takes_touch() const { return false; }
  /// Whether keys can reach it.
  virtual bool takes_focus() const { return takes_touch(); }
  virtual void touched(const Touch&) {}
  /// Enter pressed, or the select key of a keypad, while it has the focus.
  virtual void activate() {}
  /// What a test should not accept: a text that does not fit, a missing glyph. Empty if all is well.
  virtual std::string fault() const { return {}; }
  /// Where letters or pictures of its own stand; empty for what only holds or tints. What is drawn must not meet.
  virtual Rect ink() const { return {}; }
  /// The tone it lays beneath its children; absent: what lies beneath it shows through.
  virtual std::optional<Tone> surface() const { return {}; }
  /// Whether it takes the place of all that was painted before it: a veil, a takeover.
  virtual bool covers() const { return false; }

  /// The content has changed and fills the same room: paint again.
  void needs_paint();
  /// The size may have changed: lay out again, and paint what has moved.
  void needs_layout();

  // For views that hold others, and for the screen.
  void arrange(const Rect& bounds);
  void attach(Screen* screen);
  void set_left_out(bool left_out);
  void look_changed();  ///< theme, scale or direction: forget what was derived from them

 protected:
  Screen* screen() const { return screen_; }
  /// Only while attached to a screen.
  const Theme& theme() const;
  /// The tone this view stands upon.
  Tone ground() const;
  Fonts& fonts() const;
  int pixels(Length length) const;

  /// Gives the children their bounds; by default all of this view's.
  virtual void arrange_children();
  /// Whether paint() draws anything: if not, moving it repaints only its children.
  virtual bool paints() const { return true; }
  virtual void forget_look() {}
  virtual void arranged() {}

 private:
  Screen* screen_ = nullptr;
  View* parent_ = nullptr;
  std::vector<std::unique_ptr<View>> children_;
  Rect bounds_;
  bool visible_ = true;
  bool left_out_ = false;
  std::optional<Direction> direction_;
};

}  // namespace vestibule::ui
