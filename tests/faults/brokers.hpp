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

}  // namespace vestibule::faults
