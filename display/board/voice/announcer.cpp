#include "announcer.hpp"

#include "board_view.hpp"

namespace vestibule::board {

bool Announcer::speaks() const {
  if (!voice_) return false;
  const WallTime now = wall_time(clock_.wall());
  return !options_.quiet || !options_.quiet->contain(now.hour * 60 + now.minute);
}

void Announcer::announce(const queue::BoardCall& call, std::size_t behind, std::function<void(bool)> over) {
  voice_->say(announcement(call, options_, behind), [over = std::move(over)](ui::Voice::Heard heard) { over(heard == ui::Voice::Heard::spoken); });
}

}  // namespace vestibule::board
