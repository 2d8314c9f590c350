#include <doctest/doctest.h>

#include <vestibule/link/poll_timers.hpp>

#include "simulated.hpp"

using namespace vestibule;
using namespace std::chrono_literals;

TEST_CASE("calls come when due, in order, once") {
  kit::SimulatedClock clock{Instant{}};
  link::PollTimers timers(clock);
  std::string heard;
  const auto second = timers.after(20ms, [&] { heard += "b"; });
  const auto first = timers.after(10ms, [&] { heard += "a"; });
  CHECK(timers.next() == clock.steady() + 10ms);
  timers.tick();
  CHECK(heard.empty());
  clock.move_to(clock.steady() + 25ms);
  timers.tick();
  timers.tick();
  CHECK(heard == "ab");
  CHECK_FALSE(timers.next());
}

TEST_CASE("a timer that goes, even in its own call, is not heard again") {
  kit::SimulatedClock clock{Instant{}};
  link::PollTimers timers(clock);
  int beats = 0;
  Timer beat;
  beat = timers.every(10ms, [&] {
    if (++beats == 2) beat.stop();
  });
  {
    const auto gone = timers.after(5ms, [&] { beats += 100; });
  }
  for (int i = 0; i < 10; ++i) clock.move_to(clock.steady() + 10ms), timers.tick();
  CHECK(beats == 2);
}

TEST_CASE("missed beats are left out") {
  kit::SimulatedClock clock{Instant{}};
  link::PollTimers timers(clock);
  int beats = 0;
  const auto beat = timers.every(10ms, [&] { ++beats; });
  clock.move_to(clock.steady() + 10s);
  timers.tick();
  CHECK(beats == 1);
  CHECK(*timers.next() > clock.steady());
}

TEST_CASE("what a call arms for at once waits for the next tick") {
  kit::SimulatedClock clock{Instant{}};
  link::PollTimers timers(clock);
  int calls = 0;
  Timer again;
  std::function<void()> run = [&] { ++calls, again = timers.after(0ms, run); };
  again = timers.after(0ms, run);
  timers.tick();
  CHECK(calls == 1);
  timers.tick();
  CHECK(calls == 2);
}

TEST_CASE("timers may outlive what runs them") {
  kit::SimulatedClock clock{Instant{}};
  auto timers = std::make_unique<link::PollTimers>(clock);
  auto timer = timers->after(1ms, [] {});
  timers.reset();
  timer.stop();
}
