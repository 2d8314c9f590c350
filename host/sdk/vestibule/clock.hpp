#pragma once
// Time as it is passed in: what o'clock it is, how long something took, and "call me later".

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

#include "vestibule/instant.hpp"

namespace vestibule {

/// A moment on a clock that never jumps; only differences mean anything, and only within one run of the process.
using Steady = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

/// Any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  /// What the wall says. It may jump: use it for what people read, never for durations or order.
  virtual Instant wall() const = 0;
  /// For durations and deadlines.
  virtual Steady steady() const = 0;
};

/// A pending call; destroying it cancels the call. Move only.
class [[nodiscard]] Timer {
 public:
  Timer() = default;
  /// `cancel` is run once when the timer goes.
  explicit Timer(std::function<void()> cancel) : cancel_(std::move(cancel)) {}
  Timer(Timer&& other) noexcept : cancel_(std::exchange(other.cancel_, nullptr)) {}
  Timer& operator=(Timer&& other) noexcept {
    if (this != &other) {
      stop();
      cancel_ = std::exchange(other.cancel_, nullptr);
    }
    return *this;
  }
  ~Timer() { stop(); }

  void stop() {
    if (auto cancel = std::exchange(cancel_, nullptr)) cancel();
  }

 private:
  std::function<void()> cancel_;
};

/// Loop thread only; `run` is called on the loop.
class Timers {
 public:
  virtual ~Timers() = default;
  /// Calls `run` once, `delay` from now by the steady clock.
  virtual Timer after(Duration delay, std::function<void()> run) = 0;
  /// Calls `run` every `period`, the first time one period from now.
  virtual Timer every(Duration period, std::function<void()> run) = 0;
};

}  // namespace vestibule
