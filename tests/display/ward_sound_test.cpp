// The sounds of alarms are made by rule, and rung when somebody must hear them.

#include <doctest/doctest.h>

#include <vestibule/link/poll_timers.hpp>

#include <algorithm>
#include <numeric>

#include "display/ward/sound/alarm_bell.hpp"
#include "display/ward/sound/alarm_sounds.hpp"

using namespace vestibule;
using namespace vestibule::ward;
using namespace std::chrono_literals;
using vitals::Priority;

namespace {

struct HandClock final : Clock {
  Steady now{1h};
  Instant wall() const override { return Instant{now.time_since_epoch()}; }
  Steady steady() const override { return now; }
};

struct Tower {
  HandClock clock;
  link::PollTimers timers{clock};
  std::vector<std::pair<Duration, Priority>> rung;
  int hushed = 0;
  AlarmBell bell{{[this](ui::ClipPtr clip) {
                    for (const auto priority : {Priority::low, Priority::medium, Priority::high})
                      if (clip == sound_of(priority)) rung.emplace_back(clock.now - Steady{1h}, priority);
                  },
                  [this] { ++hushed; }},
                 clock, timers};
  void pass(Duration time) {
    for (const Steady end = clock.now + time; clock.now < end; clock.now += 100ms) timers.tick();
  }
};

std::vector<Duration> gaps(Priority priority) {
  std::vector<Duration> gaps;
  const auto pulses = pulses_of(priority);
  for (std::size_t i = 1; i < pulses.size(); ++i) gaps.push_back(pulses[i].from - (pulses[i - 1].from + pulses[i - 1].length));
  return gaps;
}

}  // namespace

TEST_CASE("high: ten pulses, three and two and again, every 10 s") {
  const auto between = gaps(Priority::high);
  REQUIRE(between.size() == 9);
  const Duration short_one = between[0];
  for (const std::size_t i : {0u, 1u, 3u, 5u, 6u, 8u}) CHECK(between[i] == short_one);
  CHECK(between[2] > 2 * short_one);
  CHECK(between[7] == between[2]);
  CHECK(between[4] > between[2]);
  CHECK(repeated_after(Priority::high) == 10s);
}

TEST_CASE("medium: three pulses every 25 s; low: two every 30 s") {
  CHECK(pulses_of(Priority::medium).size() == 3);
  CHECK(repeated_after(Priority::medium) == 25s);
  CHECK(pulses_of(Priority::low).size() == 2);
  CHECK(repeated_after(Priority::low) == 30s);
  CHECK(pulses_of(Priority::medium).front().length > pulses_of(Priority::high).front().length);
}

TEST_CASE("a clip is loud in its pulses and silent between them") {
  for (const auto priority : {Priority::low, Priority::medium, Priority::high}) {
    const auto clip = sound_of(priority);
    const auto pulses = pulses_of(priority);
    CHECK(clip->length() >= pulses.back().from + pulses.back().length - 1ms);
    const auto peak = [&](Duration from, Duration until) {
      int most = 0;
      for (auto at = from.count() * ui::sample_rate / 1000; at < until.count() * ui::sample_rate / 1000; ++at)
        most = std::max(most, std::abs(static_cast<int>(clip->samples[static_cast<std::size_t>(at)])));
      return most;
    };
    for (const auto& pulse : pulses) CHECK(peak(pulse.from, pulse.from + pulse.length) > 10'000);
    for (std::size_t i = 1; i < pulses.size(); ++i) CHECK(peak(pulses[i - 1].from + pulses[i - 1].length + 2ms, pulses[i].from) == 0);
    CHECK(std::all_of(clip->samples.begin(), clip->samples.end(), [](int sample) { return sample > -32767 && sample < 32767; }));
  }
}

TEST_CASE("it rings at once, then by the priority's own period, and stops when nobody need hear it") {
  Tower tower;
  tower.bell.sound(Priority::high, 1);
  tower.pass(25s);
  using Rung = std::vector<std::pair<Duration, Priority>>;
  CHECK(tower.rung == Rung{{0ms, Priority::high}, {10s, Priority::high}, {20s, Priority::high}});
  tower.bell.sound({}, 1);
  const int hushed = tower.hushed;
  CHECK(hushed > 0);
  tower.pass(60s);
  CHECK(tower.rung.size() == 3);
  tower.bell.sound({}, 1);
  CHECK(tower.hushed == hushed);
}

TEST_CASE("what is more urgent rings at once, what is less waits for its turn") {
  Tower tower;
  tower.bell.sound(Priority::medium, 1);
  tower.pass(5s);
  tower.bell.sound(Priority::high, 2);
  CHECK(tower.rung.back() == std::pair<Duration, Priority>{5s, Priority::high});
  tower.pass(5s);
  tower.bell.sound(Priority::medium, 2);
  tower.pass(19s);
  CHECK(tower.rung.size() == 2);
  tower.pass(2s);
  CHECK(tower.rung.back() == std::pair<Duration, Priority>{30s, Priority::medium});
}

TEST_CASE("a second alarm of one kind rings anew, but does not cut off the burst of the first") {
  Tower tower;
  tower.bell.sound(Priority::high, 1);
  tower.pass(1s);
  tower.bell.sound(Priority::high, 2);
  CHECK(tower.rung.size() == 1);
  tower.pass(5s);
  tower.bell.sound(Priority::high, 3);
  CHECK(tower.rung.size() == 2);
}
