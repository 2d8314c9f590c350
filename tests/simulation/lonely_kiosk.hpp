#pragma once
// Days of kiosks that lose their line and their power: who holds which number, and what the house knows of it.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "faulty_disk.hpp"
#include "kiosk_machine.hpp"
#include "test_host.hpp"

namespace vestibule::simulation {

enum class HouseDisk { memory, files };

/// The real host with the queue from its file, two kiosks on disks of their own, and a line that comes and goes.
class LonelyHouse {
 public:
  LonelyHouse(std::uint64_t seed, HouseDisk of_house, bool lying_disk = false);

  /// So many things happen: touches mostly; and lines, the power, the broker and the host go.
  void play(int moves);
  /// Nothing goes wrong any more, for a quarter of an hour.
  void find_together();

 private:
  kit::SimulatedRandom own_random_;
  kit::FaultyDisk memory_;  ///< a house in memory waits for no disk

 public:
  kit::TestHost house;
  std::vector<std::unique_ptr<KioskMachine>> kiosks;

 private:
  RandomStream& chance_;
};

struct LonelyResult {
  int kiosk_days = 0;
  int visits = 0;         ///< patients who tried
  int holding = 0;        ///< of those, with a number in hand
  int alone = 0;          ///< of those, with a number the kiosk gave
  int power_cuts = 0;
  int line_cuts = 0;
  int orphans = 0;        ///< tokens nobody holds: the power went between disk and glass
  int lost = 0;           ///< numbers in a hand that the house does not call
  int doubled = 0;        ///< numbers or tokens in two hands
  std::vector<std::string> faults;  ///< each of those, and what else is wrong, in a sentence
};

/// Two kiosks, one hospital morning of the real host and queue, a line that comes and goes, power that goes at random moments,
/// also in the middle of a write. With a disk that says "durable" and is not, people must get lost: the control of this test.
LonelyResult play_lonely_day(std::uint64_t seed, bool lying_disk = false);

/// Days one after the other; each fault names its seed. VESTIBULE_KIOSK_DAYS says how many instead, VESTIBULE_SEED where to begin.
LonelyResult play_lonely_days(int kiosk_days);
/// One line of the figures table.
void print(const LonelyResult& all);

}  // namespace vestibule::simulation
