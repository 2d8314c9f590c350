#include "host_time.hpp"

namespace vestibule::vitals {
namespace {

using namespace std::chrono_literals;
constexpr Duration a_jump = 2s, patience = 60s;
constexpr int enough_witnesses = 5;

bool agrees(Instant taken, Instant with) { return std::chrono::abs(taken - with) <= most_clock_skew; }

}  // namespace

void HostTime::adopt(Instant wall, Steady steady) {
  wall_ = wall, steady_ = steady;
  disputed_since_.reset();
  for_wall_ = for_ours_ = 0;
}

Instant HostTime::now(Instant wall, Steady steady) {
  seen_wall_ = wall;
  if (!wall_) adopt(wall, steady);
  const Instant ours = *wall_ + (steady - steady_);
  if (std::chrono::abs(wall - ours) < a_jump) {
    adopt(wall, steady);
    return given_ = wall;
  }
  if (!disputed_since_) disputed_since_ = steady;
  const bool nobody = for_ours_ == 0 && steady - *disputed_since_ >= patience;
  if (nobody || (for_wall_ >= enough_witnesses && for_wall_ > for_ours_)) {
    adopt(wall, steady);
    changed_ = true;
    return given_ = wall;
  }
  return given_ = ours;
}

void HostTime::witness(Instant taken) {
  if (!disputed_since_) return;
  const bool wall = agrees(taken, seen_wall_), ours = agrees(taken, given_);
  if (wall && !ours) ++for_wall_;
  if (ours && !wall) ++for_ours_;
}

}  // namespace vestibule::vitals
