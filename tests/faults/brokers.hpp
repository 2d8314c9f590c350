#pragma once
// The broker killed with all it held, under load: people and screens find together again.

#include <cstdint>
#include <string>
#include <vector>

namespace vestibule::faults {

struct BrokerOptions {
  int deaths = 5;
  std::uint64_t seed = 1;
};

struct BrokerFigures {
  int deaths = 0;
  std::size_t acknowledged = 0, compared = 0;
  std::vector<double> together;  ///< milliseconds from the broker's return until all screens and all answers were there
  std::vector<std::string> faults;
};

BrokerFigures play_brokers(const BrokerOptions& options);
std::string summary(const BrokerFigures& figures);

/// What tells a screen the present state when it has slept through it: the next change, or the house's next round of all states.
enum class Wake { something_changes, nothing_changes };

struct SleepFigures {
  int words = 0;            ///< states that were sent
  std::size_t missing = 0;  ///< of those, seen to be missing by their sequence numbers
  std::vector<std::string> faults;
};

/// A screen stops reading until the broker's queue for it overflows, and then reads on.
SleepFigures sleep_through(Wake wake);
std::string summary(const SleepFigures& figures);

}  // namespace vestibule::faults
