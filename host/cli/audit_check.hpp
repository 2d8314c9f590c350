#pragma once
// The journal against its own chain and against the checkpoints that were signed of it.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vestibule/instant.hpp"
#include "vestibule/result.hpp"

namespace vestibule::cli {

struct AuditCheck {
  std::int64_t entries = 0;
  std::string last_hash;
  std::size_t checkpoints = 0;      ///< good ones
  std::int64_t pinned = 0;          ///< the last entry that is as it was signed; 0: none
  std::string pinned_at;            ///< when that was signed
  std::optional<Instant> unsigned_since;  ///< when the first entry was written that is not signed yet
  std::vector<std::string> faults;
  std::vector<std::string> notes;   ///< what should be known, without being wrong
};

/// Where the signed lines and the open half of their key are; the files need not exist.
struct AuditFiles {
  std::filesystem::path checkpoints, open_key;
};

/// An error only if the database or a file that is there cannot be read.
Result<AuditCheck> check_audit(const std::string& database, const AuditFiles& files);

}  // namespace vestibule::cli
