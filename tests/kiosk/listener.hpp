#pragma once
// Somebody at the kiosk who sees nothing: hears what is said, and has a keypad.

#include <vestibule/link/poll_timers.hpp>
#include <vestibule/ui/data.hpp>

#include <deque>
#include <string>
#include <vector>

#include "golden.hpp"
#include "guide/guide.hpp"
#include "world.hpp"

namespace vestibule::kiosk::test {

/// Keeps what is said instead of saying it.
class RecordedVoice final : public ui::Voice {
 public:
  void say(std::vector<ui::Utterance> utterances, std::function<void(Heard)> over) override {
    for (auto& one : utterances)
      if (one.kind != ui::Utterance::Kind::pause) heard.push_back(std::move(one));
    if (over) open_.push_back(std::move(over));
  }
  void hush() override { end(Heard::not_heard); }
  bool busy() const override { return !open_.empty(); }
  std::vector<std::string> faults() const override { return {}; }

  /// All that was said has been heard to its end.
  void finish() { end(Heard::spoken); }

  std::vector<ui::Utterance> heard;

 private:
  void end(Heard how) {
    for (auto& over : std::exchange(open_, {})) over(how);
  }
  std::vector<std::function<void(Heard)>> open_;
};

/// Flow, pages and guide on a screen nobody looks at.
class Listener {
 public:
  explicit Listener(ui::Size size = {1080, 1920});

  /// Presses a key once the page takes it, and hears what follows.
  void press(ui::Key key);
  /// Moves down until what is heard last says this; false after a round of all there is.
  bool find(const std::string& text);
  void choose() { press(ui::Key::enter); }
  void pass(Duration time);
  /// After anything that happened to the flow.
  void follow();

  const std::string& last() const { return voice.heard.back().text; }
  bool heard(const std::string& language, const std::string& text) const;

  World world{speaking()};
  link::PollTimers timers{world.clock};
  RecordedVoice voice;
  ui::Screen screen;
  PageScreen pages;
  Guide guide;

 private:
  static FlowSettings speaking();
  void touched(const Touch& touch);
  std::uint64_t shown_ = 0;
};

const Languages& aloud();

}  // namespace vestibule::kiosk::test
