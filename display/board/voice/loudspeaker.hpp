#pragma once
// All that makes a screen heard, as the settings want it.

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

  ui::Voice& voice() { return writes_ ? static_cast<ui::Voice&>(written_) : spoken_; }

 private:
  void accompany();

  const Clock& clock_;
  const std::optional<QuietHours> quiet_;
  const bool writes_;
  ui::Sound sound_;
  ui::Speech speech_;
  ui::SpokenVoice spoken_;
  ui::WrittenVoice written_;
  ui::ClipPtr music_;
  bool plays_music_ = false;
  Timer minute_;
};

}  // namespace vestibule::board
