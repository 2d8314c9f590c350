// What a picture must not have, found by walking its views: a test fails on it, and the kiosk chooses the arrangement without.

#include <fmt/format.h>

#include "vestibule/ui/screen.hpp"

namespace vestibule::ui {
namespace {

/// The views that can be seen, in the order painted; what a later one covers is gone.
void collect(const View& view, std::vector<const View*>& found) {
  if (!view.seen()) return;
  if (view.covers()) found.clear();
  found.push_back(&view);
  for (const auto& child : view.children()) collect(*child, found);
}

std::vector<const View*> seen(const View* root) {
  std::vector<const View*> found;
  if (root) collect(*root, found);
  return found;
}

std::string words(const Rect& box) { return fmt::format("{}x{} at {},{}", box.width, box.height, box.x, box.y); }

/// The room between two rectangles; negative if they overlap.
int between(const Rect& a, const Rect& b) {
  const int x = std::max(a.x, b.x) - std::min(a.right(), b.right());
  const int y = std::max(a.y, b.y) - std::min(a.bottom(), b.bottom());
  return std::max(x, y);
}

/// Letters and pictures lie inside the view that holds them, and nowhere upon each other.
void check_ink(const std::vector<const View*>& views, const Rect& all, std::vector<std::string>& faults) {
  std::vector<Rect> inks;
  for (const View* view : views) {
    const Rect ink = view->ink();
    if (ink.empty()) continue;
    const Rect room = view->parent() ? intersection(view->parent()->bounds(), all) : all;
    if (intersection(ink, room) != ink) faults.push_back(fmt::format("what is drawn {} stands out of its box {}", words(ink), words(room)));
    for (const Rect& other : inks)
      if (!intersection(ink, other).empty()) faults.push_back(fmt::format("what is drawn {} overlaps {}", words(ink), words(other)));
    inks.push_back(ink);
  }
}

}  // namespace

std::vector<std::string> Screen::faults() const {
  std::vector<std::string> faults;
  auto views = seen(root_.get());
  std::erase_if(views, [&](const View* view) {
    auto fault = view->fault();
    if (fault.empty()) return false;
    faults.push_back(std::move(fault));  // what does not fit need not be said again where it stands out
    return true;
  });
  check_ink(views, {0, 0, size().width, size().height}, faults);
  return faults;
}

std::vector<std::string> Screen::touch_faults(int least, int gap) const {
  std::vector<std::string> faults;
  std::vector<Rect> others;
  const Rect all{0, 0, size().width, size().height};
  for (const View* view : seen(root_.get())) {
    if (!view->takes_touch() || view->covers()) continue;
    const Rect& box = view->bounds();
    if (box.width < least || box.height < least) faults.push_back(fmt::format("a target is {}, the least is {}", words(box), least));
    if (intersection(box, all) != box) faults.push_back(fmt::format("a target {} stands beyond the edge", words(box)));
    for (const Rect& other : others)
      if (between(box, other) < gap) faults.push_back(fmt::format("the targets {} and {} are closer than {}", words(box), words(other), gap));
    others.push_back(box);
  }
  return faults;
}

}  // namespace vestibule::ui
