#pragma once
// Takes somebody who does not see through the kiosk: says each page, each choice as it gets the focus, and what changes.

#include <vestibule/ui/screen.hpp>
#include <vestibule/ui/voice.hpp>

#include <optional>
#include <string>
#include <vector>

#include "reading.hpp"
#include "screens/page_screen.hpp"

namespace vestibule::kiosk {

/// What the guide works with; all must outlive it.
struct GuideGround {
  ui::Voice& voice;
  ui::Screen& screen;
  const PageScreen& pages;
  Timers& timers;
  std::function<void(const Touch&)> touch;  ///< Flow::touch, and whatever follows from it
};

/// Owner's loop only. Silent until the loudspeaker is touched or the keypad's first key is pressed; silent again when the
/// visit ends, so that the next person is not spoken to unasked. The warning of a time-out is sounded for everybody.
class Guide {
 public:
  Guide(GuideGround ground, Reading reading);
  ~Guide();

  /// The screen shows this page now.
  void follow(const Page& page);
  /// The loudspeaker was touched: on, or off again.
  void hear();
  bool on() const { return on_; }

 private:
  bool pressed(const ui::KeyPress& key);
  void focused(const ui::View& view);
  void begin();
  void end();
  void read_page();
  void read_changes(const std::vector<std::string>& before);
  void warn();
  void choose();
  void go_back();
  void say(const std::vector<std::string>& sentences, std::function<void(ui::Voice::Heard)> over = {});
  void somebody_there();
  void rest_later();

  GuideGround ground_;
  Reading reading_;
  Page page_;
  bool on_ = false;
  bool moved_ = false;      // keys have moved the focus since the page was read
  bool went_back_ = false;  // the last thing chosen was the way back
  std::vector<std::string> read_;
  Timer rest_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  // a voice may end after the guide has gone
};

}  // namespace vestibule::kiosk
