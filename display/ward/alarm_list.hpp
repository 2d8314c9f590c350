#pragma once
// The open alarms of the ward, the most urgent first: as many as there is room for, and how many more there are.

#include "tile_view.hpp"

namespace vestibule::ward {

class AlarmCard : public ui::Box {
 public:
  explicit AlarmCard(const ui::Words& words);
  void show(const vitals::AlarmShown& alarm, const std::string& bed, Lit lit);
  void flash(Lit lit);
  void paint(ui::Canvas& canvas) const override;

 protected:
  void arrange_children() override;

 private:
  /// Which bed and what, in more and in fewer words.
  std::vector<std::string> titles(const std::string& bed) const;
  /// What, and since when: for the second line, if the bed's name has taken the first.
  std::vector<std::string> details() const;

  const ui::Words& words_;
  vitals::AlarmShown alarm_;
  ui::Label* what_ = nullptr;
  ui::Label* how_ = nullptr;
};

class AlarmList : public ui::Box {
 public:
  explicit AlarmList(const ui::Words& words);
  void show(const Shown& shown, Lit lit);
  void flash(Lit lit);
  /// "Alarms: 7 (+2)": two have found no room.
  std::string heading() const;
  static constexpr ui::Length least_height = 8.3;  ///< without a heading of its own

 protected:
  void arrange_children() override;

 private:
  void fill(Lit lit);

  const ui::Words& words_;
  std::vector<vitals::AlarmShown> alarms_;
  std::map<vitals::BedId, std::string> beds_;
  Lit lit_;
  std::size_t room_ = 0;
  ui::Label* heading_ = nullptr;
  std::vector<AlarmCard*> cards_;
};

}  // namespace vestibule::ward
