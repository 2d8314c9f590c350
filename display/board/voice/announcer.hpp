#pragma once
// Says each call once it stands on the screen, and knows when the whole of it was heard.

#include <vestibule/clock.hpp>

#include <functional>
#include <memory>

#include "announcement.hpp"

namespace vestibule::board {

/// One loop thread.
class Announcer {
 public:
  /// `voice` null: this screen never speaks. It must outlive this.
  Announcer(VoiceOptions options, ui::Voice* voice, const Clock& clock) : options_(std::move(options)), voice_(voice), clock_(clock) {}

  /// Whether a call made now is to be heard: not in quiet hours, not without a voice.
  bool speaks() const;
  /// `over(true)`: all of it was played out, with speech in it.
  void announce(const queue::BoardCall& call, std::size_t behind, std::function<void(bool spoken)> over);

  /// Finds out, without a sound, whether anybody could hear a call: has silence put into words and played.
  void try_out();
  /// It is meant to be heard, and at the last call or trial could not be.
  bool mute() const { return *mute_; }

 private:
  const VoiceOptions options_;
  ui::Voice* const voice_;
  const Clock& clock_;
  const std::shared_ptr<bool> mute_ = std::make_shared<bool>(false);  // what is said may be over after this has gone
};

}  // namespace vestibule::board
