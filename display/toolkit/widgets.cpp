#include "vestibule/ui/widgets.hpp"

#include <fmt/format.h>

#include <numeric>
#include <utility>

#include "vestibule/ui/screen.hpp"

namespace vestibule::ui {

// ---- Label

void Label::set_text(std::string text) {
  if (text == text_) return;
  text_ = std::move(text);
  needs_paint();
  needs_layout();
}

void Label::replace_text(std::string text) {
  if (text == text_) return;
  text_ = std::move(text);
  if (screen() && !bounds().empty()) arranged();
  needs_paint();
}

void Label::set_tone(Tone tone) {
  if (tone == style_.tone) return;
  style_.tone = tone;
  needs_paint();
}

void Label::set_at_most(int letters) {
  if (std::exchange(at_most_, letters) == letters) return;
  if (screen() && !bounds().empty()) arranged();
  needs_paint();
}

int Label::em() const { return std::max(6, std::min(at_most_, pixels(theme().size(style_.size)))); }

Size Label::measure(Size available) {
  const Size size = laid_out(em(), style_.fit == Fit::shrink ? 0 : available.width).size;
  return {std::min(size.width, available.width), size.height};
}

int Label::least_width(const std::string& text) const {
  return screen() ? fonts().lay_out(text, std::max(6, pixels(theme().readable)), style_.weight, 0, direction()).size.width : 0;
}

TextBlock Label::laid_out(int pixels, int width) const {
  TextBlock block = fonts().lay_out(text_, pixels, style_.weight, width, direction());
  if (style_.trim != Trim::line) {
    const int capital = fonts().capital_height(pixels, style_.weight);
    const bool tails = style_.trim == Trim::letters;
    block.ascent = capital * (tails ? 12 : 13) / 10;
    block.line_height = capital * (tails ? 17 : 16) / 10;
    block.size.height = block.line_height * static_cast<int>(block.lines.size());
  }
  return block;
}

/// How small its letters may become before it is a fault.
int Label::smallest() const { return std::max(6, pixels(theme().least_size(style_.size))); }

/// The largest letters that fit the room; never smaller than can be read.
TextBlock Label::shrunk(Size room) const {
  const int width = style_.fit == Fit::fill ? room.width : 0;
  const auto fits = [&](int pixels) {
    const TextBlock block = laid_out(pixels, width);
    return block.size.width <= room.width && block.size.height <= room.height && !block.broken_word;
  };
  const int readable = std::max(6, pixels(theme().readable));
  int low = std::min(readable, em()), high = em();
  if (fits(high)) low = high;
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return laid_out(low, width);
}

void Label::arranged() {
  const Size room = bounds().size();
  block_ = style_.fit == Fit::wrap ? laid_out(em(), room.width) : shrunk(room);
}

/// Start is left from here on.
Align Label::resolved() const {
  if (!mirrored() || style_.align == Align::centre) return style_.align;
  return style_.align == Align::start ? Align::end : Align::start;
}

void Label::paint(Canvas& canvas) const {
  Rect area = bounds();
  area.y += (area.height - block_.size.height) / 2;
  canvas.draw(block_, area, resolved(), theme().colour(style_.tone));
}

Rect Label::ink() const {
  if (text_.empty()) return {};
  const Rect& box = bounds();
  const Size size = block_.size;
  const int spare = box.width - size.width;
  const int left = resolved() == Align::start ? 0 : resolved() == Align::centre ? spare / 2 : spare;
  return {box.x + left, box.y + (box.height - size.height) / 2, size.width, size.height};
}

std::string Label::fault() const {
  if (text_.empty()) return {};
  const Rect& box = bounds();
  if (block_.size.width > box.width || block_.size.height > box.height || block_.broken_word)
    return fmt::format("the text \"{}\" needs {}x{} and has {}x{}", text_, block_.size.width, block_.size.height, box.width, box.height);
  if (block_.pixels < std::min(em(), smallest()))
    return fmt::format("the text \"{}\" is {} pixels high, too small to read", text_, block_.pixels);
  const auto missing = fonts().missing(text_);
  if (!missing.empty()) return fmt::format("no font has U+{:04X} of \"{}\"", static_cast<unsigned>(missing.front()), text_);
  const double seen = contrast(theme().colour(style_.tone), theme().colour(ground()));
  if (seen < least_contrast) return fmt::format("the text \"{}\" has a contrast of {:.1f} to 1", text_, seen);
  return {};
}

// ---- Alike

namespace {
constexpr int between_tenths = 4;  // of a letter, at least: one must see where a text ends
}  // namespace

Label& Alike::add_text(std::string text, TextStyle style) {
  texts_.push_back(&add<Label>(std::move(text), style));
  return *texts_.back();
}

void Alike::clear() {
  texts_.clear();
  Box::clear();
}

std::vector<int> Alike::heights(int letters, Size room) const {
  std::vector<int> all;
  int left = room.height - letters * between_tenths / 10 * (static_cast<int>(texts_.size()) - 1);
  for (const Label* text : texts_) {
    const TextBlock block = text->laid_out(std::min(letters, text->em()), room.width);
    left -= all.emplace_back(block.size.height);
    if (left < 0 || block.broken_word || block.size.width > room.width) return {};
  }
  return all;
}

void Alike::arrange_children() {
  const Rect room = content();
  int low = std::max(6, pixels(theme().readable)), high = low;
  for (const Label* text : texts_) high = std::max(high, text->em());
  while (low < high) {
    const int middle = (low + high + 1) / 2;
    if (heights(middle, room.size()).empty()) high = middle - 1;
    else low = middle;
  }
  auto each = heights(low, room.size());
  const int count = static_cast<int>(texts_.size());
  if (each.empty()) each.assign(texts_.size(), room.height / std::max(1, count));  // each then shrinks by itself
  const int spare = std::max(0, room.height - std::accumulate(each.begin(), each.end(), 0)) / std::max(1, count);
  int y = room.y + spare / 2;
  for (std::size_t i = 0; i < texts_.size(); y += each[i++] + spare) texts_[i]->arrange({room.x, y, room.width, each[i]});
}

// ---- Button

Button::Button(Style style, std::function<void()> pressed)
    : Column(BoxStyle{.gap = 0.5, .padding = style.padding, .fill = style.fill, .radius = style.radius, .along = Align::centre}),
      look_(style),
      on_press_(std::move(pressed)) {
  place.min_height = style.min_height;
}

Button::Button(std::string text, Style style, std::function<void()> pressed) : Button(style, std::move(pressed)) {
  style.text.tone = style.ink;
  label_ = &add<Label>(std::move(text), style.text);
}

void Button::set_enabled(bool enabled) {
  if (enabled == enabled_) return;
  enabled_ = enabled;
  if (label_) label_->set_tone(enabled ? look_.ink : Tone::on_disabled);
  needs_paint();
}

void Button::set_text(std::string text) {
  if (label_) label_->set_text(std::move(text));
}

void Button::paint(Canvas& canvas) const {
  const Tone fill = !enabled_ ? Tone::disabled : held_ ? Tone::pressed : look_.fill;
  const int radius = pixels(look_.radius);
  canvas.fill_rounded(bounds(), radius, theme().colour(fill));
  if (screen()->focus() == this) ring(canvas, radius);
}

/// Two lines, one of the focus's colour and one of the page's: seen on any fill.
void Button::ring(Canvas& canvas, int radius) const {
  const int width = std::max(3, pixels(0.8)), gap = std::max(2, pixels(0.4));
  const Rect& box = bounds();
  canvas.outline(box, radius, width, theme().colour(Tone::focus));
  canvas.outline({box.x + width, box.y + width, box.width - 2 * width, box.height - 2 * width}, std::max(0, radius - width), gap, theme().colour(Tone::background));
}

void Button::touched(const Touch& touch) {
  const bool inside = bounds().contains(touch.at);
  const bool held = touch.phase != Phase::up && inside;
  if (held != held_) needs_paint();
  held_ = held;
  if (touch.phase == Phase::up && inside) activate();
}

void Button::activate() {
  const auto pressed = on_press_;  // pressing may replace the screen, and this button with it
  if (enabled_ && pressed) pressed();
}

// ---- PictureView

void PictureView::set_picture(std::shared_ptr<const Picture> picture) {
  picture_ = std::move(picture);
  needs_paint();
  needs_layout();
}

Size PictureView::measure(Size available) {
  const Size own = picture_->size();
  return {std::min(own.width, available.width), std::min(own.height, available.height)};
}

void PictureView::paint(Canvas& canvas) const {
  const Size own = picture_->size();
  const Rect& box = bounds();
  const double scale = std::min(static_cast<double>(box.width) / own.width, static_cast<double>(box.height) / own.height);
  const Size drawn{static_cast<int>(own.width * scale), static_cast<int>(own.height * scale)};
  canvas.draw(*picture_, {box.x + (box.width - drawn.width) / 2, box.y + (box.height - drawn.height) / 2, drawn.width, drawn.height});
}

}  // namespace vestibule::ui
