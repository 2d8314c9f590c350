#pragma once
// Simulated time, chance and threads: the seams of the host as a test drives them by hand.

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "seams.hpp"

namespace vestibule::kit {

/// Time that stands still until somebody moves it. The wall and the steady clock move together, unless a test sets the wall.
class SimulatedClock final : public Clock {
 public:
  explicit SimulatedClock(Instant start) : wall_(start) {}
  Instant wall() const override { return wall_; }
  Steady steady() const override { return steady_; }

  void move_to(Steady moment) {
    wall_ += moment - steady_;
    steady_ = moment;
  }
  void set_wall(Instant wall) { wall_ = wall; }

 private:
  Instant wall_;
  Steady steady_{Duration{1'000'000}};
};

/// A loop whose work waits until the test runs it. Timers due at one moment fire in the order they were set.
class SimulatedLoop final : public core::Loop {
 public:
  explicit SimulatedLoop(SimulatedClock& clock) : clock_(clock) {}

  void post(std::function<void()> run) override { posted_.push_back(std::move(run)); }
  Timer after(Duration delay, std::function<void()> run) override { return set(delay, std::move(run), Duration{0}); }
  Timer every(Duration period, std::function<void()> run) override { return set(period, std::move(run), period); }

  /// Runs what is posted, and what that posts, until nothing is left; no time passes.
  void run_posted();
  /// Lets `span` pass: fires what falls due, in order, and runs what it posts.
  void run_for(Duration span);

  /// Timers fired so far: what a budget of events is counted by.
  std::uint64_t fired() const { return fired_; }

 private:
  using Key = std::pair<Steady, std::uint64_t>;
  struct Pending {
    std::function<void()> run;
    Duration period;
    Key key;  ///< where it stands, or stood
  };

  Timer set(Duration delay, std::function<void()> run, Duration period);
  void fire(const Key& key);

  SimulatedClock& clock_;
  std::deque<std::function<void()>> posted_;
  std::map<Key, std::shared_ptr<Pending>> pending_;
  std::uint64_t count_ = 0, fired_ = 0;
};

/// Streams that depend on the seed and their own name only (splitmix64).
class SimulatedRandom final : public Random {
 public:
  explicit SimulatedRandom(std::uint64_t seed) : seed_(seed) {}
  RandomStream& stream(std::string_view name) override;

 private:
  std::uint64_t seed_;
  std::map<std::string, std::unique_ptr<RandomStream>, std::less<>> streams_;
};

/// Work done at once on the loop, its result posted.
class SimulatedWorkers final : public core::Workers {
 public:
  explicit SimulatedWorkers(core::Loop& loop) : loop_(loop) {}
  void run(std::function<void()> work, std::function<void()> then) override {
    work();
    loop_.post(std::move(then));
  }

 private:
  core::Loop& loop_;
};

}  // namespace vestibule::kit
