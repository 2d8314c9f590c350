#pragma once
// Bursts of random calls in a hall whose broker and host die now and then: the real host with the real queue, a real mosquitto
// that is killed, the real board with its real voice. Only time is simulated, and the loudspeaker is a file.

#include <cstdint>
#include <string>
#include <vector>

namespace vestibule::board {

struct BurstOptions {
  std::uint64_t seed = 1;
  int bursts = 10;
};

/// What each of those concerned knows of the calls, in order.
struct BurstResult {
  std::vector<std::int64_t> called;          ///< by the host's own count
  std::vector<std::int64_t> painted;         ///< stood in the large panel of a painted frame as new
  std::vector<std::int64_t> spoken;          ///< played to the last sample, with its number and desk in the words
  std::vector<std::int64_t> told_painted, told_spoken;  ///< acknowledged in the host's journal; sorted, each as often as it stands there
  std::size_t chimes = 0;                    ///< in the sound itself
  int broker_deaths = 0, host_deaths = 0, recalls = 0, most_at_once = 0;
  double simulated_seconds = 0, sound_seconds = 0;
  std::vector<std::string> warnings;         ///< of the host
};

BurstResult play_bursts(const BurstOptions& options);

/// What is wrong, a sentence each: called = painted = spoken, in order, each once.
std::vector<std::string> faults_of(const BurstResult& result);

/// One line with the counts.
std::string summary(const BurstResult& result, int bursts);

}  // namespace vestibule::board
