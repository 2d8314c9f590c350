// The choices of a page.

#include <fmt/format.h>

#include <algorithm>

#include "face.hpp"

namespace vestibule::kiosk {
using namespace ui;

namespace {

struct CardLook {
  Tone fill, ink, soft;
  bool edge;
};

CardLook card_look(Look look) {
  switch (look) {
    case Look::urgent:
      return {Tone::alert, Tone::on_alert, Tone::on_alert, false};
    case Look::shut:
      return {Tone::disabled, Tone::on_disabled, Tone::on_disabled, true};
    case Look::main:
      return {Tone::accent, Tone::on_accent, Tone::on_accent, false};
    case Look::chosen:
      return {Tone::accent, Tone::on_accent, Tone::on_accent, false};
    case Look::plain:
    case Look::quiet:
    case Look::key:
      break;
  }
  return {Tone::panel, Tone::text, Tone::muted, true};
}

/// What somebody of this language should know before they begin; otherwise what the page asks.
const Saying& first_notice(const Page& page, const std::string& tag) {
  const auto found = std::find_if(page.notices.begin(), page.notices.end(), [&](const Saying& notice) { return said_in(notice, tag); });
  return found == page.notices.end() ? page.title : *found;
}

}  // namespace

void Face::build_choices(Column& body) {
  const auto& [columns, rows, details] = part_.arrangement;
  const int all = static_cast<int>(page_.choices.size()), each = part_.arrangement.on_a_part(all);
  const Length gap = std::max(page_.manner.lowered ? 1.5 : 2.5, gap_in_line()), least = setup_.units(target_mm) + 0.1;
  const int shown = std::min(rows, (each + columns - 1) / columns);
  auto& grid = body.add<Grid>(columns, BoxStyle{.gap = gap}, page_.manner.lowered ? 16 : 30);
  grid.place.grow = 1;
  if (page_.kind == PageKind::pin) grid.set_direction(Direction::left_to_right);  // digits stand the same way everywhere
  grid.place.min_height = least * shown + gap * (shown - 1);
  const Length width = (setup_.width() - 10 - gap * (columns - 1)) / columns;
  for (int i = part_.number * each; i < std::min(all, (part_.number + 1) * each); ++i)
    choice_card(grid, static_cast<std::size_t>(i), width);
  if (each < all) more_card(grid);
}

void Face::choice_card(View& parent, std::size_t index, Length width) {
  const bool wide = width > 60;
  const Choice& choice = page_.choices[index];
  const CardLook look = card_look(choice.look);
  Button::Style style;
  style.fill = look.fill;
  // A low or narrow card keeps its room for the letters: above and below them there is never much, beside them where nothing is tight.
  const bool tight = part_.arrangement.rows > 4 || part_.arrangement.columns > 2 || page_.kind == PageKind::pin || page_.manner.lowered;
  const Length beside = tight ? 0 : choice.emblem.empty() ? 2.8 : 1.3;
  const bool in_row = page_.kind != PageKind::pin && page_.kind != PageKind::operator_desk && page_.kind != PageKind::language;
  style.padding = around(1.2 + (in_row ? 0 : beside));
  style.radius = 2.5;
  style.min_height = setup_.units(target_mm);
  auto& card = parent.add<Card>(style, look.edge, touching(choice.name));
  targets_.push_back({choice.name, &card});
  if (page_.kind == PageKind::pin || page_.kind == PageKind::operator_desk) {
    label(
        card, [index](const Page& p) { return p.choices[index].label; },
        {page_.kind == PageKind::pin ? TextSize::title : TextSize::large, Weight::bold, look.ink, Align::centre,
         page_.kind == PageKind::pin ? Fit::shrink : Fit::fill},
        page_.language);
    return;
  }
  if (page_.kind == PageKind::language) {
    label(
        card, [index](const Page& p) { return p.choices[index].label; },
        {TextSize::title, Weight::bold, look.ink, Align::centre, Fit::shrink}, choice.label.language);
    // What the page asks, and what is to be known first, stands above in the site's language alone: here it stands in this one.
    if (crowd() && part_.arrangement.details)
      label(
          card, [tag = choice.label.language](const Page& p) { return first_notice(p, tag); }, {TextSize::small, Weight::regular, look.soft, Align::centre, Fit::fill},
          choice.label.language);
    return;
  }
  auto& row = card.add<Row>(BoxStyle{.gap = wide ? 3.5 : 2.0, .padding = beside + (wide ? 1.3 : choice.emblem.empty() ? 1.6 : 0.6), .padding_vertical = 0});
  const Length side = wide ? 10 : 7;
  if (!choice.emblem.empty()) emblem(row, choice, side);
  else if (page_.kind == PageKind::needs) row.add<Box>(BoxStyle{}).place.width = side;  // room for the tick
  auto& text = row.add<Column>(BoxStyle{.gap = wide ? 0.4 : 0.2, .along = Align::centre});
  text.place.grow = 1;
  label(
      text, [index](const Page& p) { return p.choices[index].label; },
      {wide ? TextSize::large : TextSize::body, Weight::bold, look.ink, Align::start, Fit::fill}, page_.language);
  // A card without room for its details does without them, rather than whisper.
  if (choice.details.empty() || !part_.arrangement.details) return;
  View* details = &text;
  // Large, they have no room beside each other; but on a part of its own a card is high enough.
  const bool high = page_.manner.large && part_.arrangement.parts(static_cast<int>(page_.choices.size())) > 1;
  if (wide && !high) details = &text.add<Row>(BoxStyle{.gap = 5});
  for (std::size_t i = 0; i < choice.details.size(); ++i)
    label(
        *details,
        [index, i](const Page& p) { return i < p.choices[index].details.size() ? p.choices[index].details[i] : Saying{}; },
        {wide ? TextSize::body : TextSize::small, Weight::regular, look.soft, Align::start, Fit::shrink}, page_.language);
}

/// Leads to the next part, from the last to the first. The flow knows nothing of it.
void Face::more_card(View& parent) {
  Button::Style style;
  style.fill = Tone::raised;
  style.padding = page_.entry ? 0.6 : 1.2;
  style.radius = 2.5;
  style.min_height = setup_.units(target_mm);
  auto& card = parent.add<Card>(style, true, touching("more"));
  targets_.push_back({"more", &card});
  label(
      card, [](const Page& p) { return p.entry ? plain("•••") : key("action_more"); }, {TextSize::large, Weight::bold, Tone::text, Align::centre, page_.entry ? Fit::shrink : Fit::fill},
      page_.languages.front());
  if (!part_.arrangement.details || (page_.manner.lowered && page_.manner.large)) return;  // no room for both
  const int parts = part_.arrangement.parts(static_cast<int>(page_.choices.size()));
  // In words: "1 / 2" would be read the other way about where writing runs from right to left.
  label(
      card, [this, parts](const Page&) { return key("more_part").with("part", part_.number + 1).with("parts", parts); },
      {TextSize::small, Weight::regular, Tone::text, Align::centre, Fit::shrink}, page_.languages.front());
}

/// A service's letter as a tile: the same letter its numbers begin with. Or a tick.
void Face::emblem(View& parent, const Choice& choice, Length side) {
  Tone fill = Tone::accent, ink = Tone::on_accent;
  if (choice.look == Look::shut) fill = Tone::on_disabled, ink = Tone::disabled;
  if (choice.look == Look::chosen) std::swap(fill, ink);
  auto& tile = parent.add<Box>(BoxStyle{.fill = fill, .radius = 2});
  tile.place.width = tile.place.height = side;
  tile.place.across = Align::centre;
  tile.add<Label>(choice.emblem, TextStyle{TextSize::large, Weight::bold, ink, Align::centre, Fit::shrink});
}

}  // namespace vestibule::kiosk
