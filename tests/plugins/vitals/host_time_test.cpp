// The host's wall jumps, and the devices' messages stay what they are.

#include <doctest/doctest.h>

#include "devices/host_time.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

const Instant begin = *instant_from_iso("2026-11-23T07:00:00Z");
constexpr Steady start{Duration{1'000'000}};

/// Time that goes by on the steady clock, on the wall (which has jumped by `jump`), and at a device whose clock is right.
struct Clocks {
  HostTime time;
  Duration gone{0}, jump{0};
  Instant now() { return time.now(begin + gone + jump, start + gone); }
  Instant right() const { return begin + gone; }
  void pass(Duration span) { gone += span, now(); }
};

}  // namespace

TEST_CASE("a wall that drifts is followed") {
  Clocks clocks;
  for (int second = 0; second < 100; ++second) {
    clocks.jump += 100ms;
    clocks.pass(1s);
  }
  CHECK(clocks.now() == clocks.right() + 10s);
  CHECK_FALSE(clocks.time.changed());
}

TEST_CASE("a wall that jumps is not believed while devices agree with the time before") {
  Clocks clocks;
  clocks.pass(1s);
  for (const auto jump : {1h, -2h}) {
    clocks.jump = jump;
    for (int second = 0; second < 600; ++second) {
      clocks.pass(1s);
      clocks.time.witness(clocks.right());
    }
    CHECK(clocks.now() == clocks.right());
    CHECK(clocks.time.disputed());
    clocks.jump = 0s;
    clocks.pass(1s);
    CHECK_FALSE(clocks.time.disputed());
  }
  CHECK_FALSE(clocks.time.changed());
}

TEST_CASE("a wall that was wrong and is put right is believed as soon as devices say so") {
  Clocks clocks;
  clocks.jump = -24h;
  clocks.pass(1s);
  clocks.jump = 0s;
  for (int n = 0; n < 5; ++n) {
    clocks.pass(100ms);
    CHECK(clocks.now() == clocks.right() - 24h);
    clocks.time.witness(clocks.right());
  }
  CHECK(clocks.now() == clocks.right());
  CHECK(clocks.time.changed());
  CHECK_FALSE(clocks.time.changed());
}

TEST_CASE("without devices a jump is believed after a minute") {
  Clocks clocks;
  clocks.pass(1s);
  clocks.jump = 1h;
  clocks.pass(59s);
  CHECK(clocks.now() == clocks.right());
  clocks.pass(61s);
  CHECK(clocks.now() == clocks.right() + 1h);
  CHECK(clocks.time.changed());
}
