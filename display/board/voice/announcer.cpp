#include "announcer.hpp"

#include "board_view.hpp"

namespace vestibule::board {

bool Announcer::speaks() const {
  if (!voice_) return false;
  const WallTime now = wall_time(clock_.wall());
  return !options_.quiet || !options_.quiet->contain(now.hour * 60 + now.minute);
}

void Announcer::announce(const queue::BoardCall& call, std::size_t behind, std::function<void(bool)> over) {
  voice_->say(announcement(call, options_, behind), [mute = mute_, over = std::move(over)](ui::Voice::Heard heard) {
    *mute = heard != ui::Voice::Heard::spoken;
    over(!*mute);
  });
}

void Announcer::try_out() {
  if (!speaks() || voice_->busy()) return;
  voice_->say({ui::paused(Duration{100}), ui::said(options_.site_language, " ")}, [mute = mute_](ui::Voice::Heard heard) { *mute = heard != ui::Voice::Heard::spoken; });
}

}  // namespace vestibule::board
