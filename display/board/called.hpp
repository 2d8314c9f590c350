#pragma once
// A called number in a list, and the patient's name beside it where the patient agreed to that.

#include <vestibule/ui/widgets.hpp>

#include <optional>
#include <string>

namespace vestibule::board {

/// The number is as large as where no name stands beside it; the name is small and has little of the room.
class Called : public ui::Box {
 public:
  Called(ui::TextStyle style, ui::TextSize name);
  void show(const std::string& code, const std::optional<std::string>& name);
  void set_tone(ui::Tone tone);

 protected:
  void arrange_children() override;

 private:
  ui::Align align_;
  ui::Label* code_ = nullptr;
  ui::Label* name_ = nullptr;
};

}  // namespace vestibule::board
