#pragma once
// Whether the journal is what was written: each entry, the chain, and what was signed of it elsewhere.

#include <cstdint>
#include <string>
#include <vector>

namespace soci {
class session;
}

namespace vestibule::core {

/// What somebody has signed: that entry `sequence` had this hash.
struct Pin {
  std::int64_t sequence = 0;
  std::string hash;
  std::string said;  ///< by whom and when, for people: "the checkpoint of 2026-11-22T07:00:00.000Z (line 3)"
};

struct Findings {
  std::int64_t entries = 0;         ///< the number of the last entry
  std::string last_hash;
  std::int64_t pinned = 0;          ///< the last entry that is as it was signed
  std::vector<std::string> faults;  ///< what and where, in the order of the journal; at most 10
};

/// Reads the whole journal. `pins` in the order of their sequence. What changed behind the last pin together with all
/// hashes after it is not found: nobody has signed it.
Findings examine(soci::session& session, const std::vector<Pin>& pins);

}  // namespace vestibule::core
