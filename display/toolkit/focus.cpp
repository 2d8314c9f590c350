// Where the keys are: the view that Enter would press, and how the arrows of a keypad move from one to the next.

#include <algorithm>

#include "vestibule/ui/screen.hpp"

namespace vestibule::ui {

namespace {

/// A row with at least so many targets is one of a keyboard: up and down then keep their place in it.
constexpr std::size_t keyboard_row = 6;

void collect(View& view, std::vector<View*>& found) {
  if (!view.seen()) return;
  if (view.takes_focus()) found.push_back(&view);
  for (const auto& child : view.children()) collect(*child, found);
}

int middle(const View& view) { return view.bounds().x + view.bounds().width / 2; }
bool beside(const View& one, const View& other) {
  const Rect &a = one.bounds(), &b = other.bounds();
  const int centre = b.y + b.height / 2;
  return centre >= a.y && centre < a.y + a.height;
}

/// The targets that stand side by side, row by row, in reading order.
std::vector<std::vector<View*>> rows_of(const std::vector<View*>& all) {
  std::vector<std::vector<View*>> rows;
  for (View* view : all) {
    if (rows.empty() || !beside(*rows.back().front(), *view)) rows.emplace_back();
    rows.back().push_back(view);
  }
  return rows;
}

/// The target above or below on a keyboard; null where there is none, and in lists.
View* vertical(const std::vector<View*>& all, const View& from, int step) {
  const auto rows = rows_of(all);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return std::find(one.begin(), one.end(), &from) != one.end(); });
  const auto index = row - rows.begin() + step;
  if (row == rows.end() || index < 0 || index >= static_cast<std::ptrdiff_t>(rows.size())) return nullptr;
  const auto& next = rows[static_cast<std::size_t>(index)];
  if (std::max(row->size(), next.size()) < keyboard_row) return nullptr;
  return *std::min_element(next.begin(), next.end(), [&](const View* a, const View* b) { return std::abs(middle(*a) - middle(from)) < std::abs(middle(*b) - middle(from)); });
}

}  // namespace

void Screen::focus_on(View* view) {
  if (view == focus_) return;
  if (focus_) focus_->needs_paint();
  focus_ = view;
  if (focus_) focus_->needs_paint();
}

void Screen::focus_first() {
  focus_on(nullptr);
  move_focus(1);
}

/// The next target in reading order, or the one before; round and round.
void Screen::move_focus(int step) {
  std::vector<View*> all;
  if (root_) collect(*root_, all);
  if (all.empty()) return;
  const auto now = std::find(all.begin(), all.end(), focus_);
  const auto count = static_cast<int>(all.size());
  const int index = now == all.end() ? (step > 0 ? 0 : count - 1) : (static_cast<int>(now - all.begin()) + step + count) % count;
  focus_on(all[static_cast<std::size_t>(index)]);
  if (on_focus_) on_focus_(*focus_);
}

void Screen::move_focus_vertically(int step) {
  std::vector<View*> all;
  if (root_) collect(*root_, all);
  View* next = focus_ ? vertical(all, *focus_, step) : nullptr;
  if (!next) return move_focus(step);
  focus_on(next);
  if (on_focus_) on_focus_(*focus_);
}

void Screen::press(const KeyPress& key) {
  const bool ends_text = std::exchange(typing_, false) && key.key == Key::enter;  // a scanner's: it presses nothing
  if (on_key_) on_key_(key);
  if (on_keypad_ && !ends_text && on_keypad_(key)) return;
  const int forward = direction_ == Direction::right_to_left ? -1 : 1;  // what comes next stands to the left there
  switch (key.key) {
    case Key::tab: return move_focus(1);
    case Key::back_tab: return move_focus(-1);
    case Key::right: return move_focus(forward);
    case Key::left: return move_focus(-forward);
    case Key::down: return move_focus_vertically(1);
    case Key::up: return move_focus_vertically(-1);
    case Key::enter:
      if (focus_ && !ends_text) focus_->activate();
      return;
    default: return;
  }
}

void Screen::type(const Typed& typed) {
  typing_ = true;
  if (on_typed_) on_typed_(typed);
}

}  // namespace vestibule::ui
