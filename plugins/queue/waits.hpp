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

/// The point is (people ahead + 1) x mean gap between calls of one desk / open desks. What it is worth is learned: a line is
/// fitted to log(wait) over log(point) of the last calls (short lines take longer than the point says, long ones lose people
/// who give up), and the range is that line plus the 10 % and 90 % quantiles of what was left over by calls of about the same
/// point (a wait of an hour scatters less, for its size, than one of a minute). Until there are enough calls, gaps are taken
/// as exponential, which makes the wait an Erlang variable; and before there are a few gaps nothing is said.
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
  static constexpr std::size_t kept = 420;

 private:
  /// The 10 % and 90 % quantiles of what the line leaves over, for points up to `point` (its logarithm).
  struct Scatter {
    double point = 0, low = 0, high = 0;
  };
  struct History {
    std::deque<Taking> takings;
    mutable bool fresh = false;               ///< whether what follows is reckoned from `takings`
    mutable Duration mean_gap{};              ///< zero: too few gaps
    mutable double level = 0, slope = 1;      ///< log(wait) = level + slope x log(point)
    mutable std::vector<Scatter> scatter;     ///< by rising point; empty: too few calls
  };

  static void reckon(const History& history);

  std::vector<History> services_;
};

}  // namespace vestibule::queue
