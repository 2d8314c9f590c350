// The loop and a window off screen. Nothing here waits for time: a loop is stopped by what it waits for.

#include <vestibule/ui/window.hpp>

#include <signal.h>
#include <thread>

#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::ui;
using namespace std::chrono_literals;

namespace {
struct RealClock final : Clock {
  Instant wall() const override { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }
  Steady steady() const override { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now()); }
};
/// Stands still until the loop runs; then a year passes whenever somebody looks, so that every timer is due at once.
struct FastClock final : Clock {
  Instant wall() const override { return {}; }
  Steady steady() const override { return runs ? now += 8760h : now; }
  mutable Steady now{};
  bool runs = false;
};
}  // namespace

TEST_CASE("work posted from other threads is done on the loop, each thread's in order") {
  const RealClock clock;
  Loop loop(clock);
  const auto owner = std::this_thread::get_id();
  std::vector<int> done[2];
  int left = 2000;
  const auto worker = [&](int which) {
    for (int i = 0; i < 1000; ++i)
      loop.post([&, which, i] {
        CHECK(std::this_thread::get_id() == owner);
        done[which].push_back(i);
        if (--left == 0) loop.stop();
      });
  };
  std::jthread first(worker, 0), second(worker, 1);
  loop.run();
  for (const auto& numbers : done) {
    CHECK(numbers.size() == 1000);
    CHECK(std::is_sorted(numbers.begin(), numbers.end()));
  }
}

TEST_CASE("timers run in the order they are due, stopped ones not at all, repeated ones again and again") {
  FastClock clock;
  Loop loop(clock);
  std::string order;
  int beats = 0;
  Timer stopped = loop.after(1ms, [&] { order += "x"; });
  const Timer far = loop.after(72h, [&] { order += "b"; });
  const Timer near = loop.after(1ms, [&] { order += "a"; });
  const Timer beat = loop.every(24h, [&] {
    if (++beats == 5) loop.stop();
  });
  stopped.stop();
  clock.runs = true;
  loop.run();
  CHECK(order == "ab");
  CHECK(beats == 5);
}

TEST_CASE("a timer may stop itself and start others while it runs") {
  FastClock clock;
  Loop loop(clock);
  Timer again;
  int runs = 0;
  std::function<void()> run = [&] {
    if (++runs == 3) return loop.stop();
    again = loop.after(1s, run);
  };
  again = loop.after(1s, run);
  clock.runs = true;
  loop.run();
  CHECK(runs == 3);
}

TEST_CASE("a timer may outlive its loop") {
  FastClock clock;
  Timer late;
  {
    Loop loop(clock);
    late = loop.after(1s, [] { FAIL("its loop has gone"); });
  }
  late.stop();
}

TEST_CASE("signals come as work on the loop") {
  const RealClock clock;
  Loop loop(clock);
  int heard = 0;
  const Signals signals(loop, {SIGUSR2}, [&](int signal) {
    heard = signal;
    loop.stop();
  });
  ::kill(::getpid(), SIGUSR2);
  loop.run();
  CHECK(heard == SIGUSR2);
}

TEST_CASE("a window shows what has changed, then says so") {
  const RealClock clock;
  Loop loop(clock);
  Screen screen({320, 200}, theme(), fonts());
  Label& label = screen.show<Label>("a");
  const auto window = Window::open(loop, screen, {.title = "test", .offscreen = true});
  REQUIRE_MESSAGE(window, (window ? "" : window.error().message));
  int frames = 0;
  std::function<void()> next = [&] {
    if (++frames == 5) return loop.stop();
    label.set_text(std::string(static_cast<std::size_t>(frames), 'b'));
    screen.after_frame(next);
  };
  loop.post([&] {
    label.set_text("b");
    screen.after_frame(next);
  });
  loop.run();
  CHECK(frames == 5);
  CHECK_FALSE(screen.changed());
}
