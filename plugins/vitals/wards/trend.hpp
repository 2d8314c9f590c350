#pragma once
// The last hour of each bed in minutes, for the small line in its tile: state ward/<ward>/trend. Pure; the loop.

#include <deque>
#include <map>

#include "../listening/news.hpp"

namespace vestibule::vitals {

class TrendBook {
 public:
  static constexpr std::size_t minutes = 60;

  /// What a bed's device measures now. Another episode begins with an empty hour; what is stale counts for nothing.
  void note(const BedId& bed, const Heard& heard, Steady now);
  /// True when a minute is over: then every line is a minute longer, and it is time to paint.
  bool turn(Steady now);
  WardTrend of(const Book& book, const WardId& ward, Instant until) const;

 private:
  struct Line {
    int count = 0;
    double sum = 0;
    std::deque<std::optional<double>> means;
  };
  struct Hour {
    std::int64_t episode = 0;
    std::map<Measure, Line> lines;
  };
  std::map<BedId, Hour> hours_;
  std::optional<Steady> minute_;
};

}  // namespace vestibule::vitals
