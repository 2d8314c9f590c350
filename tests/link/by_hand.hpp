#pragma once
// A clock that stands still until it is moved, and chance that is the same every time.

#include <vestibule/clock.hpp>
#include <vestibule/random.hpp>

namespace vestibule::test {

struct HandClock final : Clock {
  Instant wall() const override { return Instant{} + now.time_since_epoch(); }
  Steady steady() const override { return now; }
  Steady now{};
};

struct SeededStream final : RandomStream {  // splitmix64
  explicit SeededStream(std::uint64_t seed) : state(seed) {}
  std::uint64_t next() override {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t state;
};

}  // namespace vestibule::test
