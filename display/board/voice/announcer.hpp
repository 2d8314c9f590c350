#pragma once
// Says each call once it stands on the screen, and knows when the whole of it was heard.

#include <vestibule/clock.hpp>

#include <functional>

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

 private:
  const VoiceOptions options_;
  ui::Voice* const voice_;
  const Clock& clock_;
};

}  // namespace vestibule::board
