#pragma once
// Sound in tests: simulated time, and what other threads post.

#include <condition_variable>
#include <deque>
#include <mutex>

#include <vestibule/link/poll_timers.hpp>
#include <vestibule/ui/voice.hpp>

namespace vestibule::ui {

/// Time that only moves when the test moves it.
class HandClock final : public Clock {
 public:
  Instant wall() const override { return Instant{steady_.time_since_epoch() + std::chrono::hours{24 * 20'000}}; }
  Steady steady() const override { return steady_; }
  void move(Duration by) { steady_ += by; }

 private:
  Steady steady_{Duration{1'000'000}};
};

/// A loop in which time passes at once, except that it waits for what other threads still owe.
struct QuickLoop {
  HandClock clock;
  link::PollTimers timers{clock};
  std::mutex mutex;
  std::condition_variable came;
  std::deque<std::function<void()>> posted;
  Post post = [this](std::function<void()> work) {
    const std::lock_guard lock(mutex);
    posted.push_back(std::move(work));
    came.notify_all();
  };

  bool run_posted() {
    std::deque<std::function<void()>> work;
    {
      const std::lock_guard lock(mutex);
      work.swap(posted);
    }
    for (const auto& one : work) one();
    return !work.empty();
  }
  /// Until `done`; where `playing` says so time passes, elsewhere another thread is waited for. False after a minute of real waiting.
  template <class Done, class Playing>
  bool until(Done done, Playing playing) {
    while (!done()) {
      if (run_posted()) continue;
      if (playing()) {
        clock.move(Duration{10});
        timers.tick();
        continue;
      }
      std::unique_lock lock(mutex);
      if (!came.wait_for(lock, std::chrono::minutes{1}, [this] { return !posted.empty(); })) return false;
    }
    return true;
  }
};

struct KeptLog final : Log {
  std::vector<std::string> lines;
  void write(Level, std::string_view text) override { lines.emplace_back(text); }
};

inline double loudness(const std::int16_t* first, std::size_t count) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += static_cast<double>(first[i]) * first[i];
  return count == 0 ? 0 : std::sqrt(sum / static_cast<double>(count));
}

}  // namespace vestibule::ui
