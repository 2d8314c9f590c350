#include "board_view.hpp"

#include <fmt/format.h>

#include <ctime>

namespace vestibule::board {

using namespace ui;

namespace {
constexpr Length margin = 4;  // at the screen's edge; overscan of cheap televisions eats less than this

/// Set apart by U+2068 and U+2069, so that each language keeps its own direction in a common line.
std::string isolated(const std::string& text) { return "\u2068" + text + "\u2069"; }

void put(const std::vector<Label*>& labels, Tone tone) {
  for (Label* label : labels) label->set_tone(tone);
}
}  // namespace

WallTime wall_time(Instant instant) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(instant);
  std::tm local{};
  localtime_r(&seconds, &local);
  return {local.tm_hour, local.tm_min, local.tm_wday, local.tm_mday, local.tm_mon + 1};
}

BoardView::BoardView(ViewOptions options) : Column(BoxStyle{.gap = 3}), options_(std::move(options)) {
  set_direction(words().direction());
  add_header();
  add_body();
  add_next();
  add_message();
}

// ---- made once

/// One text in each language: the first at the start, the second at the end.
std::vector<Label*> BoardView::add_heading(View& parent, std::string_view key, TextStyle style) {
  Row& row = parent.add<Row>(BoxStyle{.gap = 2});
  std::vector<Label*> labels;
  style.fit = Fit::shrink;
  for (const Words& language : options_.languages) {
    labels.push_back(&row.add<Label>(language.text(key), style));
    labels.back()->place.grow = 1;
    style.align = Align::end;
  }
  return labels;
}

void BoardView::add_header() {
  Row& header = add<Row>(BoxStyle{.gap = 3, .padding = margin, .fill = Tone::panel, .padding_vertical = 1.2});
  area_ = &header.add<Label>("", TextStyle{.size = TextSize::title, .weight = Weight::bold, .fit = Fit::fill});
  area_->place.grow = 1;
  area_->place.height = 10;
  date_ = &header.add<Label>("", TextStyle{.size = TextSize::large, .tone = Tone::muted});
  time_ = &header.add<Label>("", TextStyle{.size = TextSize::title, .weight = Weight::bold, .trim = Trim::capitals});
}

void BoardView::add_body() {
  Turning& body = add<Turning>(BoxStyle{.gap = 3, .padding = margin, .padding_vertical = 0});
  body.place.grow = 1;
  add_call_panel(body);
  add_last_calls(body);
}

void BoardView::add_call_panel(View& parent) {
  panel_ = &parent.add<Box>(BoxStyle{.padding = 4, .fill = Tone::panel, .radius = 2, .padding_vertical = 2.5});
  panel_->place.grow = 9;
  empty_ = &panel_->add<Column>(BoxStyle{.gap = 2});
  for (const Words& language : options_.languages) {
    Label& label = empty_->add<Label>("", TextStyle{.size = TextSize::display, .tone = Tone::muted, .align = Align::centre, .fit = Fit::fill});
    label.place.grow = 1;
    label.set_direction(language.direction());
    empty_texts_.push_back(&label);
  }
  call_ = &panel_->add<Column>(BoxStyle{.gap = 1});
  call_heading_ = add_heading(*call_, "now_calling", TextStyle{.size = TextSize::title, .weight = Weight::bold, .tone = Tone::accent_text});
  code_ = &call_->add<Label>("", TextStyle{.size = TextSize::giant, .weight = Weight::bold, .align = Align::centre, .fit = Fit::shrink, .trim = Trim::capitals});
  code_->place.grow = 5;
  Row& desks = call_->add<Row>(BoxStyle{.gap = 4});
  desks.place.grow = 2;
  for (const Words& language : options_.languages) {
    desk_.push_back(&desks.add<Label>("", TextStyle{.size = TextSize::display, .weight = Weight::bold, .align = Align::centre, .fit = Fit::fill}));
    desk_.back()->place.grow = 1;
    desk_.back()->set_direction(language.direction());
  }
}

void BoardView::add_last_calls(View& parent) {
  Column& column = parent.add<Column>(BoxStyle{.gap = 1, .padding = 3, .fill = Tone::panel, .radius = 2, .padding_vertical = 2.5});
  column.place.grow = 6;
  add_heading(column, "last_calls", TextStyle{.size = TextSize::large, .weight = Weight::bold, .tone = Tone::muted});
  for (std::size_t i = 0; i < options_.last_calls; ++i) {
    column.add<Rule>();
    Row& row = column.add<Row>(BoxStyle{.gap = 2});
    row.place.grow = 1;
    LastCall last;
    last.code = &row.add<Label>("", TextStyle{.size = TextSize::title, .weight = Weight::bold, .fit = Fit::shrink, .trim = Trim::capitals});
    last.code->place.grow = 2;
    last.desk = &row.add<Label>("", TextStyle{.size = TextSize::large, .tone = Tone::text, .align = Align::end, .fit = Fit::shrink});
    last.desk->place.grow = 3;
    last_.push_back(last);
  }
}

