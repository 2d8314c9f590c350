#pragma once
// The picture of a ward: a line with its name and the clock, what is wrong with the screen itself, the tiles, the alarms, and beneath all
// the sentence that it is a secondary system. It decides nothing.

#include "alarm_list.hpp"

namespace vestibule::ward {

struct ViewOptions {
  ui::Words words;
};

/// Tiles in as many columns as make them largest.
class TileGrid : public ui::Box {
 public:
  explicit TileGrid(const ui::Words& words) : words_(words) {}
  void show(const Shown& shown, Lit lit);
  void flash(Lit lit);
  /// So many columns for `count` tiles in that room, given in design units.
  static int columns_for(std::size_t count, double width, double height);

 protected:
  void arrange_children() override;

 private:
  const ui::Words& words_;
  std::vector<TileView*> tiles_;
};

class WardView : public ui::Box {
 public:
  explicit WardView(ViewOptions options);

  void show(const Shown& shown, Lit lit);
  void flash(Lit lit);
  /// "10:15"
  void show_time(std::string time);
  /// Alarms cannot be heard from this screen.
  void show_mute(bool mute);

 protected:
  void arrange_children() override;

 private:
  std::string warning(const Shown& shown) const;
  void colour_warning(Lit lit);
  void say_name();

  const ui::Words words_;
  Shown shown_;
  bool name_and_alarms_ = false;
  ui::Label* name_ = nullptr;
  ui::Label* mute_ = nullptr;
  ui::Label* time_ = nullptr;
  Plate* banner_ = nullptr;
  ui::Label* warning_ = nullptr;
  TileGrid* grid_ = nullptr;
  AlarmList* list_ = nullptr;
  ui::Label* wait_ = nullptr;
  Plate* foot_ = nullptr;
  ui::Label* secondary_ = nullptr;
};

}  // namespace vestibule::ward
