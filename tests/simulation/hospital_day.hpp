#pragma once
// One simulated day: who comes, who works, and what each of them was told.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace vestibule::simulation {

/// What is left when the day is over.
struct DayResult {
  std::string journal_hash;
  std::int64_t entries = 0;
  bool journal_verifies = false;
  int wished = 0;                              ///< tokens the kiosks asked for
  int refused = 0;                             ///< of those, refused in words: the service's places are taken
  std::map<std::string, std::string> tickets;  ///< request id -> number, as the kiosks were told
  int issued = 0, waiting = 0, called = 0, serving = 0, parked = 0, done = 0, no_show = 0, cancelled = 0;
  std::map<std::string, std::int64_t> last_call;           ///< by area, as the host counts
  std::map<std::string, std::set<std::int64_t>> shown;     ///< by area, the calls the screen saw
  std::vector<std::string> warnings;                       ///< the host's log
};

/// Plays the day of `seed`.
DayResult play_day(std::uint64_t seed);

/// What is wrong with a finished day, a sentence each: somebody lost or doubled (I1, I2, I4), counts that do not add up (I6), a
/// journal that does not verify (I10), a call that a screen never showed, anything the host warned of.
std::vector<std::string> faults_of(const DayResult& day);

}  // namespace vestibule::simulation
