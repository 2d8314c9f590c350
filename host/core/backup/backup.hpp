#pragma once
// Making a backup of a database that a host serves meanwhile.

#include <filesystem>
#include <vector>

#include "backup_file.hpp"
#include "store/verification.hpp"
#include "vestibule/clock.hpp"

namespace vestibule::core {

struct BackupOrder {
  std::string database, vfs;
  std::filesystem::path file;  ///< not there yet
  std::string key;
  std::vector<Pin> pins;       ///< what was signed of its journal
};

/// Copies, judges the copy, encrypts it, reads the result back and only then gives it its name. The plain copy lies beside
/// the database for that time, never beside the backup.
Result<BackupHeader> back_up(const BackupOrder& order, const Clock& clock);

/// The name of a backup made now, for those who name only a folder: "vestibule-20261122T070000Z.backup".
std::string backup_name(Instant now);
/// Takes away all but the newest `keep` files of such a name; those taken away.
std::vector<std::filesystem::path> prune_backups(const std::filesystem::path& folder, std::size_t keep);

}  // namespace vestibule::core
