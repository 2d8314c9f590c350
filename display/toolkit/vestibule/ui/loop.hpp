#pragma once
// The program's one loop: it sleeps until a finger, a message from another thread or a timer wakes it.

#include <functional>
#include <memory>

#include "vestibule/clock.hpp"

namespace vestibule::ui {

/// All on the thread that made it, but for post() and stop(). One in a process.
class Loop : public Timers {
 public:
  /// The clock must outlive the loop.
  explicit Loop(const Clock& clock);
  ~Loop() override;

  /// Runs until stop().
  void run();
  /// Any thread.
  void stop();
  /// Has `work` run on the loop, in order. Any thread; wakes the loop.
  void post(std::function<void()> work);

  Timer after(Duration delay, std::function<void()> run) override;
  Timer every(Duration period, std::function<void()> run) override;

  struct Inside;
  Inside& inside() { return *inside_; }

 private:
  std::shared_ptr<Inside> inside_;
};

/// Has `handler(signal)` run on the loop when one of the signals comes. Make it before any thread is started: the signals
/// are blocked from then on and waited for by a thread of its own.
class Signals {
 public:
  Signals(Loop& loop, std::initializer_list<int> signals, std::function<void(int)> handler);
  ~Signals();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::ui
