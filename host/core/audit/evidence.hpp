#pragma once
// What the lines of a checkpoint file say of the journal there should be.

#include <vector>

#include "checkpoint.hpp"
#include "store/verification.hpp"

namespace vestibule::core {

struct Evidence {
  std::vector<Pin> pins;           ///< in the order of their sequence
  std::int64_t reached = 0;        ///< the last entry that was signed; if a restore comes last, the last one before it
  std::vector<std::string> notes;  ///< what a restore has taken back
};

/// A line that says "restored" takes back what was signed of the entries that the restore has lost.
Evidence evidence_of(const CheckpointFile& file);

}  // namespace vestibule::core
