#pragma once
// A hospital day with faults: 4 kiosks, 12 desks, 6 services, the real core, queue, kiosk flow and SQLite, one process, no time.

#include <string>
#include <vector>

#include "faults.hpp"
#include "vestibule/clock.hpp"

namespace vestibule::simulation {

struct Plan {
  std::uint64_t seed = 1;
  Faults faults;
  bool lying_disk = false;                 ///< the host's disk says "synced" and does nothing: must be noticed
  Duration open = std::chrono::minutes{100};  ///< so long patients come, 1,200 of them: a day made short
};

/// The plan a seed draws.
Plan plan_of(std::uint64_t seed);

struct DayReport {
  std::vector<std::string> faults;  ///< what is wrong, a sentence each, at most 20
  std::uint64_t trace = 0;          ///< over every answer, every fault and the journal
  int visits = 0, tokens = 0, held = 0, alone = 0, done = 0;
  int starts = 0, failed_starts = 0, cuts = 0, kills = 0, kiosk_cuts = 0, broker_losses = 0;
  std::int64_t entries = 0, answers = 0, repetitions = 0, conflicts = 0, settled = 0;
  std::uint64_t io_errors = 0, overflown = 0;
};

DayReport play(const Plan& plan);

/// The plan without every fault that is not needed for it to fail; plays it again and again.
Plan shrink(Plan plan);

/// The command that plays one day again, to be run from the repository.
std::string command_for(const Plan& plan);

}  // namespace vestibule::simulation
