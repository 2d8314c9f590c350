#pragma once
// How long it will take: learned from the calls that were made, told as a range, never as one number.

#include <deque>
#include <optional>
#include <vector>

#include "token.hpp"

namespace vestibule::queue {

/// One wait that ended with a call: what was promised, and what became of it.
struct Taking {
  std::int64_t serial = 0;   ///< of the token
  int revision = 0;          ///< of the token, by this call
  const Service* service = nullptr;
  const Priority* priority = nullptr;
  Moment at{};
  Duration waited{};         ///< since it began to wait here
  Promise promise;
  std::optional<Duration> gap;  ///< time since the service's call before, times its open desks; only if somebody waited all that time
  friend bool operator==(const Taking&, const Taking&) = default;
};

/// The point is (people ahead + 1) x mean gap between calls of one desk / open desks. The range is the point times the 10 %
/// and 90 % quantiles of (wait / point) of recent calls that had about as many people ahead. The asked quantiles are moved
/// with each miss, so that the share inside holds when the morning differs from the afternoon (Gibbs and Candes,
/// "Adaptive conformal inference under distribution shift", 2021). Until there are enough such calls, gaps are taken as
/// exponential, which makes the wait an Erlang variable; and before there are a few gaps nothing is said.
class Waits {
 public:
  explicit Waits(const Hospital& hospital) : services_(hospital.services.size()) {}

  void learn(const Taking& taking);
  /// Takes back what was learned from a call that was undone.
  void forget(const Service& service, std::int64_t serial, int revision);

  /// For somebody who begins to wait behind `ahead` others while `desks` are open.
  Promise promise(const Service& service, int ahead, int desks) const;

  /// When the service's last call was made.
  std::optional<Moment> last_taking(const Service& service) const;

  /// How many takings of a service are worth loading.
  static constexpr std::size_t kept = 220;

 private:
  struct Spread {
    std::size_t count = 0;  ///< calls it rests on
    double low = 0;
    double high = 0;
  };
  struct History {
    std::deque<Taking> takings;
    mutable bool fresh = false;          ///< whether what follows is reckoned from `takings`
    mutable Duration mean_gap{};         ///< zero: too few gaps
    mutable double low_share = 0.1;      ///< the quantiles to ask for
    mutable double high_share = 0.9;
    mutable std::vector<std::optional<Spread>> spreads;  ///< by size_class(ahead); the last is for all of them
  };

  static void reckon(const History& history);
  static Spread spread(const History& history, std::optional<std::size_t> size_class);

  std::vector<History> services_;
};

}  // namespace vestibule::queue
