#pragma once
// kill -9 of the real host under load, again and again.

#include <cstdint>
#include <string>
#include <vector>

namespace vestibule::faults {

struct KillOptions {
  int cycles = 50;
  std::uint64_t seed = 1;
};

struct KillFigures {
  int cycles = 0;
  int in_the_start = 0;          ///< kills that came before the host was ready
  std::size_t acknowledged = 0;  ///< answers that clients noted
  std::size_t over_http = 0;     ///< of those
  std::size_t compared = 0;      ///< of those, found in the house's files
  std::size_t tokens = 0;
  std::size_t repeated = 0;   ///< asked once more with the same id
  std::vector<double> ready;  ///< milliseconds from a start to being there again
  std::vector<std::string> faults;
};

KillFigures play_kills(const KillOptions& options);

/// A line that anyone can read.
std::string summary(const KillFigures& figures);

}  // namespace vestibule::faults
