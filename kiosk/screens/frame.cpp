// What stands around every page: the site's name, the actions, the small tools, and the question whether anybody is there.

#include "face.hpp"

namespace vestibule::kiosk {
using namespace ui;

/// The site's name, always in the same place: people know where they are.
void Face::header(Column& page) {
  auto& band = page.add<Row>(BoxStyle{.gap = 4, .padding = 5, .fill = Tone::accent, .padding_vertical = 2.2});
  band.place.min_height = 10;
  for (const auto& tag : page_.languages) {
    if (crowd() && tag != page_.languages.front()) break;
    auto& name = label(
        band, [](const Page& p) { return of_site(p.site); },
        {TextSize::body, Weight::bold, Tone::on_accent, &tag == &page_.languages.front() ? Align::start : Align::end,
         Fit::shrink},
        tag);
    name.place.grow = 1;
    name.set_direction(std::nullopt);
  }
}

/// Whether actions stand above the tools, because one row has no room for both.
bool Face::stacked() const {
  if (setup_.portrait()) return true;
  const Length gap = std::max(2.0, gap_in_line());
  const Length left = setup_.width() - 10 - (tool_width() + gap) * static_cast<double>(page_.tools.size());
  return left < 13 * static_cast<double>(page_.actions.size());
}

Length Face::tool_width() const { return std::max(17.0, setup_.units(target_mm) + 0.1); }

/// Actions and tools: in one row, or one above the other.
void Face::footer(Column& page) {
  const Length gap = std::max(2.0, gap_in_line()), edge = page_.manner.lowered ? std::max(1.5, gap_in_line()) : 2.5;
  auto& bar = page.add<Column>(BoxStyle{.gap = gap, .padding = 5, .padding_vertical = edge});
  const BoxStyle in_line{.gap = gap};
  View* actions = nullptr;
  const Length least = button_height() + 2 * edge;
  bar.place.min_height = least;
  if (stacked() && !page_.actions.empty() && !page_.tools.empty()) {
    actions = &bar.add<Row>(in_line);
    bar.place.min_height = least + gap + button_height();
  }
  auto& last = bar.add<Row>(in_line);
  last.place.min_height = button_height();
  if (!actions) actions = &last;
  actions->place.min_height = button_height();
  bool grows = false;
  for (std::size_t i = 0; i < page_.actions.size(); ++i) {
    action_button(*actions, i);
    grows |= page_.actions[i].look == Look::main;
  }
  if (!stacked() && !grows) last.add<Space>().place.grow = 1;
  for (std::size_t i = 0; i < page_.tools.size(); ++i) tool_button(last, i);
}

/// What became of calling staff, above the button that calls them.
void Face::staff_banner(Column& page) {
  if (page_.staff.empty()) return;
  auto& band = page.add<Column>(BoxStyle{.padding = 5, .fill = Tone::raised, .padding_vertical = 1.5});
  said(band, [](const Page& p) { return p.staff; }, {TextSize::body, Weight::bold, Tone::text, Align::centre, Fit::fill});
}

Length Face::gap_in_line() const { return setup_.units(gap_mm) + 0.1; }

Length Face::button_height() const { return std::max(page_.manner.lowered ? 9.0 : 11.0, setup_.units(target_mm) + 0.1); }

void Face::action_button(View& parent, std::size_t index) {
  const Choice& choice = page_.actions[index];
  const bool main = choice.look == Look::main;
  const bool alarm = page_.kind == PageKind::urgent;
  const Tone ink = main && !alarm ? Tone::on_accent : Tone::text;
  Button::Style style;
  style.fill = alarm ? Tone::panel : main ? Tone::accent : Tone::raised;
  style.padding = 2;
  style.radius = 2;
  style.min_height = button_height();
  auto& button = parent.add<Card>(style, !main, touching(choice.name));
  const Length gap = std::max(2.0, gap_in_line()), tool = tool_width() + gap;
  const Length all = setup_.width() - 10 - (stacked() ? 0 : tool * static_cast<double>(page_.tools.size()));
  const Length room = all / static_cast<double>(page_.actions.size()) - gap;
  button.place.min_width = std::max(std::min(28.0, room), setup_.units(target_mm));
  if (main || stacked()) button.place.grow = 1;
  label(
      button, [index](const Page& p) { return p.actions[index].label; },
      {TextSize::large, Weight::bold, ink, Align::centre, Fit::shrink}, page_.languages.front());
  targets_.push_back({choice.name, &button});
}

/// A sign with a word beneath it; filled while it is in use.
void Face::tool_button(View& parent, std::size_t index) {
  const Choice& tool = page_.tools[index];
  const bool on = tool.look == Look::main, alarm = page_.kind == PageKind::urgent;
  const Tone ink = on && !alarm ? Tone::on_accent : Tone::text;
  Button::Style style;
  style.fill = alarm ? Tone::panel : on ? Tone::accent : Tone::raised;
  style.padding = 0.6;
  style.radius = 2;
  style.min_height = button_height();
  auto& button = parent.add<Card>(style, !on, touching(tool.name));
  if (stacked())
    button.place.grow = 1;
  else
    button.place.width = tool_width();
  button.add<Label>(tool.emblem, TextStyle{TextSize::large, Weight::bold, ink, Align::centre, Fit::shrink, Trim::capitals})
      .set_direction(Direction::left_to_right);  // a sign, no word
  label(
      button, [index](const Page& p) { return p.tools[index].label; },
      {TextSize::small, Weight::regular, ink, Align::centre, Fit::fill}, page_.languages.front());
  targets_.push_back({tool.name, &button});
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
