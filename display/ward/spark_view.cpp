#include "spark_view.hpp"

#include <algorithm>
#include <cmath>

namespace vestibule::ward {

using namespace ui;

namespace {

struct Range {
  double low, high;
};

/// What a line without events lies in the middle of; wider if the values are.
Range usual(Slot slot) {
  switch (slot) {
    case Slot::spo2: return {85, 100};
    case Slot::rr: return {8, 30};
    case Slot::bp: return {80, 160};
    case Slot::temp: return {35.5, 39};
    case Slot::hr: break;
  }
  return {50, 120};
}

}  // namespace

void SparkView::show(std::vector<std::optional<double>> minutes) {
  if (minutes == minutes_) return;
  minutes_ = std::move(minutes);
  needs_paint();
}

void SparkView::set_tone(Tone tone) {
  if (std::exchange(tone_, tone) != tone) needs_paint();
}

Rect SparkView::ink() const {
  const bool any = std::any_of(minutes_.begin(), minutes_.end(), [](const auto& one) { return one.has_value(); });
  return any ? bounds() : Rect{};
}

/// Time runs from left to right in every language, as on the paper of a monitor. Each minute is joined to the next by a stroke as high
/// as the step between them.
void SparkView::paint(Canvas& canvas) const {
  const Rect box = bounds();
  if (minutes_.empty() || box.height < 4) return;
  Range range = usual(slot_);
  for (const auto& one : minutes_)
    if (one) range = {std::min(range.low, *one), std::max(range.high, *one)};
  const int thick = std::max(2, pixels(0.22));
  constexpr int hour = 60;
  const int known = static_cast<int>(minutes_.size()), count = std::max(hour, known), first = count - known;  // the latest stands at the end
  const auto y_of = [&](double value) {
    return box.bottom() - thick - static_cast<int>(std::lround((value - range.low) / (range.high - range.low) * (box.height - thick)));
  };
  const Colour colour = theme().colour(tone_);
  constexpr int nowhere = -1;
  int before = nowhere;
  for (int i = first; i < count; ++i) {
    const auto& value = minutes_[static_cast<std::size_t>(i - first)];
    const int left = box.x + box.width * i / count, right = box.x + box.width * (i + 1) / count;
    if (!value) {
      before = nowhere;
      continue;
    }
    const int y = y_of(*value), from = before == nowhere ? y : before;
    canvas.fill({left, std::min(y, from), std::max(1, std::min(thick, right - left)), std::abs(y - from) + thick}, colour);
    canvas.fill({left, y, std::max(1, right - left), thick}, colour);
    before = y;
  }
}

}  // namespace vestibule::ward
