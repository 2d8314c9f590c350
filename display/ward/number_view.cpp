#include "number_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace vestibule::ward {

using namespace ui;
using vitals::Measure, vitals::Priority;

namespace {

constexpr const char* nothing = "–";

const ShownFigure* find(const ShownTile& tile, Measure measure) {
  const auto found = std::find_if(tile.figures.begin(), tile.figures.end(), [&](const auto& one) { return one.measure == measure; });
  return found == tile.figures.end() ? nullptr : &*found;
}

/// The measures of a slot; the first says how fresh the slot is. Without a heart's own beat, its pulse.
std::vector<const ShownFigure*> figures_of(const ShownTile& tile, Slot slot) {
  if (slot == Slot::bp) {
    std::vector<const ShownFigure*> all{find(tile, Measure::sbp), find(tile, Measure::dbp), find(tile, Measure::map)};
    return all;
  }
  constexpr std::array measures{Measure::hr, Measure::spo2, Measure::rr, Measure::sbp, Measure::temp};
  const ShownFigure* figure = find(tile, measures[static_cast<std::size_t>(slot)]);
  const bool there = figure && figure->freshness != Freshness::blank;
  if (slot == Slot::hr && !there && find(tile, Measure::pr)) figure = find(tile, Measure::pr);
  return {figure};
}

bool shown(const ShownFigure* figure) { return figure && figure->freshness != Freshness::blank; }

std::string text_of(const std::vector<const ShownFigure*>& figures) {
  const auto one = [](const ShownFigure* figure) { return shown(figure) ? number(figure->measure, figure->value) : std::string(nothing); };
  std::string text = one(figures.front());
  if (figures.size() == 3) {
    if (!shown(figures[0]) && !shown(figures[1])) text = shown(figures[2]) ? fmt::format("({})", one(figures[2])) : nothing;
    else text = fmt::format("{}/{}", one(figures[0]), one(figures[1]));
  }
  for (const auto* figure : figures)
    if (shown(figure) && figure->doubtful) return text + "?";
  return text;
}

}  // namespace

Tone fill_of(Priority priority) { return priority == Priority::high ? Tone::high : priority == Priority::medium ? Tone::medium : Tone::low; }
Tone ink_of(Priority priority) { return priority == Priority::high ? Tone::on_high : priority == Priority::medium ? Tone::on_medium : Tone::on_low; }

std::string widest_that_fits(const Label& label, const std::vector<std::string>& texts, int width) {
  for (const auto& text : texts)
    if (label.least_width(text) <= width) return text;
  return texts.empty() ? std::string{} : texts.back();
}

Rect mirrored_in(const Rect& whole, Rect part, bool mirrored) {
  if (mirrored) part.x = whole.x + whole.right() - part.right();
  return part;
}

NumberView::NumberView(const Words& words, Slot slot) : words_(words), slot_(slot) {
  name_ = &add<Label>(name_of(words, slot), TextStyle{.size = TextSize::small, .tone = Tone::muted, .fit = Fit::shrink, .trim = Trim::letters});
  age_ = &add<Label>("", TextStyle{.size = TextSize::small, .tone = Tone::muted, .align = Align::end, .fit = Fit::shrink, .trim = Trim::letters});
  value_ = &add<Label>(nothing, TextStyle{.size = TextSize::display, .weight = Weight::bold, .fit = Fit::shrink, .trim = Trim::capitals});
  spark_ = &add<SparkView>(slot);
}

