#include "vestibule/ui/layout.hpp"

#include <algorithm>
#include <functional>

namespace vestibule::ui {

namespace {

constexpr int endless = 1 << 20;

/// A size seen along a row (x) or a column (y), so that both are one algorithm.
enum class Axis { x, y };
int along(Size size, Axis axis) { return axis == Axis::x ? size.width : size.height; }
int across(Size size, Axis axis) { return axis == Axis::x ? size.height : size.width; }

struct Child {
  View* view;
  Size wanted;
  int length = 0;
};

using Scale = std::function<int(Length)>;

/// The content's size under the child's own wishes.
Size wish(View& view, Size available, const Scale& px) {
  const Place& place = view.place;
  if (place.width) available.width = px(*place.width);
  if (place.height) available.height = px(*place.height);
  Size size = place.width && place.height ? available : view.measure(available);
  if (place.width) size.width = px(*place.width);
  if (place.height) size.height = px(*place.height);
  return {std::max(size.width, px(place.min_width)), std::max(size.height, px(place.min_height))};
}

std::vector<Child> seen_children(const View& parent) {
  std::vector<Child> children;
  for (const auto& child : parent.children())
    if (child->seen()) children.push_back({child.get(), {}, 0});
  return children;
}

/// What a child keeps however little room there is: what it was given as a length of its own.
int least(const Child& child, Axis axis, const Scale& px) {
  const Place& place = child.view->place;
  const Length fixed = (axis == Axis::x ? place.width : place.height).value_or(0);
  return std::min(child.length, px(std::max(fixed, axis == Axis::x ? place.min_width : place.min_height)));
}

/// Takes what does not fit from all in proportion: first from what is above the least of each, then from that too.
void squeeze(std::vector<Child>& children, int room, Axis axis, const Scale& px) {
  long long fixed = 0, kept = 0;
  for (const Child& child : children) fixed += child.length, kept += least(child, axis, px);
  const bool keeps = kept <= room && kept < fixed;
  for (Child& child : children) {
    const long long floor = keeps ? least(child, axis, px) : 0, spare = child.length - floor;
    child.length = static_cast<int>(floor + (keeps ? spare * (room - kept) / (fixed - kept) : spare * room / fixed));
  }
}

/// Lengths along the axis: content first, then the rest by `grow`.
void share(std::vector<Child>& children, Size room, int gap, Axis axis, const Scale& px) {
  int left = along(room, axis) - gap * std::max(0, static_cast<int>(children.size()) - 1);
  double weights = 0;
  int fixed = 0;
  for (Child& child : children) {
    const bool grows = child.view->place.grow > 0;
    if (grows) {
      weights += child.view->place.grow;
      child.length = px(axis == Axis::x ? child.view->place.min_width : child.view->place.min_height);
      fixed += child.length;
      continue;
    }
    Size available = room;
    (axis == Axis::x ? available.width : available.height) = std::max(0, left - fixed);
    if (axis == Axis::y) available.height = endless;
    child.wanted = wish(*child.view, available, px);
    child.length = along(child.wanted, axis);
    fixed += child.length;
  }
  if (fixed > left && fixed > 0) return squeeze(children, std::max(0, left), axis, px);
  left -= fixed;
  for (Child& child : children) {
    const double grow = child.view->place.grow;
    if (grow <= 0) continue;
    const int more = static_cast<int>(left * (grow / weights));  // of what is left, so that roundings add up to the whole
    child.length += more;
    left -= more;
    weights -= grow;
  }
}

Size measure_line(View& parent, Size available, int gap, Axis axis, const Scale& px) {
  auto children = seen_children(parent);
  bool grows = false;
  int length = gap * std::max(0, static_cast<int>(children.size()) - 1), thickness = 0;
  for (const Child& child : children) grows |= child.view->place.grow > 0;
  if (axis == Axis::x) share(children, available, gap, axis, px);
  for (Child& child : children) {
    Size room = available;
    if (axis == Axis::x) room.width = child.length;
    child.wanted = wish(*child.view, room, px);
    length += axis == Axis::x ? std::max(child.length, child.view->place.grow > 0 ? 0 : child.wanted.width) : along(child.wanted, axis);
    thickness = std::max(thickness, across(child.wanted, axis));
  }
  if (grows && axis == Axis::x && available.width < endless) length = available.width;
  return axis == Axis::x ? Size{length, thickness} : Size{thickness, length};
}

/// Where a child stands across the line: all of the room, or its own size at start, centre or end.
void place_across(Rect& box, const Child& child, const Rect& room, Axis axis, bool mirrored, const Scale& px) {
  const auto& wish_across = child.view->place.across;
  if (!wish_across) return;
  const Size own = wish(*child.view, box.size(), px);
  const int length = std::min(across(own, axis), across(room.size(), axis));
  const int spare = across(room.size(), axis) - length;
  int shift = *wish_across == Align::start ? 0 : *wish_across == Align::centre ? spare / 2 : spare;
  if (mirrored && axis == Axis::y) shift = spare - shift;
  if (axis == Axis::x) box.y = room.y + shift, box.height = length;
  else box.x = room.x + shift, box.width = length;
}

void arrange_line(View& parent, const Rect& room, int gap, Align align, Axis axis, const Scale& px) {
  auto children = seen_children(parent);
  share(children, room.size(), gap, axis, px);
  int used = gap * std::max(0, static_cast<int>(children.size()) - 1);
  for (const Child& child : children) used += child.length;
  const int spare = std::max(0, along(room.size(), axis) - used);
  int at = align == Align::start ? 0 : align == Align::centre ? spare / 2 : spare;
  for (const Child& child : children) {
    Rect box = axis == Axis::x ? Rect{room.x + at, room.y, child.length, room.height} : Rect{room.x, room.y + at, room.width, child.length};
    if (axis == Axis::x && parent.mirrored()) box.x = room.right() - at - child.length;
    place_across(box, child, room, axis, parent.mirrored(), px);
    child.view->arrange(box);
    at += child.length + gap;
  }
}

Size grown(Size size, Size by) { return {size.width + by.width, size.height + by.height}; }
Size less(Size size, Size by) { return {std::max(0, size.width - by.width), std::max(0, size.height - by.height)}; }

}  // namespace

void Box::set_fill(std::optional<Tone> fill) {
  if (fill == style_.fill) return;
  style_.fill = fill;
  needs_paint();
}

Size Box::padding() const { return {2 * pixels(style_.padding), 2 * pixels(style_.padding_vertical.value_or(style_.padding))}; }

Rect Box::content() const {
  const Size room = padding();
  const Rect& box = bounds();
  return {box.x + room.width / 2, box.y + room.height / 2, std::max(0, box.width - room.width), std::max(0, box.height - room.height)};
}

void Box::paint(Canvas& canvas) const {
  if (style_.fill) canvas.fill_rounded(bounds(), pixels(style_.radius), theme().colour(*style_.fill));
}

Size Box::measure(Size available) {
  Size most;
  const Scale px = [this](Length length) { return pixels(length); };
  for (const Child& child : seen_children(*this)) {
    const Size wanted = wish(*child.view, less(available, padding()), px);
    most = {std::max(most.width, wanted.width), std::max(most.height, wanted.height)};
  }
  return grown(most, padding());
}

void Box::arrange_children() {
  for (const Child& child : seen_children(*this)) child.view->arrange(content());
}

Size Row::measure(Size available) {
  const Scale px = [this](Length length) { return pixels(length); };
  return grown(measure_line(*this, less(available, padding()), pixels(style().gap), Axis::x, px), padding());
}

void Row::arrange_children() {
  arrange_line(*this, content(), pixels(style().gap), style().along, Axis::x, [this](Length length) { return pixels(length); });
}

Size Column::measure(Size available) {
  const Scale px = [this](Length length) { return pixels(length); };
  return grown(measure_line(*this, less(available, padding()), pixels(style().gap), Axis::y, px), padding());
}

void Column::arrange_children() {
  arrange_line(*this, content(), pixels(style().gap), style().along, Axis::y, [this](Length length) { return pixels(length); });
}

Size Turning::measure(Size available) { return available; }

void Turning::arrange_children() {
  const Axis axis = bounds().width > bounds().height ? Axis::x : Axis::y;
  arrange_line(*this, content(), pixels(style().gap), style().along, axis, [this](Length length) { return pixels(length); });
}

void Evenly::arrange_children() {
  const Scale px = [this](Length length) { return pixels(length); };
  const Rect room = content();
  auto children = seen_children(*this);
  int wanted = 0, count = static_cast<int>(children.size());
  for (Child& child : children) wanted += child.length = std::max(1, wish(*child.view, {endless, room.height}, px).width);
  int left = room.width - px(style().gap) * (count - 1), at = 0;
  for (Child& child : children) {
    const int length = wanted > left ? child.length * left / wanted : child.length + (left - wanted) / count;
    wanted -= child.length, left -= length, --count;
    child.view->arrange({mirrored() ? room.right() - at - length : room.x + at, room.y, length, room.height});
    at += length + px(style().gap);
  }
}

Size Strip::measure(Size available) {
  const Scale px = [this](Length length) { return pixels(length); };
  const Size room = less(available, padding());
  Size all;
  for (const auto& child : children()) {
    if (!child->visible()) continue;
    const Size own = wish(*child, {endless, room.height}, px);
    all = {all.width + own.width + (all.width > 0 ? px(style().gap) : 0), std::max(all.height, own.height)};
  }
  return grown({std::min(all.width, room.width), all.height}, padding());
}

void Strip::arrange_children() {
  const Scale px = [this](Length length) { return pixels(length); };
  const Rect room = content();
  const int gap = px(style().gap);
  std::vector<Child> placed;
  int used = 0;
  double weights = 0;
  for (const auto& child : children()) {
    if (!child->visible()) continue;
    const int length = wish(*child, {endless, room.height}, px).width, end = used + (placed.empty() ? 0 : gap) + length;
    child->set_left_out(end > room.width);
    if (!child->seen()) continue;
    placed.push_back({child.get(), {}, length});
    weights += child->place.grow;
    used = end;
  }
  int at = 0;
  for (Child& child : placed) {
    if (child.view->place.grow > 0) child.length += static_cast<int>((room.width - used) * (child.view->place.grow / weights));
    child.view->arrange({mirrored() ? room.right() - at - child.length : room.x + at, room.y, child.length, room.height});
    at += child.length + gap;
  }
}

/// A line's letters, what reaches above and below them, and a little air.
int Stack::line() const { return pixels(theme().size(least_) * 1.6); }

Size Stack::measure(Size available) {
  const auto count = std::count_if(children().begin(), children().end(), [](const auto& child) { return child->visible(); });
  return grown({less(available, padding()).width, static_cast<int>(count) * line()}, padding());
}

void Stack::arrange_children() {
  const Rect room = content();
  std::vector<View*> lines;
  for (const auto& child : children())
    if (child->visible()) lines.push_back(child.get());
  const int most = std::max(1, room.height / std::max(1, line())), count = std::min(most, static_cast<int>(lines.size()));
  for (int i = 0; i < static_cast<int>(lines.size()); ++i) {
    View& view = *lines[static_cast<std::size_t>(i)];
    view.set_left_out(i >= count);
    const int top = room.height * i / count, bottom = room.height * (i + 1) / count;
    if (view.seen()) view.arrange({room.x, room.y + top, room.width, bottom - top});
  }
}

Size Grid::measure(Size available) {
  const Size room = less(available, padding());
  const Scale px = [this](Length length) { return pixels(length); };
  const int gap = px(style().gap), cell = (room.width - gap * (columns_ - 1)) / columns_;
  auto children = seen_children(*this);
  int tallest = 0;
  for (const Child& child : children) tallest = std::max(tallest, wish(*child.view, {cell, endless}, px).height);
  const int rows = (static_cast<int>(children.size()) + columns_ - 1) / columns_;
  return grown({room.width, rows * tallest + gap * std::max(0, rows - 1)}, padding());
}

void Grid::arrange_children() {
  const auto children = seen_children(*this);
  const Rect room = content();
  const int gap = pixels(style().gap), count = static_cast<int>(children.size());
  const int rows = (count + columns_ - 1) / columns_;
  if (rows == 0) return;
  const int width = (room.width - gap * (columns_ - 1)) / columns_;
  int height = (room.height - gap * (rows - 1)) / rows;
  if (tallest_ > 0) height = std::min(height, pixels(tallest_));
  for (int i = 0; i < count; ++i) {
    const int column = mirrored() ? columns_ - 1 - i % columns_ : i % columns_;
    children[static_cast<std::size_t>(i)].view->arrange({room.x + column * (width + gap), room.y + i / columns_ * (height + gap), width, height});
  }
}

}  // namespace vestibule::ui
