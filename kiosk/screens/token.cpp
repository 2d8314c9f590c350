// The page with the number.

#include "code_view.hpp"
#include "face.hpp"

namespace vestibule::kiosk {
using namespace ui;

/// The number first; in a landscape what goes with it stands beside.
void Face::build_token(Column& body) {
  auto& whole = body.add<Turning>(BoxStyle{.gap = around(4), .along = Align::centre});
  whole.place.grow = 1;
  auto& panel = whole.add<Panel>(BoxStyle{.gap = 1, .padding = 6, .fill = Tone::panel, .radius = 3, .along = Align::centre, .padding_vertical = around(3.5)});
  auto& beside = whole.add<Column>(BoxStyle{.gap = around(3), .along = Align::centre});
  if (!setup_.portrait()) panel.place.grow = 1.2, beside.place.grow = 1;
  build_number(panel);
  if (page_.token->code.empty()) {
    fact(beside, [](const Page& p) { return p.token->ahead; });
    if (!page_.token->wait.empty()) fact(beside, [](const Page& p) { return p.token->wait; });
    for (std::size_t i = 0; i < page_.token->why.size(); ++i)
      label(
          beside, [i](const Page& p) { return i < p.token->why.size() ? p.token->why[i] : Saying{}; },
          {TextSize::body, Weight::regular, Tone::muted, Align::centre, Fit::fill}, page_.language);
  } else {
    build_code(panel, beside);
  }
  if (!page_.token->paper.empty()) build_paper(beside);
}

void Face::build_number(Column& panel) {
  const auto& tag = page_.language;
  const TextStyle soft{TextSize::large, Weight::regular, Tone::muted, Align::centre, Fit::fill};
  label(
      panel, [](const Page& p) { return p.title; }, soft, tag);
  const TextStyle giant{TextSize::giant, Weight::bold, Tone::accent_text, Align::centre, Fit::shrink, Trim::capitals};
  auto& number = label(
      panel,
      [](const Page& p) {
        return of_site(Texts{{"", p.token->number}});
      },
      giant, tag);
  const Length height = page_.token->code.empty() ? (setup_.portrait() ? 30 : 27) : (setup_.portrait() ? 28 : 19);
  number.place.height = height;  // in large text too: nobody asks for that to get a smaller number
  const TextStyle strong{TextSize::title, Weight::bold, Tone::text, Align::centre, Fit::fill};
  label(
      panel, [](const Page& p) { return p.token->service; }, strong, tag);
  label(
      panel, [](const Page& p) { return p.token->area; }, soft, tag);
}

/// Without paper the code is what can be taken along: it gets the room.
void Face::build_code(Column& panel, Column& beside) {
  const TextStyle plain{TextSize::body, Weight::bold, Tone::text, Align::centre, Fit::fill};
  label(
      panel, [](const Page& p) { return p.token->ahead; }, plain, page_.language);
  label(
      panel, [](const Page& p) { return p.token->wait; }, plain, page_.language);
  auto code = qr_code(page_.token->code);
  if (!code) return;
  auto& view = beside.add<CodeView>(*std::move(code));
  view.place.grow = 1;
  view.place.min_height = !setup_.portrait() ? 26 : part_.arrangement.details ? 32 : 22;
}

/// What to do about the ticket.
void Face::build_paper(Column& beside) {
  const bool broken = !page_.token->code.empty(), taken = page_.token->paper.key == key("token_take").key;
  const Tone fill = broken ? Tone::alert : taken ? Tone::good : Tone::raised;
  const Tone ink = broken ? Tone::on_alert : taken ? Tone::on_good : Tone::text;
  banner(
      beside, fill, ink, [](const Page& p) { return p.token->paper; }, broken ? TextSize::body : TextSize::large);
}

void Face::fact(View& parent, const Which& which) {
  auto& box = parent.add<Column>(BoxStyle{.padding = around(3), .fill = Tone::raised, .radius = 2});
  label(box, which, {TextSize::large, Weight::bold, Tone::text, Align::centre, Fit::fill}, page_.language);
}

}  // namespace vestibule::kiosk