void NumberView::show(const ShownTile& tile) {
  const auto figures = figures_of(tile, slot_);
  freshness_ = Freshness::blank;
  std::optional<Duration> oldest;
  for (const auto* figure : figures) {
    if (!shown(figure)) continue;
    freshness_ = freshness_ == Freshness::blank ? figure->freshness : std::max(freshness_, figure->freshness);
    if (figure->age) oldest = std::max(oldest.value_or(*figure->age), *figure->age);
  }
  value_->replace_text(text_of(figures));
  const bool shifts = oldest != oldest_;
  oldest_ = oldest;
  if (shifts && screen() && !bounds().empty()) arrange_children();
  alarmed_ = std::any_of(tile.alarmed.begin(), tile.alarmed.end(), [&](Measure measure) { return slot_of(measure) == slot_; });
  const Measure drawn = slot_ == Slot::bp ? Measure::sbp : figures.front() ? figures.front()->measure : Measure::hr;
  const auto trend = tile.trends.find(drawn);
  spark_->show(trend == tile.trends.end() ? std::vector<std::optional<double>>{} : trend->second);
  paint_tones();
}

void NumberView::light(std::optional<Priority> priority) {
  if (!alarmed_) priority.reset();
  if (std::exchange(lit_, priority) != priority) paint_tones();
}

void NumberView::paint_tones() {
  const bool stale = freshness_ == Freshness::stale;
  const std::optional<Tone> fill = lit_ ? std::optional(fill_of(*lit_)) : stale ? std::optional(Tone::disabled) : std::nullopt;
  const Tone value = lit_ ? ink_of(*lit_) : stale ? Tone::on_disabled : freshness_ == Freshness::blank ? Tone::muted : Tone::text;
  const Tone small = lit_ ? ink_of(*lit_) : stale ? Tone::on_disabled : Tone::muted;
  set_fill(fill);
  value_->set_tone(value);
  name_->set_tone(small);
  age_->set_tone(small);
  spark_->set_tone(small);
}

void NumberView::say_age() {
  const bool little = bounds().width < pixels(13);
  age_->replace_text(!oldest_ ? std::string{} : little ? short_age(words_, *oldest_) : age(words_, *oldest_));
}

void NumberView::arrange_children() {
  const Rect box = density_ == Density::dense ? bounds() : inset(bounds(), std::min(pixels(0.4), bounds().height / 12));
  say_age();
  if (density_ == Density::roomy) return arrange_stacked(box);
  name_->replace_text(name_of(words_, slot_));
  const int name = std::min(name_->least_width(name_->text()) + 2, box.width * 64 / 100), space = pixels(0.2);
  name_->arrange(mirrored_in(box, {box.x, box.y, name, box.height}, mirrored()));
  value_->arrange(mirrored_in(box, {box.x + name + space, box.y, box.width - name - space, box.height}, mirrored()));
  spark_->set_left_out(true);
  age_->set_left_out(true);
}

/// Name, unit and age; the value; the last hour. The unit goes where the age needs its room.
void NumberView::arrange_stacked(const Rect& box) {
  const auto put = [&](View& view, Rect part) { view.arrange(mirrored_in(box, part, mirrored())); };
  const int name = std::min(pixels(2.9), box.height * 49 / 100), left = box.height - name;
  const bool line = left > pixels(5.2);
  const int spark = line ? left * 27 / 100 : 0, space = pixels(0.4);
  name_->replace_text(name_of(words_, slot_));
  const int named = name_->least_width(name_->text()), aged = oldest_ ? age_->least_width(age_->text()) + space : 0;
  const bool tells_age = oldest_ && named + aged <= box.width;  // no room: it is grey all the same, and the bed says since when
  const int of_age = tells_age ? aged : 0, of_name = box.width - of_age;
  name_->replace_text(name_of(words_, slot_) + " " + unit_of(words_, slot_));
  if (name_->least_width(name_->text()) > of_name) name_->replace_text(name_of(words_, slot_));
  put(*name_, {box.x, box.y, of_name, name});
  put(*age_, {box.right() - of_age + (tells_age ? space : 0), box.y, of_age - (tells_age ? space : 0), name});
  put(*value_, {box.x, box.y + name, box.width, left - spark});
  put(*spark_, {box.x, box.bottom() - spark, box.width, spark});
  spark_->set_left_out(!line);
  age_->set_left_out(!tells_age);
}

}  // namespace vestibule::ward
