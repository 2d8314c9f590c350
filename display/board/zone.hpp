#pragma once
// A zone of a screen: a view that is made once and filled again and again. It decides nothing.

#include <vestibule/ui/picture.hpp>
#include <vestibule/ui/wall_time.hpp>
#include <vestibule/ui/widgets.hpp>

#include <memory>
#include <string>
#include <vector>

#include "board_model.hpp"
#include "layout_file.hpp"
#include "tongues.hpp"

namespace vestibule::board {

using ui::WallTime, ui::wall_time;

/// What the schedule has on for now.
struct OnShow {
  queue::Texts message;                        ///< the line at the bottom; may be empty
  std::shared_ptr<const ui::Picture> picture;  ///< may be null
};

class Zone {
 public:
  virtual ~Zone() = default;
  virtual void show(const Shown&) {}
  virtual void show_time(WallTime) {}
  virtual void show_programme(const OnShow&) {}
};

/// What every zone is made with.
struct ZoneKit {
  const Tongues& tongues;
  const LayoutPart& part;
  std::size_t last_calls;  ///< if the part does not say how many lines
};

/// The zone as a view; its own `place` says how much room it wants if the layout gives it no weight.
struct MadeZone {
  std::unique_ptr<ui::View> view;
  Zone* zone = nullptr;  ///< the same object
};
MadeZone make_zone(const ZoneKit& kit);

// ---- one function for each file of zones
MadeZone make_now(const ZoneKit& kit);
MadeZone make_stage(const ZoneKit& kit);
MadeZone make_last(const ZoneKit& kit);
MadeZone make_next(const ZoneKit& kit);
MadeZone make_waits(const ZoneKit& kit);
MadeZone make_area(const ZoneKit& kit);
MadeZone make_clock(const ZoneKit& kit);
MadeZone make_message(const ZoneKit& kit);
MadeZone make_media(const ZoneKit& kit);
MadeZone make_door(const ZoneKit& kit);
MadeZone make_desks(const ZoneKit& kit);

template <class Made>
MadeZone made(std::unique_ptr<Made> view) {
  Zone* zone = view.get();
  return {std::move(view), zone};
}

/// The text of a key in each language: the first at the start, the second at the end.
class Heading {
 public:
  Heading() = default;
  Heading(ui::View& parent, const Tongues& tongues, std::string_view key, ui::TextStyle style);
  void set(const Tongues& tongues, std::string_view key);
  void set_tone(ui::Tone tone);

 private:
  std::vector<ui::Label*> labels_;
};

}  // namespace vestibule::board
