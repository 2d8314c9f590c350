#include "vestibule/ui/screen.hpp"

#include <cmath>

namespace vestibule::ui {

namespace {

/// More rectangles than this cost more than the pixels they save.
constexpr std::size_t most_rectangles = 16;

/// Adds an area to a list of rectangles that do not overlap: those it meets become one with it.
void include(std::vector<Rect>& areas, Rect added) {
  for (bool grown = true; grown;) {
    grown = false;
    for (auto other = areas.begin(); other != areas.end(); ++other) {
      const Rect both = around(*other, added);
      if (intersection(*other, added).empty() && both.area() > other->area() + added.area()) continue;
      added = both;
      areas.erase(other);
      grown = true;
      break;
    }
  }
  areas.push_back(added);
}

/// The uppermost view under the finger that takes touches.
View* hit(View& view, Point at) {
  if (!view.visible() || !view.bounds().contains(at)) return nullptr;
  for (auto child = view.children().rbegin(); child != view.children().rend(); ++child)
    if (View* found = hit(**child, at)) return found;
  return view.takes_touch() ? &view : nullptr;
}

}  // namespace

Screen::Screen(Size size, Theme theme, Fonts& fonts) : theme_(std::move(theme)), fonts_(fonts), canvas_(std::make_unique<Canvas>(size, fonts)) {
  repaint_all();
}

Screen::~Screen() {
  if (root_) root_->attach(nullptr);
}

View& Screen::show(std::unique_ptr<View> root) {
  if (root_) {
    root_->attach(nullptr);
    retire(std::move(root_));
  }
  root_ = std::move(root);
  root_->attach(this);
  repaint_all();
  needs_layout_ = true;
  return *root_;
}

void Screen::resize(Size size) {
  if (size == this->size()) return;
  canvas_ = std::make_unique<Canvas>(size, fonts_);
  if (root_) root_->look_changed();
  repaint_all();
  needs_layout_ = true;
  if (on_resize_) on_resize_();
}

void Screen::set_theme(Theme theme) {
  theme_ = std::move(theme);
  if (root_) root_->look_changed();
  repaint_all();
  needs_layout_ = true;
}

void Screen::set_direction(Direction direction) {
  if (direction == direction_) return;
  direction_ = direction;
  if (root_) root_->look_changed();
  needs_layout_ = true;
}

int Screen::pixels(Length length) const {
  const double shorter = std::min(size().width, size().height);
  return static_cast<int>(std::lround(length * shorter / 100));
}

void Screen::mark(const Rect& area) {
  const Rect seen = intersection(area, {0, 0, size().width, size().height});
  if (seen.empty()) return;
  include(dirty_, seen);
  if (dirty_.size() <= most_rectangles) return;
  Rect all;
  for (const Rect& rect : dirty_) all = around(all, rect);
  dirty_ = {all};
}

void Screen::mark_layout() { needs_layout_ = true; }

void Screen::repaint_all() { dirty_ = {{0, 0, size().width, size().height}}; }

void Screen::lay_out() {
  if (needs_layout_ && root_) root_->arrange({0, 0, size().width, size().height});
  needs_layout_ = false;
}

Frame Screen::update() {
  retired_.clear();
  lay_out();
  Frame frame;
  frame.painted = std::exchange(dirty_, {});
  for (const Rect& area : frame.painted) {
    canvas_->clip(area);
    canvas_->fill(area, theme_.colour(Tone::background));
    if (root_) paint(*root_);
    frame.pixels += area.area();
  }
  return frame;
}

void Screen::paint(const View& view) const {
  if (!view.seen()) return;
  const Rect area = canvas_->clip(), own = intersection(view.bounds(), area);
  if (!own.empty()) {
    canvas_->clip(own);
    view.paint(*canvas_);
    canvas_->clip(area);
  }
  for (const auto& child : view.children()) paint(*child);
}

void Screen::after_frame(std::function<void()> done) {
  if (!changed()) return done();
  after_frame_.push_back(std::move(done));
}

void Screen::presented() {
  ++frames_;
  for (const auto& done : std::exchange(after_frame_, {})) done();
}

void Screen::forget(const View& view) {
  if (held_ == &view) held_ = nullptr;
  if (focus_ == &view) focus_ = nullptr;
}

void Screen::retire(std::unique_ptr<View> view) { retired_.push_back(std::move(view)); }

void Screen::touch(const Touch& touch) {
  if (on_touch_) on_touch_(touch);
  if (focus_) std::exchange(focus_, nullptr)->needs_paint();  // fingers need no frame around what they point at
  if (touch.phase == Phase::down && root_) {
    // The latest finger counts, as a palm may rest on the glass; what the one before had held comes up unpressed.
    if (held_) held_->touched({Phase::move, {-1, -1}, finger_});
    held_ = hit(*root_, touch.at);
    finger_ = touch.finger;
  }
  if (touch.finger != finger_) return;
  View* view = held_;
  if (touch.phase == Phase::up) held_ = nullptr;
  if (view) view->touched(touch);
}

void Screen::tap(Point at) {
  update();
  touch({Phase::down, at});
  touch({Phase::up, at});
}

}  // namespace vestibule::ui
