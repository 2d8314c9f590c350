#pragma once
// Chance that is the same on every compiler: one draw a statement, no std::*_distribution.

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>

namespace vestibule::monitors {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  /// Of a name: FNV-1a.
  Chance(std::uint64_t seed, std::string_view name) : state_(seed) {
    for (const char byte : name) state_ = (state_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }

  /// SplitMix64.
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  /// 0 to 1, less than 1.
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double between(double low, double high) { return low + (high - low) * unit(); }
  bool happens(double probability) { return unit() < probability; }
  /// Mean 0, deviation 1 (Box and Muller).
  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - unit()));
    const double angle = 2 * std::numbers::pi * unit();
    return radius * std::cos(angle);
  }

 private:
  std::uint64_t state_;
};

/// Wanders about 0 with deviation 1 and forgets within about `memory` seconds (Ornstein and Uhlenbeck, exact for any step).
class Wander {
 public:
  explicit Wander(double memory) : memory_(memory) {}
  double step(double seconds, Chance& chance) {
    const double kept = std::exp(-seconds / memory_);
    const double noise = chance.normal();
    return at_ = kept * at_ + std::sqrt(1 - kept * kept) * noise;
  }

 private:
  double memory_;
  double at_ = 0;
};

}  // namespace vestibule::monitors
