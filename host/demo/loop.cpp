#include "loop.hpp"

namespace vestibule::demo {

using namespace std::chrono_literals;

link::Post Loop::post() {
  return [this](std::function<void()> run) {
    {
      const std::lock_guard lock(mutex_);
      posted_.push_back(std::move(run));
    }
    arrived_.notify_one();
  };
}

bool Loop::until(const std::function<bool()>& holds, Duration most) {
  const auto end = clock_.steady() + most;
  while (!holds()) {
    if (clock_.steady() > end) return false;
    turn();
  }
  return true;
}

void Loop::turn() {
  std::unique_lock lock(mutex_);
  const auto latest = std::min(timers_.next().value_or(Steady::max()), clock_.steady() + 100ms);
  arrived_.wait_until(lock, latest, [this] { return !posted_.empty(); });
  const auto ready = std::exchange(posted_, {});
  lock.unlock();
  for (const auto& run : ready) run();
  timers_.tick();
}

}  // namespace vestibule::demo
