#pragma once
// The time by which something must be over. Setting it anew costs nothing: the timer is only moved when it would ring too
// late, and when it rings too early it goes on to sleep.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>

namespace vestibule::core::http {

class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  /// `ring` is called once the time has passed.
  Deadline(const boost::asio::any_io_executor& executor, std::function<void()> ring)
      : state_(std::make_shared<State>(State{boost::asio::steady_timer(executor), std::move(ring)})) {}
  ~Deadline() { stop(); }
  Deadline(const Deadline&) = delete;

  void set(Clock::duration from_now) {
    state_->passed = false;
    state_->due = Clock::now() + from_now;
    if (state_->due < state_->rings) sleep(state_);
  }
  void clear() { state_->due = Clock::time_point::max(); }
  void stop() {
    state_->ring = nullptr;
    state_->timer.cancel();
  }
  /// Whether the time set last has passed.
  bool passed() const { return state_->passed; }

 private:
  struct State {
    boost::asio::steady_timer timer;
    std::function<void()> ring;
    Clock::time_point due = Clock::time_point::max();
    Clock::time_point rings = Clock::time_point::max();  ///< when the timer will
    bool passed = false;
  };

  static void sleep(const std::shared_ptr<State>& state) {
    state->rings = state->due;
    state->timer.expires_at(state->due);
    state->timer.async_wait([state](const boost::system::error_code& error) {
      if (error || !state->ring) return;
      state->rings = Clock::time_point::max();
      if (state->due == Clock::time_point::max()) return;
      if (Clock::now() < state->due) return sleep(state);
      state->due = Clock::time_point::max();
      state->passed = true;
      state->ring();
    });
  }

  std::shared_ptr<State> state_;
};

}  // namespace vestibule::core::http
