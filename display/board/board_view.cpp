#include "board_view.hpp"

namespace vestibule::board {

using namespace ui;

namespace {

constexpr Length margin = 4;  // at the screen's edge; overscan of cheap televisions eats less than this
constexpr Length gap = 3;

/// Zones that are strips by themselves reach to the edges.
bool to_the_edge(const LayoutPart& part) {
  return part.band || (part.split == Split::none && (part.zone == ZoneKind::message || part.zone == ZoneKind::door));
}

}  // namespace

BoardView::BoardView(ViewOptions options)
    : tongues_(std::move(options.languages)), message_(std::move(options.message)), last_calls_(options.last_calls), layout_(std::move(options.layout)) {
  set_direction(tongues_.first().direction());
  build(*this, layout_.whole, false);
  takeover_ = &add<TakeoverView>(tongues_);
  lock_ = &add<LockView>(tongues_);
  mark_ = &add<Mark>();
  show_programme({});
}

void BoardView::build(View& parent, const LayoutPart& part, bool outermost) {
  if (part.split == Split::none) build_zone(parent, part, outermost);
  else build_split(parent, part, outermost);
}

void BoardView::build_zone(View& parent, const LayoutPart& part, bool outermost) {
  auto made = make_zone({tongues_, part, last_calls_});
  zones_.push_back(made.zone);
  View* outer = made.view.get();
  if (outermost && !to_the_edge(part)) {
    Box& frame = parent.add<Box>(BoxStyle{.padding = margin, .padding_vertical = 0});
    frame.place = made.view->place;
    made.view->place = {};
    frame.adopt(std::move(made.view));
    outer = &frame;
  } else {
    parent.adopt(std::move(made.view));
  }
  outer->place.grow = part.weight;
  const bool side_by_side = dynamic_cast<const Row*>(&parent) != nullptr;
  if (part.weight > 0 && !side_by_side) outer->place.height.reset();
  last_part_ = outermost ? outer : last_part_;
}

void BoardView::build_split(View& parent, const LayoutPart& part, bool outermost) {
  BoxStyle style{.gap = gap};
  if (part.band) style.padding = margin, style.padding_vertical = 1.2, style.fill = Tone::panel;
  else if (outermost) style.padding = margin, style.padding_vertical = 0;
  Box* box = nullptr;
  if (part.split == Split::rows) box = &parent.add<Column>(style);
  else if (part.split == Split::columns) box = &parent.add<Row>(style);
  else box = &parent.add<Turning>(style);
  box->place.grow = part.weight;
  const bool whole = &part == &layout_.whole;
  for (const LayoutPart& inner : part.parts) build(*box, inner, whole);
  if (whole && part.split == Split::rows) bottom_ = &box->add<Space>(margin - gap);  // with the gap above it, the margin
  if (outermost) last_part_ = box;
}

void BoardView::show(const Shown& shown) {
  for (Zone* zone : zones_) zone->show(shown);
  takeover_->show(shown.takeover);
  lock_->show(shown.locked && !shown.takeover, shown.own_message);
  children().front()->set_visible(!shown.takeover && !shown.locked);  // the zones; what covers them stands alone
  settle_bottom();
}

void BoardView::settle_bottom() {
  if (bottom_) bottom_->set_visible(!(to_the_edge(layout_.whole.parts.back()) && last_part_->visible()));
}

void BoardView::show_time(WallTime time) {
  for (Zone* zone : zones_) zone->show_time(time);
}

void BoardView::show_programme(OnShow programme) {
  if (programme.message.empty()) programme.message = message_;
  for (Zone* zone : zones_) zone->show_programme(programme);
  settle_bottom();
}

}  // namespace vestibule::board
