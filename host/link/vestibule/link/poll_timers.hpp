#pragma once
// Timers for a loop that polls (SDL's): ask next() how long it may sleep, call tick() when it wakes.

#include <map>
#include <memory>
#include <optional>

#include "vestibule/clock.hpp"

namespace vestibule::link {

class PollTimers final : public Timers {
 public:
  explicit PollTimers(const Clock& clock);

  Timer after(Duration delay, std::function<void()> run) override;
  /// A beat that was missed (the machine slept) is left out, not made up for.
  Timer every(Duration period, std::function<void()> run) override;

  /// Runs what is due now, in the order it fell due. What that arms for "at once" waits for the next tick.
  void tick();
  /// When something is due next; nothing if nothing waits.
  std::optional<Steady> next() const;

 private:
  struct Waiting;
  Timer arm(Duration delay, std::optional<Duration> period, std::function<void()> run);

  const Clock& clock_;
  std::shared_ptr<Waiting> waiting_;
};

}  // namespace vestibule::link
