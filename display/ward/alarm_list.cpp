#include "alarm_list.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace vestibule::ward {

using namespace ui;

namespace {

constexpr std::size_t most_cards = 24;
constexpr Length card_width = 36, card_height = 8.2, heading_height = 4.6, gap = 0.8;

}  // namespace

AlarmCard::AlarmCard(const Words& words) : Box(BoxStyle{.fill = Tone::panel}), words_(words) {
  what_ = &add<Label>("", TextStyle{.size = TextSize::body, .weight = Weight::bold, .fit = Fit::shrink});
  how_ = &add<Label>("", TextStyle{.size = TextSize::small, .fit = Fit::shrink, .trim = Trim::letters});
}

void AlarmCard::show(const vitals::AlarmShown& alarm, const std::string& bed, Lit lit) {
  if (alarm.priority != alarm_.priority) needs_paint();
  alarm_ = alarm;
  const auto whats = titles(bed);
  what_->replace_text(widest_that_fits(*what_, whats, what_->bounds().width));
  const bool bed_alone = what_->text() == whats.back();
  how_->replace_text(widest_that_fits(*how_, bed_alone ? details() : circumstances(words_, alarm_), how_->bounds().width));
  flash(lit);
}

/// The bed's tile has the value too.
std::vector<std::string> AlarmCard::titles(const std::string& bed) const {
  const std::string start = fmt::format("{} {}", stars(alarm_.priority), isolated(bed));
  std::vector<std::string> texts{start + "  " + condition_with_value(words_, alarm_), start + "  " + condition(words_, alarm_)};
  texts.push_back(start);
  return texts;
}

std::vector<std::string> AlarmCard::details() const {
  const std::string what = condition_with_value(words_, alarm_);
  return {joined({what, clock(alarm_.since)}), what, condition(words_, alarm_)};
}

void AlarmCard::flash(Lit lit) {
  const bool coloured = flashes(alarm_) && lit.of(alarm_.priority);
  set_fill(coloured ? fill_of(alarm_.priority) : Tone::panel);
  const Tone ink = coloured ? ink_of(alarm_.priority) : Tone::text;
  what_->set_tone(ink);
  how_->set_tone(ink);
}

/// The edge keeps the alarm's colour in the dark half, and after somebody has acknowledged it.
void AlarmCard::paint(Canvas& canvas) const {
  Box::paint(canvas);
  const int edge = std::max(4, pixels(0.7));
  canvas.fill(mirrored_in(bounds(), {bounds().x, bounds().y, edge, bounds().height}, mirrored()), theme().colour(fill_of(alarm_.priority)));
}

void AlarmCard::arrange_children() {
  const Rect& box = bounds();
  const int edge = pixels(1.4), first = box.height * 54 / 100;
  what_->arrange(mirrored_in(box, {box.x + edge, box.y, box.width - edge - pixels(0.5), first}, mirrored()));
  how_->arrange(mirrored_in(box, {box.x + edge, box.y + first, box.width - edge - pixels(0.5), box.height - first}, mirrored()));
}

AlarmList::AlarmList(const Words& words) : words_(words) {
  heading_ = &add<Label>(words.text("no_alarms"), TextStyle{.size = TextSize::body, .weight = Weight::bold, .tone = Tone::muted, .fit = Fit::shrink});
  for (std::size_t i = 0; i < most_cards; ++i) {
    cards_.push_back(&add<AlarmCard>(words));
    cards_.back()->set_left_out(true);
  }
}

void AlarmList::show(const Shown& shown, Lit lit) {
  alarms_ = shown.alarms;
  beds_.clear();
  for (const auto& tile : shown.tiles) beds_[tile.tile.bed] = tile.tile.name;
  lit_ = lit;
  fill(lit);
}

void AlarmList::flash(Lit lit) {
  lit_ = lit;
  for (AlarmCard* card : cards_)
    if (card->seen()) card->flash(lit);
}

std::string AlarmList::heading() const {
  if (alarms_.empty()) return words_.text("no_alarms");
  const std::string text = fmt::format("{}: {}", words_.text("alarms"), alarms_.size());
  return room_ < alarms_.size() ? text + fmt::format(" (+{})", alarms_.size() - room_) : text;
}

void AlarmList::fill(Lit lit) {
  const std::size_t shown = std::min(room_, alarms_.size());
  heading_->replace_text(heading());
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    cards_[i]->set_left_out(i >= shown);
    if (i < shown) cards_[i]->show(alarms_[i], beds_[alarms_[i].bed], lit);
  }
}

void AlarmList::arrange_children() {
  const Rect& box = bounds();
  const bool mirror = mirrored();
  const bool headed = box.height >= pixels(heading_height + card_height);
  const int heading = headed ? pixels(heading_height) : 0, space = pixels(gap);
  heading_->arrange({box.x, box.y, box.width, heading});
  heading_->set_left_out(!headed);
  const int columns = std::max(1, (box.width + space) / (pixels(card_width) + space));
  const int rows = std::max(0, (box.height - heading + space) / (pixels(card_height) + space));
  const int width = (box.width - (columns - 1) * space) / columns;
  room_ = std::min(most_cards, static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  for (std::size_t i = 0; i < room_; ++i) {
    const int column = static_cast<int>(i) % columns, row = static_cast<int>(i) / columns;
    const Rect card{box.x + column * (width + space), box.y + heading + row * (pixels(card_height) + space), width, pixels(card_height)};
    cards_[i]->arrange(mirrored_in(box, card, mirror));
  }
  fill(lit_);
}

}  // namespace vestibule::ward
