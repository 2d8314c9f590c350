#pragma once
// The picture of a board: a tree of views made once, and texts put into it. It decides nothing.

#include <vestibule/ui/widgets.hpp>
#include <vestibule/ui/words.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "board_model.hpp"

namespace vestibule::board {

/// What the clock on the wall says, in the site's zone.
struct WallTime {
  int hour = 0;
  int minute = 0;
  int weekday = 0;  ///< 0 is Sunday
  int day = 1;
  int month = 1;
};
/// By the process's time zone.
WallTime wall_time(Instant instant);

struct ViewOptions {
  std::vector<ui::Words> languages;  ///< the first gives the direction; a second is shown beside it
  queue::Texts message;              ///< the line at the bottom; may be empty
  std::size_t last_calls = 5;
};

class BoardView : public ui::Column {
 public:
  explicit BoardView(ViewOptions options);

  void show(const Shown& shown);
  void show_time(WallTime time);

 private:
  struct LastCall {
    ui::Label* code = nullptr;
    ui::Label* desk = nullptr;
  };

  void add_header();
  void add_body();
  void add_call_panel(ui::View& parent);
  void add_last_calls(ui::View& parent);
  void add_next();
  void add_message();
  std::vector<ui::Label*> add_heading(ui::View& parent, std::string_view key, ui::TextStyle style);
  void set_heading(const std::vector<ui::Label*>& labels, std::string_view key);
  void show_call(const Shown& shown);
  void show_last(const Shown& shown);
  void show_next(const Shown& shown);
  void show_message(const Shown& shown);

  const ui::Words& words() const { return options_.languages.front(); }
  std::string in_all(const queue::Texts& texts, std::string_view between = "  ·  ") const;
  std::string in_all_words(std::string_view key, std::string_view between = "  ·  ") const;

  ViewOptions options_;
  ui::Label* area_ = nullptr;
  ui::Label* time_ = nullptr;
  ui::Label* date_ = nullptr;
  ui::Box* panel_ = nullptr;
  ui::Column* empty_ = nullptr;
  std::vector<ui::Label*> empty_texts_;
  ui::Column* call_ = nullptr;
  std::vector<ui::Label*> call_heading_;
  ui::Label* code_ = nullptr;
  std::vector<ui::Label*> desk_;
  std::vector<LastCall> last_;
  std::array<ui::Label*, 6> next_{};
  std::array<ui::Box*, 6> next_box_{};
  ui::Label* waiting_ = nullptr;
  ui::View* bottom_ = nullptr;  ///< stands where the message would
  ui::Box* message_box_ = nullptr;
  ui::Label* message_ = nullptr;
};

}  // namespace vestibule::board
