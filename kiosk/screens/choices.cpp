// The choices of a page, and the token.

#include <cmath>

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

/// How many cards stand side by side: as few as the screen allows, since wide cards are read at a glance.
int columns(const Page& page, bool portrait) {
  const auto count = page.choices.size();
  if (page.kind == PageKind::urgency || page.kind == PageKind::question) return 1;
  if (portrait) return count <= (page.kind == PageKind::service ? 8 : 7) ? 1 : 2;
  return count <= 8 ? 2 : 3;
}

}  // namespace

void Face::build_choices(Column& body) {
  const int across = columns(page_, setup_.portrait());
  const int rows = (static_cast<int>(page_.choices.size()) + across - 1) / across;
  const Length gap = std::max(2.5, setup_.units(gap_mm)), least = setup_.units(target_mm);
  // What header, title and footer leave.
  const Length lines = 8 * static_cast<double>(page_.text.size()) + (page_.staff.empty() ? 0 : 10);
  const Length room = setup_.height() - (page_.language.empty() ? 46 : 32) - footer_height() - lines;
  const Length height = std::max(least, std::min(30.0, (room - gap * (rows - 1)) / rows));
  auto& grid = body.add<Grid>(across, BoxStyle{.gap = gap});
  grid.place.height = height * rows + gap * (rows - 1);
  const Length width = (setup_.width() - 10) / across;
  for (std::size_t i = 0; i < page_.choices.size(); ++i) choice_card(grid, i, width, height);
}

void Face::choice_card(View& parent, std::size_t index, Length width, Length height) {
  const bool wide = width > 60;
  const Choice& choice = page_.choices[index];
  const CardLook look = card_look(choice.look);
  Button::Style style;
  style.fill = look.fill;
  style.padding = height < 14 ? 1.5 : choice.emblem.empty() ? 4 : 2.5;
  style.radius = 2.5;
  style.min_height = setup_.units(target_mm);
  auto& card = parent.add<Card>(style, look.edge, touching(choice.name));
  targets_.push_back({choice.name, &card});
  if (page_.kind == PageKind::language) {
    label(
        card, [index](const Page& p) { return p.choices[index].label; },
        {TextSize::title, Weight::bold, look.ink, Align::centre, Fit::shrink}, choice.label.language);
    // What the page asks stands above in the site's language alone: here it stands in this one.
    if (crowd())
      label(
          card, [](const Page& p) { return p.title; },
          {TextSize::small, Weight::regular, look.soft, Align::centre, Fit::shrink}, choice.label.language);
    return;
  }
  auto& row = card.add<Row>(BoxStyle{.gap = 3.5});
  if (!choice.emblem.empty()) emblem(row, choice, wide ? 10 : 8);
  auto& text = row.add<Column>(BoxStyle{.gap = wide ? 0.4 : 0.2, .along = Align::centre});
  text.place.grow = 1;
  label(
      text, [index](const Page& p) { return p.choices[index].label; },
      {wide ? TextSize::large : TextSize::body, Weight::bold, look.ink, Align::start, wide ? Fit::shrink : Fit::fill},
      page_.language);
  // A card without room for its details does without them, rather than whisper.
  if (choice.details.empty() || height < 13) return;
  View* details = &text;
  if (wide) details = &text.add<Row>(BoxStyle{.gap = 5});
  for (std::size_t i = 0; i < choice.details.size(); ++i)
    label(
        *details,
        [index, i](const Page& p) { return i < p.choices[index].details.size() ? p.choices[index].details[i] : Saying{}; },
        {wide ? TextSize::body : TextSize::small, Weight::regular, look.soft, Align::start, Fit::shrink}, page_.language);
}

/// A service's letter as a tile: the same letter its numbers begin with.
void Face::emblem(View& parent, const Choice& choice, Length side) {
  auto& tile = parent.add<Box>(BoxStyle{.fill = choice.look == Look::shut ? Tone::on_disabled : Tone::accent, .radius = 2});
  tile.place.width = tile.place.height = side;
  tile.place.across = Align::centre;
  tile.add<Label>(choice.emblem,
                  TextStyle{TextSize::large, Weight::bold, choice.look == Look::shut ? Tone::disabled : Tone::on_accent,
                            Align::centre, Fit::shrink});
}

/// The number first; in a landscape what goes with it stands beside.
void Face::build_token(Column& body) {
  const auto& tag = page_.language;
  auto& whole = body.add<Turning>(BoxStyle{.gap = 4, .along = Align::centre});
  whole.place.grow = 1;
  auto& panel = whole.add<Column>(BoxStyle{.gap = 1, .padding = 3.5, .fill = Tone::panel, .radius = 3, .along = Align::centre});
  label(
      panel, [](const Page& p) { return p.title; }, {TextSize::large, Weight::regular, Tone::muted, Align::centre, Fit::wrap},
      tag);
  auto& number = panel.add<Label>(page_.token->number, TextStyle{TextSize::giant, Weight::bold, Tone::accent_text, Align::centre,
                                                                 Fit::shrink, Trim::capitals});
  number.place.height = setup_.portrait() ? 30 : 27;
  label(
      panel, [](const Page& p) { return p.token->service; },
      {TextSize::title, Weight::bold, Tone::text, Align::centre, Fit::wrap}, tag);
  label(
      panel, [](const Page& p) { return p.token->area; },
      {TextSize::large, Weight::regular, Tone::muted, Align::centre, Fit::wrap}, tag);
  auto& beside = whole.add<Column>(BoxStyle{.gap = 3, .along = Align::centre});
  if (!setup_.portrait()) panel.place.grow = 1.2, beside.place.grow = 1;
  fact(beside, [](const Page& p) { return p.token->ahead; });
  if (!page_.token->wait.empty()) fact(beside, [](const Page& p) { return p.token->wait; });
  for (std::size_t i = 0; i < page_.token->why.size(); ++i)
    label(
        beside, [i](const Page& p) { return i < p.token->why.size() ? p.token->why[i] : Saying{}; },
        {TextSize::body, Weight::regular, Tone::muted, Align::centre, Fit::wrap}, tag);
  if (page_.token->paper.empty()) return;
  const bool broken = !page_.token->code.empty(),
             taken = page_.token->paper.key == key("token_take").key;
  banner(
      beside,
      broken  ? Tone::alert
      : taken ? Tone::good
              : Tone::raised,
      broken  ? Tone::on_alert
      : taken ? Tone::on_good
              : Tone::text,
      [](const Page& p) { return p.token->paper; }, TextSize::large);
}

void Face::fact(View& parent, const Which& which) {
  auto& box = parent.add<Column>(BoxStyle{.padding = 3, .fill = Tone::raised, .radius = 2});
  label(box, which, {TextSize::large, Weight::bold, Tone::text, Align::centre, Fit::wrap}, page_.language);
}

}  // namespace vestibule::kiosk
