#pragma once
// Chance as it is passed in: named streams, so that one more draw in one place moves nothing in another.

#include <cstdint>
#include <limits>
#include <string_view>

namespace vestibule {

/// One stream of random numbers. Loop thread only.
class RandomStream {
 public:
  virtual ~RandomStream() = default;
  /// 64 independent bits. In production they come from the system's secure source.
  virtual std::uint64_t next() = 0;

  /// A whole number from 0 to `bound` - 1, each equally likely (rejection, no modulo bias). `bound` must not be 0.
  std::uint64_t below(std::uint64_t bound) {
    const std::uint64_t limit = std::numeric_limits<std::uint64_t>::max() - std::numeric_limits<std::uint64_t>::max() % bound;
    std::uint64_t draw = next();
    while (draw >= limit) draw = next();
    return draw % bound;
  }
  /// From 0 (included) to 1 (excluded), 53 bits.
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
};

/// Where streams come from. Loop thread only.
class Random {
 public:
  virtual ~Random() = default;
  /// The stream of that name, the same object at each call; it lives as long as the host. Use `plugin.purpose` as name.
  virtual RandomStream& stream(std::string_view name) = 0;
};

}  // namespace vestibule
