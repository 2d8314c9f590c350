#include "discipline.hpp"

#include <algorithm>

namespace vestibule::queue {
namespace {

// Waits are cut at two years either way, rates at 100 a second, ranks at 63: so what a discipline gives out stays below 2^55
// and the band for those beyond the bound lies far above it.
constexpr std::int64_t longest_wait = std::int64_t{1} << 36;
constexpr Credit beyond = Credit{1} << 60;
constexpr Credit emergency = Credit{1} << 58;
constexpr Credit band = Credit{1} << 44;

std::int64_t cut(Duration waited) { return std::clamp(waited.count(), -longest_wait, longest_wait); }

/// First come, first served: the class changes nothing.
class FirstCome final : public Discipline {
  using Discipline::Discipline;
  Credit earned(const Priority&, Duration waited) const override { return cut(waited); }
  Duration wait_to_earn(const Priority&, Credit credit) const override { return Duration{credit}; }
};

/// The higher class always, then the longer wait: simple, and without a bound it starves the ordinary patient.
class Strict final : public Discipline {
  using Discipline::Discipline;
  static Credit floor_of(const Priority& priority) { return (64 - priority.rank) * band; }
  Credit earned(const Priority& priority, Duration waited) const override { return floor_of(priority) + cut(waited); }
  Duration wait_to_earn(const Priority& priority, Credit credit) const override { return Duration{credit - floor_of(priority)}; }
};

/// Rate of the class times time waited (Kleinrock 1964; Stanford, Taylor and Ziedins, "Waiting time distributions in the
/// accumulating priority queue", Queueing Systems 77, 2014). Before its time an appointment owes at one rate for all
/// classes: otherwise the more urgent of two would stand behind. A class to be seen at once (target 0) does not wait until
/// its rate has caught up with those before it.
class Accumulating final : public Discipline {
  using Discipline::Discipline;
  static constexpr std::int64_t owing = 1000;
  bool immediate(const Priority& priority) const override { return priority.target == Duration{0}; }
  Credit earned(const Priority& priority, Duration waited) const override {
    const std::int64_t time = cut(waited);
    return time * (time < 0 ? owing : priority.rate);
  }
  Duration wait_to_earn(const Priority& priority, Credit credit) const override {
    // Division rounds towards zero, which for a debt is upwards already.
    if (credit <= 0) return Duration{credit / owing};
    return Duration{(credit + priority.rate - 1) / priority.rate};
  }
};

}  // namespace

Credit Discipline::credit(const Priority& priority, Duration waited) const {
  if (beyond_bound(waited)) return beyond + cut(waited);
  return immediate(priority) ? emergency + cut(waited) : earned(priority, waited);
}

Duration Discipline::wait_for(const Priority& priority, Credit credit) const {
  if (bound_ && credit >= beyond / 2) return std::max(*bound_, Duration{credit - beyond});
  const Duration wait = immediate(priority) ? std::max(Duration{-longest_wait}, Duration{credit - emergency}) : wait_to_earn(priority, credit);
  return bound_ ? std::min(*bound_, wait) : wait;
}

std::unique_ptr<const Discipline> make_discipline(DisciplineKind kind, std::optional<Duration> bound) {
  if (kind == DisciplineKind::strict) return std::make_unique<Strict>(bound);
  if (kind == DisciplineKind::accumulating) return std::make_unique<Accumulating>(bound);
  return std::make_unique<FirstCome>(bound);
}

}  // namespace vestibule::queue
