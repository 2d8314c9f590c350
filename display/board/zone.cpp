#include "zone.hpp"

namespace vestibule::board {

Heading::Heading(ui::View& parent, const Tongues& tongues, std::string_view key, ui::TextStyle style) {
  ui::Evenly& row = parent.add<ui::Evenly>(ui::BoxStyle{.gap = 4});
  style.fit = ui::Fit::shrink;
  for (const ui::Words& language : tongues.all()) {
    labels_.push_back(&row.add<ui::Label>(language.text(key), style));
    style.align = ui::Align::end;
  }
}

void Heading::set(const Tongues& tongues, std::string_view key) {
  for (std::size_t i = 0; i < labels_.size(); ++i) labels_[i]->set_text(tongues.all()[i].text(key));
}

void Heading::set_tone(ui::Tone tone) {
  for (ui::Label* label : labels_) label->set_tone(tone);
}

MadeZone make_zone(const ZoneKit& kit) {
  switch (kit.part.zone) {
    case ZoneKind::area: return make_area(kit);
    case ZoneKind::clock: return make_clock(kit);
    case ZoneKind::stage: return make_stage(kit);
    case ZoneKind::last: return make_last(kit);
    case ZoneKind::next: return make_next(kit);
    case ZoneKind::waits: return make_waits(kit);
    case ZoneKind::message: return make_message(kit);
    case ZoneKind::media: return make_media(kit);
    case ZoneKind::door: return make_door(kit);
    case ZoneKind::desks: return make_desks(kit);
    case ZoneKind::now: break;
  }
  return make_now(kit);
}

}  // namespace vestibule::board
