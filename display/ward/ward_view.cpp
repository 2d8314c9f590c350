#include "ward_view.hpp"

#include <algorithm>

namespace vestibule::ward {

using namespace ui;
using vitals::Priority;

namespace {

constexpr Length margin = 1.4, head_height = 6, banner_height = 7, foot_height = 4.2, gap = 0.8;
constexpr std::size_t many_tiles = 24;  // more than that need the width of the list

}  // namespace

// ---- the tiles

/// The number with which tiles come nearest to, or farthest above, the size they are designed for, and few places stay empty.
int TileGrid::columns_for(std::size_t count, double width, double height) {
  constexpr double wide = 28, high = 20, wide_low = 28, low = 9.6;  // of a tile with names above its numbers, and of one with names beside them
  int best = 1;
  double largest = 0;
  for (int columns = 1; columns <= static_cast<int>(count); ++columns) {
    const int rows = (static_cast<int>(count) + columns - 1) / columns;
    const double w = width / columns, h = height / rows;
    const double roomy = std::min(w / wide, h / high), size = roomy >= 0.8 ? 10 * roomy : std::min(w / wide_low, h / low);
    const double filled = static_cast<double>(count) / (rows * columns);
    if (size * filled * filled > largest) largest = size * filled * filled, best = columns;
  }
  return best;
}

void TileGrid::show(const Shown& shown, Lit lit) {
  if (tiles_.size() != shown.tiles.size()) {
    clear();
    tiles_.clear();
    for (std::size_t i = 0; i < shown.tiles.size(); ++i) tiles_.push_back(&add<TileView>(words_));
  }
  for (std::size_t i = 0; i < tiles_.size(); ++i) tiles_[i]->show(shown.tiles[i], lit);
}

void TileGrid::flash(Lit lit) {
  for (TileView* tile : tiles_) tile->flash(lit);
}

void TileGrid::arrange_children() {
  if (tiles_.empty()) return;
  const Rect& box = bounds();
  const double unit = std::max(1, pixels(100)) / 100.0;
  const int columns = columns_for(tiles_.size(), box.width / unit, box.height / unit);
  const int rows = (static_cast<int>(tiles_.size()) + columns - 1) / columns, space = pixels(gap);
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    const int column = static_cast<int>(i) % columns, row = static_cast<int>(i) / columns;
    const int left = (box.width + space) * column / columns, right = (box.width + space) * (column + 1) / columns - space;
    const int top = (box.height + space) * row / rows, bottom = (box.height + space) * (row + 1) / rows - space;
    tiles_[i]->arrange(mirrored_in(box, {box.x + left, box.y + top, right - left, bottom - top}, mirrored()));
  }
}

// ---- the whole

WardView::WardView(ViewOptions options) : Box(BoxStyle{.fill = Tone::background}), words_(std::move(options.words)) {
  set_direction(words_.direction());
  name_ = &add<Label>("", TextStyle{.size = TextSize::large, .weight = Weight::bold, .fit = Fit::shrink});
  mute_ = &add<Label>("", TextStyle{.size = TextSize::body, .weight = Weight::bold, .tone = Tone::accent_text, .align = Align::end, .fit = Fit::shrink});
  time_ = &add<Label>("", TextStyle{.size = TextSize::large, .tone = Tone::muted, .align = Align::end, .fit = Fit::shrink});
  banner_ = &add<Plate>(BoxStyle{});
  warning_ = &banner_->add<Label>("", TextStyle{.size = TextSize::large, .weight = Weight::bold, .align = Align::centre, .fit = Fit::shrink});
  grid_ = &add<TileGrid>(words_);
  list_ = &add<AlarmList>(words_);
  wait_ = &add<Label>(words_.text("connecting"), TextStyle{.size = TextSize::title, .tone = Tone::muted, .align = Align::centre, .fit = Fit::fill});
  foot_ = &add<Plate>(BoxStyle{.fill = Tone::panel});
  secondary_ = &foot_->add<Label>(words_.text("secondary"), TextStyle{.size = TextSize::body, .align = Align::centre, .fit = Fit::shrink});
}

