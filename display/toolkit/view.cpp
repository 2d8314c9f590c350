#include "vestibule/ui/view.hpp"

#include <cmath>

#include "vestibule/ui/screen.hpp"

namespace vestibule::ui {

View& View::adopt(std::unique_ptr<View> child) {
  View& added = *child;
  added.parent_ = this;
  children_.push_back(std::move(child));
  if (screen_) added.attach(screen_);
  needs_layout();
  return added;
}

void View::clear() {
  for (auto& child : children_) {
    child->needs_paint();
    child->attach(nullptr);
    if (screen_) screen_->retire(std::move(child));
  }
  children_.clear();
  needs_layout();
}

void View::set_visible(bool visible) {
  if (visible == visible_) return;
  if (!visible) needs_paint();
  visible_ = visible;
  needs_paint();
  needs_layout();
}

void View::set_left_out(bool left_out) {
  if (left_out == left_out_) return;
  if (left_out) needs_paint();
  left_out_ = left_out;
  needs_paint();
}

void View::set_direction(std::optional<Direction> direction) {
  if (direction == direction_) return;
  direction_ = direction;
  look_changed();
  needs_layout();
}

Direction View::direction() const {
  for (const View* view = this; view; view = view->parent_)
    if (view->direction_) return *view->direction_;
  return screen_ ? screen_->direction() : Direction::left_to_right;
}

void View::needs_paint() {
  if (screen_ && seen()) screen_->mark(bounds_);
}

void View::needs_layout() {
  if (screen_) screen_->mark_layout();
}

void View::arrange(const Rect& bounds) {
  if (bounds != bounds_) {
    if (paints()) needs_paint();
    bounds_ = bounds;
    if (paints()) needs_paint();
  }
  arranged();
  arrange_children();
}

void View::arrange_children() {
  for (const auto& child : children_)
    if (child->seen()) child->arrange(bounds_);
}

void View::attach(Screen* screen) {
  if (!screen && screen_) screen_->forget(*this);
  screen_ = screen;
  if (!screen) bounds_ = {};  // another screen, another place
  for (const auto& child : children_) child->attach(screen);
  if (screen) look_changed();
}

void View::look_changed() {
  forget_look();
  needs_paint();
  for (const auto& child : children_) child->look_changed();
}

Tone View::ground() const {
  for (const View* view = parent_; view; view = view->parent_)
    if (const auto tone = view->surface()) return *tone;
  return Tone::background;
}

const Theme& View::theme() const { return screen_->theme(); }
Fonts& View::fonts() const { return screen_->fonts(); }
int View::pixels(Length length) const { return screen_ ? screen_->pixels(length) : 0; }

}  // namespace vestibule::ui
