#include "tile_view.hpp"

#include <fmt/format.h>

namespace vestibule::ward {

using namespace ui;
using vitals::DeviceState, vitals::Priority;

TileView::TileView(const Words& words) : Box(BoxStyle{.fill = Tone::panel, .radius = 0.6}), words_(words) {
  bar_ = &add<Plate>(BoxStyle{});
  bed_ = &bar_->add<Label>("", TextStyle{.size = TextSize::large, .weight = Weight::bold, .fit = Fit::shrink, .trim = Trim::capitals});
  who_ = &bar_->add<Label>("", TextStyle{.size = TextSize::body, .fit = Fit::shrink, .trim = Trim::capitals});
  note_ = &bar_->add<Label>("", TextStyle{.size = TextSize::body, .fit = Fit::shrink, .trim = Trim::letters});
  chip_ = &add<Plate>(BoxStyle{.fill = Tone::raised, .radius = 0.5});
  score_ = &chip_->add<Label>("", TextStyle{.size = TextSize::body, .weight = Weight::bold, .align = Align::centre, .fit = Fit::shrink, .trim = Trim::capitals});
  for (const Slot slot : slots) numbers_.push_back(&add<NumberView>(words, slot));
}

void TileView::show(const ShownTile& tile, Lit lit) {
  const bool chip_moves = (tile.tile.score && tile.score_counts) != (tile_.tile.score && tile_.score_counts) || tile.tile.name != tile_.tile.name;
  const bool numbers_move = tile.tile.occupied != tile_.tile.occupied;
  const auto framed = [](const ShownTile& one) { return one.alarm ? std::optional(one.alarm->priority) : std::nullopt; };
  if (framed(tile) != framed(tile_)) needs_paint();
  tile_ = tile;
  say();
  for (NumberView* view : numbers_) view->show(tile_);
  flash(lit);
  if ((chip_moves || numbers_move) && screen() && !bounds().empty()) arrange_children();
}

void TileView::say() {
  bed_->replace_text(isolated(tile_.tile.name));
  who_->replace_text(who_beside() ? who() : std::string{});
  note_->replace_text(widest_that_fits(*note_, notes(), note_room_));
  const bool counts = tile_.tile.score && tile_.score_counts;
  score_->replace_text(counts ? widest_that_fits(*score_, scores(), score_room_) : std::string{});
  const bool urgent = counts && tile_.tile.score->risk == vitals::Risk::high;
  chip_->set_fill(urgent ? Tone::text : Tone::raised);
  score_->set_tone(urgent ? Tone::background : Tone::text);
}

std::vector<std::string> TileView::scores() const {
  return {score(words_, *tile_.tile.score, Room::ample), score(words_, *tile_.tile.score, Room::little)};
}

/// Who lies there, as far as the ward shows it.
std::string TileView::who() const { return tile_.tile.label ? isolated(tile_.tile.label->reveal()) : std::string{}; }

/// Beside the bed's name if there is room for it; else beneath it, if nothing more important stands there.
bool TileView::who_beside() const { return who_->least_width(who()) <= who_room_; }

/// The most important alarm; in more and in fewer words.
std::vector<std::string> TileView::alarm_notes() const {
  const auto& alarm = *tile_.alarm;
  const std::string mark(stars(alarm.priority)), more = tile_.more > 0 ? fmt::format(" +{}", tile_.more) : std::string{};
  std::vector<std::string> texts{fmt::format("{} {}{}", mark, condition(words_, alarm), more), fmt::format("{} {}", mark, condition(words_, alarm))};
  if (alarm.measure) texts.push_back(fmt::format("{} {}", mark, name_of(words_, slot_of(*alarm.measure))));
  texts.push_back(mark);
  return texts;
}

/// What is wrong, the most important only; if nothing is, what else there is to know. What finds no room goes: first that this is a
/// demonstration, then who lies there.
std::vector<std::string> TileView::notes() const {
  const auto& tile = tile_.tile;
  if (tile_.alarm) return alarm_notes();
  if (!tile.occupied) return {words_.text("empty"), "–"};
  if (tile.device == DeviceState::none) return {words_.text("no_device"), "–"};
  if (tile.device == DeviceState::offline) return {words_.text("device_offline"), "–"};
  if (tile.device == DeviceState::silent && tile_.silent_for)
    return {words_.text("device_silent", {{"age", age(words_, *tile_.silent_for)}}), age(words_, *tile_.silent_for)};
  std::string fact;
  if (tile.score && tile_.score_counts && !tile.score->missing.empty()) fact = words_.text("missing", {{"count", static_cast<int>(tile.score->missing.size())}});
  else if (tile.score && tile_.score_counts && tile.score->minutes_to_limit)
    fact = words_.text("limit_in", {{"age", age(words_, std::chrono::minutes{*tile.score->minutes_to_limit})}});
  const std::string below = who_beside() ? std::string{} : who(), demo = tile.demo.value_or(false) ? words_.text("demo") : std::string{};
  return {joined({below, fact, demo}), joined({below, fact}), fact.empty() ? below : fact, fact.empty() ? demo : std::string{}, std::string{}};
}

void TileView::flash(Lit lit) {
  const auto& alarm = tile_.alarm;
  const bool coloured = alarm && alarm->state != vitals::AlarmState::alarm_paused && (!flashes(*alarm) || lit.of(alarm->priority));
  bar_->set_fill(coloured ? std::optional(fill_of(alarm->priority)) : std::nullopt);
  const Tone ink = coloured ? ink_of(alarm->priority) : Tone::text;
  bed_->set_tone(ink);
  who_->set_tone(coloured ? ink : Tone::muted);
  note_->set_tone(coloured || alarm ? ink : Tone::muted);
  for (NumberView* view : numbers_) view->light(alarm && lit.of(alarm->priority) ? std::optional(alarm->priority) : std::nullopt);
}

/// A frame in the alarm's colour stays in the dark half of its flash.
void TileView::paint(Canvas& canvas) const {
  Box::paint(canvas);
  if (tile_.alarm) canvas.outline(bounds(), pixels(0.6), std::max(2, pixels(0.35)), theme().colour(fill_of(tile_.alarm->priority)));
  else canvas.outline(bounds(), pixels(0.6), 1, theme().colour(Tone::line));
}

void TileView::arrange_children() {
  const Rect& all = bounds();
  density_ = all.height >= pixels(15) && all.width >= pixels(21) ? Density::roomy : Density::dense;
  one_line_ = all.height < pixels(22);
  const int edge = pixels(density_ == Density::dense ? 0.4 : 0.6), frame = std::max(2, pixels(0.35));
  const int line = std::clamp(all.height * (one_line_ ? 24 : 18) / 100, pixels(2.8), pixels(4.6));
  const int note = one_line_ ? 0 : std::clamp(all.height / 8, pixels(3), pixels(4.2));
  const Rect bar{all.x + frame, all.y + frame, all.width - 2 * frame, line + note};
  bar_->arrange(bar);
  arrange_head(bar, line);
  const Rect body{all.x + edge, bar.bottom(), all.width - 2 * edge, all.bottom() - bar.bottom() - edge};
  const int row = body.height / 2, third = body.width / 3;
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    const bool second = i >= 3;
    const int pressure = density_ == Density::roomy ? 2 * third : body.width * 57 / 100;
    const int x = i < 3 ? static_cast<int>(i) * third : i == 3 ? 0 : pressure, width = i < 3 ? third : i == 3 ? pressure : body.width - pressure;
    numbers_[i]->set_density(density_);
    numbers_[i]->arrange(mirrored_in(body, {body.x + x, body.y + (second ? row : 0), width, row}, mirrored()));
    numbers_[i]->set_left_out(!tile_.tile.occupied);
  }
}

