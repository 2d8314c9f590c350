#pragma once
// Putting a backup in the place of a database.

#include <filesystem>
#include <optional>
#include <vector>

#include "audit/checkpoint.hpp"
#include "backup_file.hpp"
#include "store/snapshot.hpp"

namespace vestibule::core {

struct RestoreOrder {
  std::filesystem::path file;
  std::string key;
  std::string database, vfs;
  bool aside = false;              ///< a database that is there is renamed; without this it is a reason to refuse
  int gap = 0;                     ///< how far the plugins push the next of their numbers
  std::vector<Pin> pins;           ///< what was signed of the journal, also after the backup
  std::int64_t reached = 0;        ///< the last entry known of, if it is further on than the last pin: Evidence::reached
  std::filesystem::path checkpoints;     ///< where a line is added that says what was restored ...
  std::optional<SigningKey> signing_key; ///< ... if there is a key
  std::string previous;                  ///< the signature of the last line there
};

struct RestoreDone {
  BackupHeader header;
  RestoreRecord record;
  Head head;                    ///< of the restored database
  std::filesystem::path aside;  ///< where the old database is now; empty: there was none
};

/// Touches nothing before the backup is decrypted and judged. `conflict` if a host serves the database, if another program has
/// it open, or if there is one and `aside` is not said. Can be repeated with the same words after a power cut.
Result<RestoreDone> restore(const RestoreOrder& order, const Clock& clock, Random& random);

}  // namespace vestibule::core
