#pragma once
// Days of kiosks that lose their line and their power: who holds which number, and what the house knows of it.

#include <cstdint>
#include <string>
#include <vector>

namespace vestibule::simulation {

struct LonelyResult {
  int visits = 0;         ///< patients who tried
  int holding = 0;        ///< of those, with a number in hand
  int alone = 0;          ///< of those, with a number the kiosk gave
  int power_cuts = 0;
  int line_cuts = 0;
  int orphans = 0;        ///< tokens nobody holds: the power went between disk and glass
  std::vector<std::string> faults;
};

/// Two kiosks, one hospital morning of the real host and queue, a line that comes and goes, power that goes at random moments,
/// also in the middle of a write. With a disk that says "durable" and is not, people must get lost: the control of this test.
LonelyResult play_lonely_day(std::uint64_t seed, bool lying_disk = false);

}  // namespace vestibule::simulation