/// The bed in large letters, who lies there, the score at the end; and what is wrong: between them, or on a
/// line of its own. Where all this has no room the score gives way first, then who lies there.
void TileView::arrange_head(const Rect& bar, int line) {
  const auto put = [&](View& view, Rect part) { view.arrange(mirrored_in(bar, part, mirrored())); };
  const int edge = pixels(0.6), gap = pixels(1), left = bar.x + edge, wide = bar.width - 2 * edge;
  const int letters = one_line_ ? pixels(3.1) : bed_->em(), wish = bed_->laid_out(std::min(letters, line * 7 / 8), 0).size.width + 1;
  const bool scored = tile_.tile.score && tile_.score_counts, ample = !one_line_ && wish + edge + pixels(13.5) <= wide;
  const int chip = scored ? std::min(pixels(ample ? 13.5 : one_line_ ? 8 : 8.6), wide * 58 / 100) : 0, spare = chip + (scored ? edge : 0);
  const int name = std::min(wish, one_line_ ? wide * 45 / 100 : wide - spare);
  const Rect note = one_line_ ? Rect{left + name + edge, bar.y, wide - name - edge - spare, line} : Rect{left, bar.y + line, wide, bar.height - line};
  who_room_ = one_line_ ? 0 : std::max(0, wide - spare - name - gap);
  note_room_ = note.width;
  score_room_ = chip - pixels(1.1);
  say();
  put(*bed_, {left, bar.y, name, line});
  for (Label* other : {who_, note_, score_}) other->set_at_most(bed_->letters());
  put(*who_, {left + name + gap, bar.y, who_room_, line});
  put(*note_, note);
  put(*chip_, {bar.right() - edge / 2 - chip, bar.y + edge / 4, chip, line - edge / 2});
  const Rect inner = chip_->bounds();
  score_->arrange({inner.x + std::min(pixels(0.5), inner.width / 3), inner.y, std::max(0, inner.width - 2 * pixels(0.5)), inner.height});
  chip_->set_left_out(!scored);
}

}  // namespace vestibule::ward
