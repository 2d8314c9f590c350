#pragma once
// What makes a screen heard, as its settings want it: voice, and music beneath.

#include <vestibule/ui/voice.hpp>

#include "announcement.hpp"
#include "settings.hpp"

namespace vestibule::board {

/// The words of every language there is a file for: patients are called in their own.
Result<VoiceOptions> voice_options(const Settings& settings);

/// One loop thread. What it is given must outlive it.
class Loudspeaker {
 public:
  Loudspeaker(const Settings& settings, std::optional<QuietHours> quiet, const Clock& clock, Timers& timers, const ui::Post& post, Log& log);

  ui::Voice& voice() { return speaker_.voice(); }

 private:
  void accompany();

  const Clock& clock_;
  const std::optional<QuietHours> quiet_;
  ui::Loudspeaker speaker_;
  ui::ClipPtr music_;
  bool plays_music_ = false;
  Timer minute_;
};

}  // namespace vestibule::board
