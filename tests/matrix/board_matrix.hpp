#pragma once
// The board's states on a screen of the matrix.

#include "display/board/board_view.hpp"
#include "matrix.hpp"

namespace vestibule::matrix {

/// By name; each with words in all eight languages.
std::vector<std::pair<std::string, board::Shown>> board_states();

class BoardStage {
 public:
  BoardStage(const Glass& glass, Look look, const std::vector<std::string>& tags);
  void show(const board::Shown& shown);

  ui::Screen screen;

 private:
  board::BoardView& view_;
};

}  // namespace vestibule::matrix
