#pragma once
// The picture of a board: the zones of its layout made once and filled again and again, and what may stand over them. It
// decides nothing.

#include <memory>
#include <string>
#include <vector>

#include "overlays.hpp"
#include "zone.hpp"

namespace vestibule::board {

struct ViewOptions {
  std::vector<ui::Words> languages;  ///< the first gives the direction; a second is shown beside it
  queue::Texts message;              ///< the line at the bottom while the schedule has none; may be empty
  std::size_t last_calls = 5;        ///< where the layout does not say how many
  Layout layout = standard_layout();
};

class BoardView : public ui::Box {
 public:
  explicit BoardView(ViewOptions options);

  void show(const Shown& shown);
  void show_time(WallTime time);
  void show_programme(OnShow programme);
  /// Texts that have room for one language at a time stand in the next, once they are shown again.
  void next_language() { tongues_.turn(); }
  bool bilingual() const { return tongues_.all().size() > 1; }
  /// Paints the mark anew, so that a frame must follow.
  void flip_mark() { mark_->flip(); }
  const Layout& layout() const { return layout_; }

 private:
  void build(ui::View& parent, const LayoutPart& part, bool outermost);
  void build_zone(ui::View& parent, const LayoutPart& part, bool outermost);
  void build_split(ui::View& parent, const LayoutPart& part, bool outermost);
  void settle_bottom();

  Tongues tongues_;
  queue::Texts message_;
  std::size_t last_calls_;
  Layout layout_;
  std::vector<Zone*> zones_;
  ui::View* last_part_ = nullptr;  // of the outermost
  ui::View* bottom_ = nullptr;     // a margin beneath it, unless it is a strip to the edge
  TakeoverView* takeover_ = nullptr;
  LockView* lock_ = nullptr;
  Mark* mark_ = nullptr;
};

}  // namespace vestibule::board
