#pragma once
// One bed: its name, the score, the most urgent alarm, and the numbers. Decides nothing.

#include <vestibule/ui/widgets.hpp>

#include <vector>

#include "number_view.hpp"

namespace vestibule::ward {

/// Which colours are in their lit half.
struct Lit {
  bool high = true;
  bool medium = true;
  friend bool operator==(const Lit&, const Lit&) = default;
  bool of(vitals::Priority priority) const { return priority == vitals::Priority::high ? high : priority == vitals::Priority::medium ? medium : true; }
};

class TileView : public ui::Box {
 public:
  explicit TileView(const ui::Words& words);

  void show(const ShownTile& tile, Lit lit);
  void flash(Lit lit);

  void paint(ui::Canvas& canvas) const override;

 protected:
  void arrange_children() override;
  bool paints() const override { return true; }

 private:
  std::vector<std::string> alarm_notes() const;
  std::vector<std::string> notes() const;
  std::vector<std::string> scores() const;
  std::string who() const;
  bool who_beside() const;
  void say();
  void arrange_head(const ui::Rect& bar, int line);

  const ui::Words& words_;
  Density density_ = Density::roomy;
  bool one_line_ = false;   // bed and what is wrong beside each other
  int who_room_ = 0, note_room_ = 0, score_room_ = 0;
  ShownTile tile_;
  ui::Box* bar_ = nullptr;  // in the alarm's colour
  ui::Label* bed_ = nullptr;
  ui::Label* who_ = nullptr;
  ui::Label* note_ = nullptr;
  ui::Box* chip_ = nullptr;
  ui::Label* score_ = nullptr;
  std::vector<NumberView*> numbers_;
};

}  // namespace vestibule::ward
