#pragma once
// When which sound is played: at once for what is new or more urgent, then again and again by the priority's own period, silent as soon as
// nobody need hear it.

#include <vestibule/clock.hpp>
#include <vestibule/ui/sound.hpp>
#include <vestibule/vitals_wire.hpp>

#include <functional>
#include <optional>

namespace vestibule::ward {

/// One loop thread. What it is given must outlive it.
class AlarmBell {
 public:
  /// Plays a clip, and stops what plays.
  struct Speaker {
    std::function<void(ui::ClipPtr)> play;
    std::function<void()> hush;
  };

  AlarmBell(Speaker speaker, const Clock& clock, Timers& timers) : speaker_(std::move(speaker)), clock_(clock), timers_(timers) {}

  /// `priority` is to be heard, or nothing; `news` rises when something new is to be heard.
  void sound(std::optional<vitals::Priority> priority, std::int64_t news);

 private:
  void ring();

  Speaker speaker_;
  const Clock& clock_;
  Timers& timers_;
  std::optional<vitals::Priority> priority_;
  std::int64_t news_ = 0;
  Steady rang_{};
  Timer again_;
};

}  // namespace vestibule::ward
