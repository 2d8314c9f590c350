#pragma once
// How long to wait before trying again: full jitter, so that a hundred clients that lost one broker do not come back in one
// instant (its listen backlog holds 100).

#include <algorithm>
#include <cstdint>

#include "vestibule/instant.hpp"

namespace vestibule::link {

class Backoff {
 public:
  Backoff(Duration least, Duration most) : least_(least), most_(std::max(least, most)), ceiling_(least_) {}

  /// From half of `least` up to a ceiling that doubles with each call until it is `most`; `bits` is a random number.
  Duration next(std::uint64_t bits) {
    const auto floor = least_ / 2;
    const auto room = static_cast<std::uint64_t>((ceiling_ - floor).count()) + 1;
    ceiling_ = std::min(ceiling_ * 2, most_);
    return floor + Duration(static_cast<std::int64_t>(bits % room));
  }
  void reset() { ceiling_ = least_; }

 private:
  const Duration least_;
  const Duration most_;
  Duration ceiling_;
};

}  // namespace vestibule::link
