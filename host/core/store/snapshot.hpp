#pragma once
// A database as a whole: copied while a host writes to it, judged, and made another one that goes on from where it was.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "verification.hpp"
#include "vestibule/clock.hpp"
#include "vestibule/json.hpp"
#include "vestibule/random.hpp"

namespace vestibule::core {

/// Which database, and how far its journal goes.
struct Head {
  std::string epoch;
  std::int64_t sequence = 0;
  std::string hash;
};

/// Copies what is committed now to a file that is not there yet. Reads on a session of its own, so the host goes on writing
/// meanwhile; the copy has no log beside it.
Result<> copy_database(const std::string& database, const std::string& vfs, const std::string& to);

/// SQLite's own check, the journal's chain and what was signed of it; where the journal ends. `internal` with what is wrong.
Result<Head> check_copy(const std::string& path, const std::string& vfs, const std::vector<Pin>& pins);

/// What a restore leaves in the database, for the first start and for the doctor.
struct RestoreRecord {
  Instant at{};               ///< when it was restored
  Instant backup_at{};
  std::string database;       ///< the epoch it had
  std::int64_t sequence = 0;  ///< the backup's last entry
  std::int64_t lost = 0;      ///< entries after it that are known to have been lost
  int gap = 0;
  std::vector<std::string> told;  ///< the plugins that know of it
};
BOOST_DESCRIBE_STRUCT(RestoreRecord, (), (at, backup_at, database, sequence, lost, gap, told))

/// Gives the database a new epoch, so that nobody takes its old sequence numbers for new ones, and writes down in its
/// journal that it was restored. Where the journal ends then.
Result<Head> make_restored(const std::string& path, const std::string& vfs, const Clock& clock, Random& random, const RestoreRecord& record);

/// What the last restore of this database left.
Result<std::optional<RestoreRecord>> restore_record(soci::session& sql);
/// Writes it down again, when more have been told; inside a transaction.
void keep_record(soci::session& sql, const RestoreRecord& record);

}  // namespace vestibule::core
