#include "overlays.hpp"

#include <algorithm>

namespace vestibule::board {

using namespace ui;

namespace {

struct Colours {
  Tone fill, ink, bar;
};

/// An emergency turns the theme about: nothing else on the wall looks like it.
Colours colours_of(queue::TakeoverLevel level) {
  if (level == queue::TakeoverLevel::emergency) return {Tone::text, Tone::background, Tone::alert};
  if (level == queue::TakeoverLevel::warning) return {Tone::background, Tone::text, Tone::alert};
  return {Tone::background, Tone::text, Tone::accent};
}

Direction direction_of(const std::string& language) {
  const std::string root = language.substr(0, language.find('-'));
  return root == "ar" || root == "he" || root == "fa" || root == "ur" ? Direction::right_to_left : Direction::left_to_right;
}

}  // namespace

TakeoverView::TakeoverView(const Tongues& tongues) : Column(BoxStyle{.fill = Tone::background}), tongues_(tongues) {
  const auto add_bar = [this] {
    bars_.push_back(&add<Box>(BoxStyle{.fill = Tone::alert}));
  };
  add_bar();
  texts_ = &add<Alike>(BoxStyle{.padding = 4, .padding_vertical = 1.5});
  texts_->place.grow = 1;
  add_bar();
  set_visible(false);
}

void TakeoverView::show(const std::optional<queue::Takeover>& takeover) {
  set_visible(takeover.has_value());
  if (encode(takeover) == std::exchange(shown_, encode(takeover)) || !takeover) return;
  const Colours colours = colours_of(takeover->level);
  set_fill(colours.fill);
  for (Box* bar : bars_) bar->set_fill(colours.bar);
  std::vector<std::string> order;
  for (const auto& words : tongues_.all())
    if (takeover->texts.contains(words.language())) order.push_back(words.language());
  for (const auto& [language, text] : takeover->texts)
    if (std::find(order.begin(), order.end(), language) == order.end()) order.push_back(language);
  put(*takeover, order, colours.ink);
}

/// In an emergency as large as the screen allows; else only one short text is. Many languages need the room of the bars.
void TakeoverView::put(const queue::Takeover& takeover, const std::vector<std::string>& order, Tone ink) {
  constexpr std::size_t few_letters = 40;
  texts_->clear();
  const bool short_one = order.size() == 1 && takeover.texts.at(order.front()).size() <= few_letters;
  const bool largest = short_one || takeover.level == queue::TakeoverLevel::emergency;
  for (Box* bar : bars_) bar->place.height = order.size() > 3 ? 3 : 9;
  for (const auto& language : order) {
    Label& line = texts_->add_text(takeover.texts.at(language), TextStyle{.size = largest ? TextSize::giant : TextSize::display,
                                                                          .weight = Weight::bold, .tone = ink, .align = Align::centre, .fit = Fit::fill});
    line.set_direction(direction_of(language));
  }
}

LockView::LockView(const Tongues& tongues) : Column(BoxStyle{.gap = 4, .padding = 8, .fill = Tone::background}), tongues_(tongues) {
  for (const Words& language : tongues_.all()) {
    Label& label = add<Label>(language.text("locked"), TextStyle{.size = TextSize::display, .tone = Tone::text, .align = Align::centre, .fit = Fit::fill});
    label.place.grow = 2;
    label.set_direction(language.direction());
  }
  message_ = &add<Label>("", TextStyle{.size = TextSize::title, .tone = Tone::muted, .align = Align::centre, .fit = Fit::fill});
  message_->place.grow = 1;
  set_visible(false);
}

void LockView::show(bool locked, const queue::Texts& message) {
  set_visible(locked);
  message_->set_visible(!message.empty());
  message_->set_text(tongues_.in_all(message, "\n"));
}

Mark::Mark() {
  dot_ = &add<Box>(BoxStyle{.fill = Tone::line});
  dot_->set_visible(false);
}

void Mark::flip() { dot_->set_visible(!dot_->visible()); }

void Mark::arrange_children() {
  const int side = std::max(4, pixels(0.5));
  dot_->arrange({bounds().x, bounds().bottom() - side, side, side});
}

}  // namespace vestibule::board
