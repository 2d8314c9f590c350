#include "called.hpp"

#include <vestibule/ui/words.hpp>

namespace vestibule::board {

using namespace ui;

namespace {
constexpr Length gap = 1.5;
constexpr int name_tenths = 4;  // of the room, at most
}  // namespace

Called::Called(TextStyle style, TextSize name) : align_(style.align) {
  code_ = &add<Label>("", style);
  style.trim = Trim::line;  // names have letters that reach beneath the line
  style.fit = Fit::shrink;
  style.size = name;
  name_ = &add<Label>("", style);
  name_->set_visible(false);
}

void Called::show(const std::string& code, const std::optional<std::string>& name) {
  code_->set_text(code);
  name_->set_text(name ? isolated(*name) : "");
  name_->set_visible(name.has_value());
}

void Called::set_tone(Tone tone) {
  code_->set_tone(tone);
  name_->set_tone(tone);
}

void Called::arrange_children() {
  const Rect room = content();
  if (!name_->visible()) return code_->arrange(room);
  name_->arrange({room.x, room.y, room.width * name_tenths / 10, room.height});
  const int name = name_->ink().width, between = pixels(gap);
  code_->arrange({room.x, room.y, room.width - name - between, room.height});
  const int code = code_->ink().width, spare = room.width - code - between - name;
  const int at = align_ == Align::centre ? spare / 2 : align_ == Align::end ? spare : 0;
  code_->arrange({mirrored() ? room.right() - at - code : room.x + at, room.y, code, room.height});
  name_->arrange({mirrored() ? room.right() - at - code - between - name : room.x + at + code + between, room.y, name, room.height});
}

}  // namespace vestibule::board
