#pragma once
// A backup as a file: two lines anyone may read, then the database, encrypted and authenticated in pieces (libsodium's
// secretstream). The two lines are authenticated with each piece, so neither can be exchanged.

#include <filesystem>
#include <functional>
#include <string>

#include "durable_file.hpp"
#include "vestibule/json.hpp"

namespace vestibule::core {

/// The second line of the file. The first is "VESTIBULE BACKUP 1".
struct BackupHeader {
  int version = 1;
  std::string key;            ///< which key: the first digits of its digest
  std::string database;       ///< which database: its epoch
  Instant at{};               ///< when it was copied
  std::int64_t sequence = 0;  ///< the journal's last entry in it ...
  std::string hash;           ///< ... and its hash
  std::int64_t bytes = 0;     ///< of the database
};
BOOST_DESCRIBE_STRUCT(BackupHeader, (), (version, key, database, at, sequence, hash, bytes))

inline constexpr std::size_t backup_key_size = 32;

/// How a header names this key.
std::string name_of_key(const std::string& key);

/// Writes the header and everything in `plain` to `sealed`; the digest of what was encrypted.
Result<std::string> seal(OpenFile& plain, BackupHeader header, const std::string& key, OpenFile& sealed);

/// Where the pieces go, in order.
using Sink = std::function<Result<>(std::string_view piece)>;

/// Reads all of `path` and gives its pieces to `sink`, each already authenticated. `invalid`, with a sentence, for a file
/// that is no backup, of a newer version, cut off, changed anywhere, or made with another key; what the sink got is of no
/// worth then.
Result<BackupHeader> unseal(const std::filesystem::path& path, const std::string& key, const Sink& sink);

}  // namespace vestibule::core