void WardView::show(const Shown& shown, Lit lit) {
  const bool moves = shown.known != shown_.known || shown.tiles.size() != shown_.tiles.size() || warning(shown).empty() != warning(shown_).empty();
  shown_ = shown;
  warning_->replace_text(warning(shown));
  grid_->show(shown, lit);
  list_->show(shown, lit);
  say_name();
  colour_warning(lit);
  if (moves) needs_layout();
}

void WardView::say_name() {
  const std::string name = in_language(shown_.name, words_.language());
  name_->replace_text(name_and_alarms_ && shown_.known ? name + "  ·  " + list_->heading() : name);
}

void WardView::flash(Lit lit) {
  grid_->flash(lit);
  list_->flash(lit);
  colour_warning(lit);
}

void WardView::show_time(std::string time) { time_->replace_text(std::move(time)); }

void WardView::show_mute(bool mute) { mute_->replace_text(mute ? words_.text("mute") : std::string{}); }

/// What is wrong with the screen's own path; empty if nothing.
std::string WardView::warning(const Shown& shown) const {
  if (shown.lost) return words_.text("lost", {{"age", age(words_, *shown.lost)}});
  if (!shown.listening) return words_.text("deaf_house");
  return {};
}

void WardView::colour_warning(Lit lit) {
  const Priority priority = shown_.lost ? shown_.loss : Priority::medium;
  const bool coloured = lit.of(priority) || !shown_.lost;
  banner_->set_fill(coloured ? fill_of(priority) : Tone::panel);
  warning_->set_tone(coloured ? ink_of(priority) : Tone::text);
}

void WardView::arrange_children() {
  const int edge = pixels(margin), space = pixels(gap), head = pixels(head_height), foot = pixels(foot_height);
  const bool mirror = mirrored(), warned = !warning(shown_).empty();
  const Rect all = bounds();
  const auto put = [&](View& view, Rect part) { view.arrange(mirrored_in(all, part, mirror)); };
  const int clock = pixels(14), wide = all.width - 2 * edge, middle = (wide - clock) / 2;
  put(*name_, {all.x + edge, all.y, middle, head});
  put(*mute_, {all.x + edge + middle, all.y, middle, head});
  put(*time_, {all.x + edge + wide - clock, all.y, clock, head});
  const bool many = shown_.tiles.size() > many_tiles, instead = warned && many;  // no room for both: the warning stands where the name was
  for (Label* one : {name_, mute_, time_}) one->set_left_out(instead);
  const int banner = !warned ? 0 : instead ? head : pixels(banner_height), above = instead ? 0 : head;
  put(*banner_, {all.x, all.y + above, all.width, banner});
  warning_->arrange(inset(banner_->bounds(), warned ? space / 2 : 0));
  banner_->set_left_out(!warned);
  put(*foot_, {all.x, all.bottom() - foot, all.width, foot});
  secondary_->arrange({all.x + edge, foot_->bounds().y, wide, foot});

  const int top = all.y + above + banner + (warned && !instead ? space : 0);
  const Rect body{all.x + edge, top, wide, all.bottom() - foot - space - top};
  const bool beside = all.width > all.height && !many;
  const bool low = many;  // the heading stands beside the ward's name
  const int list = beside ? std::max(pixels(36), body.width * 22 / 100) : low ? pixels(AlarmList::least_height) : std::clamp(body.height * 16 / 100, pixels(14), pixels(32));
  if (beside) {
    put(*grid_, {body.x, body.y, body.width - list - space, body.height});
    put(*list_, {body.right() - list, body.y, list, body.height});
  } else {
    put(*grid_, {body.x, body.y, body.width, body.height - list - space});
    put(*list_, {body.x, body.bottom() - list, body.width, list});
  }
  put(*wait_, body);
  name_and_alarms_ = low;
  say_name();
  grid_->set_left_out(!shown_.known);
  list_->set_left_out(!shown_.known);
  wait_->set_left_out(shown_.known);
}

}  // namespace vestibule::ward
