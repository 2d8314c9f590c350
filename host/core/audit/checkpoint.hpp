#pragma once
// A checkpoint: one signed line that says what the journal's last entry was. Lines are kept away from the database, so that
// whoever rewrites the journal, with all its hashes, cannot rewrite them too.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "vestibule/json.hpp"

namespace vestibule::core {

/// One line of the file, as JSON.
struct Checkpoint {
  std::int64_t sequence = 0;  ///< the journal's last entry ...
  std::string hash;           ///< ... and its hash
  Instant at{};               ///< when it was signed
  std::string event;          ///< "", or "restored": the journal was restored from a backup, and this entry says so
  std::string previous;       ///< the signature of the line before; empty in the first
  std::string signature;      ///< Ed25519 over all of that, as hex
};
BOOST_DESCRIBE_STRUCT(Checkpoint, (), (sequence, hash, at, event, previous, signature))

/// Both halves of a key.
struct SigningKey {
  std::string secret;
  std::string open;
};

/// Reads the service's key, or makes it when there is none; the open half is written beside the checkpoints if it is not there.
Result<SigningKey> signing_key_of(const std::filesystem::path& key_file, const std::filesystem::path& public_file);
/// Where the open half of the key lies: beside the checkpoints.
std::filesystem::path public_file_of(const std::filesystem::path& checkpoints);

/// The line, signed.
Checkpoint sign(Checkpoint line, const SigningKey& key);

/// What the lines of a file say: those that are good, and what is wrong with the rest.
struct CheckpointFile {
  struct Line {
    Checkpoint checkpoint;
    std::size_t number = 0;  ///< 1 is the first
  };
  std::vector<Line> lines;
  std::vector<std::string> faults;
  std::vector<std::string> notes;  ///< nothing wrong, but worth saying: a line torn by a power cut

  const Checkpoint* last() const { return lines.empty() ? nullptr : &lines.back().checkpoint; }
};
/// Checks each line's signature, and that each names the one before. Never fails: a file of nonsense is a file of faults.
CheckpointFile read_checkpoints(std::string_view text, std::string_view open_key);

}  // namespace vestibule::core