void BoardView::add_next() {
  Row& strip = add<Row>(BoxStyle{.gap = 2, .padding = margin, .padding_vertical = 0});
  strip.add<Label>(in_all_words("next"), TextStyle{.size = TextSize::large, .weight = Weight::bold, .tone = Tone::muted});
  Strip& codes = strip.add<Strip>(BoxStyle{.gap = 2});
  codes.place.grow = 1;
  for (std::size_t i = 0; i < next_.size(); ++i) {
    Box& box = codes.add<Box>(BoxStyle{.padding = 2, .fill = Tone::raised, .radius = 1, .padding_vertical = 0.6});
    box.set_visible(false);
    next_box_[i] = &box;
    next_[i] = &box.add<Label>("", TextStyle{.size = TextSize::large, .weight = Weight::bold, .trim = Trim::capitals});
  }
  waiting_ = &codes.add<Label>("", TextStyle{.size = TextSize::large, .tone = Tone::muted, .align = Align::end});
  waiting_->place.grow = 1;  // at the end, and the first to go where the codes need the room
  strip.place.height = 8;
}

void BoardView::add_message() {
  bottom_ = &add<Space>(margin - 3);  // with the gap above it, the margin
  message_box_ = &add<Box>(BoxStyle{.padding = margin, .fill = Tone::panel, .padding_vertical = 0.8});
  message_ = &message_box_->add<Label>("", TextStyle{.size = TextSize::large, .align = Align::centre});
}

// ---- filled again and again

std::string BoardView::in_all(const queue::Texts& texts, std::string_view between) const {
  std::string all;
  for (const Words& language : options_.languages) {
    const std::string& text = in_language(texts, language.language());
    if (text.empty() || all.find(text) != all.npos) continue;
    if (!all.empty()) all += between;
    all += isolated(text);
  }
  return all;
}

std::string BoardView::in_all_words(std::string_view key, std::string_view between) const {
  queue::Texts texts;
  for (const Words& language : options_.languages) texts[language.language()] = language.text(key);
  return in_all(texts, between);
}

void BoardView::set_heading(const std::vector<Label*>& labels, std::string_view key) {
  for (std::size_t i = 0; i < labels.size(); ++i) labels[i]->set_text(options_.languages[i].text(key));
}

void BoardView::show(const Shown& shown) {
  area_->set_text(in_all(shown.area));
  show_call(shown);
  show_last(shown);
  show_next(shown);
  show_message(shown);
}

void BoardView::show_call(const Shown& shown) {
  const bool has_call = shown.call.has_value();
  empty_->set_visible(!has_call);
  call_->set_visible(has_call);
  const bool lit = shown.fresh && !shown.dimmed;
  panel_->set_fill(lit ? Tone::accent : Tone::panel);
  if (!has_call) return set_heading(empty_texts_, shown.known ? "empty" : "connecting");
  const bool now = shown.fresh || (shown.waited_for && !shown.stale);
  set_heading(call_heading_, now ? "now_calling" : "last_called");
  put(call_heading_, lit ? Tone::on_accent : now ? Tone::accent_text : Tone::muted);
  code_->set_text(shown.call->call_code);
  code_->set_tone(lit ? Tone::on_accent : Tone::text);
  for (std::size_t i = 0; i < desk_.size(); ++i) {
    const std::string& name = in_language(shown.call->desk_name, options_.languages[i].language());
    const bool said = i > 0 && name == desk_[0]->text();
    desk_[i]->set_visible(!said);
    desk_[i]->set_text(name);
  }
  put(desk_, lit ? Tone::on_accent : Tone::text);
}

void BoardView::show_last(const Shown& shown) {
  for (std::size_t i = 0; i < last_.size(); ++i) {
    const bool there = i < shown.last.size();
    last_[i].code->set_text(there ? shown.last[i].call_code : "");
    last_[i].code->set_tone(there && shown.last_waited_for[i] && !shown.stale ? Tone::accent_text : Tone::text);
    last_[i].desk->set_text(there ? in_language(shown.last[i].desk_name, words().language()) : "");
  }
}

void BoardView::show_next(const Shown& shown) {
  for (std::size_t i = 0; i < next_.size(); ++i) {
    const bool there = i < shown.next.size();
    next_box_[i]->set_visible(there);
    if (there) next_[i]->set_text(shown.next[i]);
  }
  waiting_->set_text(shown.known ? words().text("waiting", {{"count", shown.waiting}}) : "");
}

void BoardView::show_message(const Shown& shown) {
  const std::string text = shown.stale ? in_all_words("stale", "\n") : in_all(options_.message, "\n");
  message_box_->set_visible(!text.empty());
  bottom_->set_visible(text.empty());
  message_box_->set_fill(shown.stale ? Tone::alert : Tone::panel);
  message_->set_tone(shown.stale ? Tone::on_alert : Tone::text);
  message_->set_text(text);
}

void BoardView::show_time(WallTime time) {
  time_->set_text(fmt::format("{:02}:{:02}", time.hour, time.minute));
  date_->set_text(words().text("date", {{"weekday", words().text(fmt::format("weekday_{}", time.weekday))},
                                        {"day", time.day},
                                        {"month", words().text(fmt::format("month_{}", time.month))}}));
}

}  // namespace vestibule::board
