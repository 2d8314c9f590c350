#pragma once
// One picture: a tree of views, the canvas it is painted on, and the rectangles that must be painted again. Needs no
// display: a Window shows it, a test looks at it.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "vestibule/ui/canvas.hpp"
#include "vestibule/ui/theme.hpp"
#include "vestibule/ui/view.hpp"

namespace vestibule::ui {

/// What one update has painted.
struct Frame {
  std::vector<Rect> painted;   ///< do not overlap
  std::int64_t pixels = 0;     ///< their area
};

/// Owner's thread only.
class Screen {
 public:
  Screen(Size size, Theme theme, Fonts& fonts);
  ~Screen();

  /// Replaces the whole tree.
  View& show(std::unique_ptr<View> root);
  template <std::derived_from<View> V, class... Args>
  V& show(Args&&... args) {
    auto made = std::make_unique<V>(std::forward<Args>(args)...);
    V& view = *made;
    show(std::unique_ptr<View>(std::move(made)));
    return view;
  }
  View* root() const { return root_.get(); }

  void resize(Size size);
  /// Runs whenever it has another size: whoever arranges things by it does so anew.
  void on_resize(std::function<void()> handler) { on_resize_ = std::move(handler); }
  void set_theme(Theme theme);
  void set_direction(Direction direction);
  Size size() const { return canvas_->size(); }
  const Theme& theme() const { return theme_; }
  Direction direction() const { return direction_; }
  Fonts& fonts() const { return fonts_; }
  /// Pixels of so many design units.
  int pixels(Length length) const;

  /// Lays out and paints what has changed since the last time; nothing, most of the time.
  Frame update();
  bool changed() const { return needs_layout_ || !dirty_.empty(); }
  void repaint_all();

  /// Calls `done` once the present changes can be seen: after the window has shown the next frame, or at once if
  /// nothing is waiting to be painted.
  void after_frame(std::function<void()> done);
  /// The window, or the test in its place: what update() painted is now to be seen.
  void presented();
  /// How many frames were shown since the screen was made.
  std::int64_t frames() const { return frames_; }

  void touch(const Touch& touch);
  /// A finger down and up.
  void tap(Point at);
  void press(const KeyPress& key);
  void type(const Typed& typed);
  void on_touch(std::function<void(const Touch&)> handler) { on_touch_ = std::move(handler); }  ///< all, before the views
  void on_key(std::function<void(const KeyPress&)> handler) { on_key_ = std::move(handler); }
  /// Keys before they move the focus or press anything; true: they do not. Not the Enter that ends a typed text (a scanner's).
  void on_keypad(std::function<bool(const KeyPress&)> handler) { on_keypad_ = std::move(handler); }
  /// Keys have moved the focus to this view.
  void on_focus(std::function<void(View&)> handler) { on_focus_ = std::move(handler); }
  void on_typed(std::function<void(const Typed&)> handler) { on_typed_ = std::move(handler); }

  const Canvas& canvas() const { return *canvas_; }
  /// What is wrong with the picture, one sentence each: a text that does not fit, a missing glyph, too little contrast, two
  /// things upon each other, something beyond the edge.
  std::vector<std::string> faults() const;
  /// What is wrong with the things to touch: smaller than `least` pixels either way, or closer than `gap` to another.
  std::vector<std::string> touch_faults(int least, int gap) const;
  /// Gives every view its place, without painting.
  void lay_out();

  // For views.
  void mark(const Rect& area);
  void mark_layout();
  void forget(const View& view);
  void retire(std::unique_ptr<View> view);  ///< destroyed at the next update: its own button may have been pressed
  View* focus() const { return focus_; }
  void focus_on(View* view);  ///< null: nothing
  void focus_first();         ///< the first target in reading order

 private:
  void paint(const View& view) const;
  void move_focus(int step);
  void move_focus_vertically(int step);

  Theme theme_;
  Fonts& fonts_;
  std::unique_ptr<Canvas> canvas_;
  std::unique_ptr<View> root_;
  std::vector<std::unique_ptr<View>> retired_;
  Direction direction_ = Direction::left_to_right;
  std::vector<Rect> dirty_;
  std::int64_t frames_ = 0;
  bool needs_layout_ = true;
  View* held_ = nullptr;   // the finger went down upon it
  std::int64_t finger_ = 0;
  std::function<void()> on_resize_;
  View* focus_ = nullptr;
  std::vector<std::function<void()>> after_frame_;
  std::function<void(const Touch&)> on_touch_;
  std::function<void(const KeyPress&)> on_key_;
  std::function<bool(const KeyPress&)> on_keypad_;
  std::function<void(View&)> on_focus_;
  std::function<void(const Typed&)> on_typed_;
  bool typing_ = false;  // the last key wrote something
};

}  // namespace vestibule::ui
