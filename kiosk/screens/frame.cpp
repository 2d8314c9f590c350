// What stands around every page: the site's name, the actions, the small tools, and the question whether anybody is there.

#include "face.hpp"

namespace vestibule::kiosk {
using namespace ui;

/// The site's name, always in the same place: people know where they are.
void Face::header(Column& page) {
  auto& band = page.add<Row>(BoxStyle{.gap = 4, .padding = 5, .fill = Tone::accent, .padding_vertical = around(2.2)});
  band.place.height = page_.manner.large ? 8 : 10;
  for (const auto& tag : page_.languages) {
    if (crowd() && tag != page_.languages.front()) break;
    auto& name = label(
        band, [](const Page& p) { return of_site(p.site); },
        {TextSize::body, Weight::bold, Tone::on_accent, &tag == &page_.languages.front() ? Align::start : Align::end,
         Fit::fill},
        tag);
    name.place.grow = 1;
    name.set_direction(std::nullopt);
  }
}

/// Actions and tools: in one row, or one above the other.
void Face::footer(Column& page) {
  auto& bar = page.add<Column>(BoxStyle{.gap = bottom_.gap, .padding = 5, .padding_vertical = bottom_.edge});
  bar.place.min_height = bottom_.height();
  const BoxStyle in_line{.gap = bottom_.gap};
  auto& first = bar.add<Row>(in_line);
  first.place.min_height = bottom_.button;
  bool grows = bottom_.stacked || setup_.portrait();
  for (std::size_t i = 0; i < page_.actions.size(); ++i) {
    action_button(first, i);
    grows |= page_.actions[i].look == Look::main;
  }
  if (!grows) first.add<Space>().place.grow = 1;
  Row& last = bottom_.stacked ? bar.add<Row>(in_line) : first;
  last.place.min_height = bottom_.button;
  for (std::size_t i = 0; i < page_.tools.size(); ++i) tool_button(last, i);
}

/// What everybody should know before they begin.
void Face::notice_banner(Column& page) {
  if (page_.notices.empty()) return;
  auto& band = page.add<Column>(BoxStyle{.gap = 1, .padding = 5, .fill = Tone::raised, .padding_vertical = 1.5});
  const TextStyle style{TextSize::body, Weight::bold, Tone::text, Align::centre, Fit::fill};
  for (std::size_t i = 0; i < page_.notices.size(); ++i)
    for (const auto& tag : page_.languages) {
      const bool first = tag == page_.languages.front();
      if (first || (!crowd() && said_in(page_.notices[i], tag)))
        label(band, [i](const Page& p) { return i < p.notices.size() ? p.notices[i] : Saying{}; }, style, tag);
    }
}

/// What became of calling staff, above the button that calls them.
void Face::staff_banner(Column& page) {
  if (page_.staff.empty()) return;
  auto& band = page.add<Column>(BoxStyle{.padding = 5, .fill = Tone::raised, .padding_vertical = 1.5});
  said(band, [](const Page& p) { return p.staff; }, {TextSize::body, Weight::bold, Tone::text, Align::centre, Fit::fill});
}

Length Face::gap_in_line() const { return setup_.units(gap_mm) + 0.1; }

/// Filled while it is the main one, or in use.
Card& Face::bar_button(View& parent, const Choice& choice, Length padding) {
  const bool main = choice.look == Look::main, alarm = page_.kind == PageKind::urgent;
  Button::Style style;
  style.fill = alarm ? Tone::panel : main ? Tone::accent : Tone::raised;
  style.padding = padding;
  style.radius = 2;
  style.min_height = bottom_.button;
  auto& button = parent.add<Card>(style, !main, touching(choice.name));
  targets_.push_back({choice.name, &button});
  return button;
}

Tone Face::bar_ink(const Choice& choice) const {
  return choice.look == Look::main && page_.kind != PageKind::urgent ? Tone::on_accent : Tone::text;
}

void Face::action_button(View& parent, std::size_t index) {
  const Choice& choice = page_.actions[index];
  auto& button = bar_button(parent, choice, page_.manner.lowered ? 1 : 2);
  const Length tools = bottom_.stacked ? 0 : (bottom_.tool_width + bottom_.gap) * static_cast<double>(page_.tools.size());
  const Length room = (setup_.width() - 10 - tools) / static_cast<double>(page_.actions.size()) - bottom_.gap;
  button.place.min_width = std::max(std::min(28.0, room), setup_.units(target_mm));
  if (choice.look == Look::main || bottom_.stacked) button.place.grow = 1;
  label(
      button, [index](const Page& p) { return p.actions[index].label; },
      {TextSize::large, Weight::bold, bar_ink(choice), Align::centre, Fit::shrink}, page_.languages.front());
}

/// A sign with a word beneath it.
void Face::tool_button(View& parent, std::size_t index) {
  const Choice& tool = page_.tools[index];
  const Tone ink = bar_ink(tool);
  auto& button = bar_button(parent, tool, 0.6);
  if (bottom_.stacked || setup_.portrait()) button.place.grow = 1;
  else button.place.width = bottom_.tool_width;
  button.add<Label>(tool.emblem, TextStyle{TextSize::large, Weight::bold, ink, Align::centre, Fit::shrink, Trim::capitals})
      .set_direction(Direction::left_to_right);  // a sign, no word
  label(
      button, [index](const Page& p) { return p.tools[index].label; },
      {TextSize::small, Weight::regular, ink, Align::centre, Fit::fill}, page_.languages.front());
}

void Face::build_veil(View& root) {
  auto& veil = root.add<Veil>(page_.manner.lowered ? Align::end : Align::centre);
  veil_ = &veil;
  veil.set_visible(false);
  auto& panel = veil.add<Panel>(BoxStyle{.gap = 4, .padding = 6, .fill = Tone::panel, .radius = 3});
  said(panel, [](const Page&) { return key("idle_title"); },
       {TextSize::title, Weight::bold, Tone::text, Align::centre, Fit::fill});
  said(panel, [](const Page& p) { return key("idle_text").counting(p.leaving_in.value_or(0)); },
       {TextSize::large, Weight::regular, Tone::muted, Align::centre, Fit::fill});
  Button::Style style;
  style.fill = Tone::accent;
  style.radius = 2;
  style.min_height = std::max(13.0, setup_.units(target_mm));
  auto& stay = panel.add<Card>(style, false, touching("stay"));
  said(stay, [](const Page&) { return key("idle_stay"); },
       {TextSize::large, Weight::bold, Tone::on_accent, Align::centre, Fit::fill});
  targets_.push_back({"stay", &stay});
}

}  // namespace vestibule::kiosk
