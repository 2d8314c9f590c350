#pragma once
// The board's layouts and states on a screen of the matrix.

#include "display/board/board_view.hpp"
#include "matrix.hpp"

namespace vestibule::matrix {

/// Every file of assets/layouts.
const std::vector<board::Layout>& board_layouts();
/// The screens a layout is made for, the smallest first.
std::vector<Glass> glasses_of(const board::Layout& layout);

/// What a hall's screen, or one beside a door, may have to show; by name.
std::vector<std::pair<std::string, board::Shown>> hall_states();
std::vector<std::pair<std::string, board::Shown>> door_states();
std::vector<std::pair<std::string, board::Shown>> states_of(const board::Layout& layout);

class BoardStage {
 public:
  BoardStage(const board::Layout& layout, ui::Size size, Look look, const std::vector<std::string>& tags);
  void show(const board::Shown& shown);
  void show_time(board::WallTime time) { view_.show_time(time); }
  /// A picture of the schedule, for layouts with room for one.
  void show_picture();

  ui::Screen screen;

 private:
  board::BoardView& view_;
};

}  // namespace vestibule::matrix
