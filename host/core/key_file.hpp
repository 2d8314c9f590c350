#pragma once
// Keys as files: one line, the key's kind and its bytes as hex, so that nobody takes one for another.

#include <filesystem>
#include <string>
#include <string_view>

#include "vestibule/result.hpp"

namespace vestibule::core {

inline constexpr std::string_view signing_key = "vestibule-signing-key";    ///< Ed25519, both halves: 64 bytes
inline constexpr std::string_view public_key = "vestibule-public-key";      ///< Ed25519, 32 bytes
inline constexpr std::string_view operators_key = "vestibule-operator-key";  ///< chance, 32 bytes
inline constexpr std::string_view backup_key = "vestibule-backup-key";      ///< for what backups are encrypted with: 32 bytes

/// Writes a new key file. `conflict` if there is a file already: a key that is written over is lost.
Result<> write_key(const std::filesystem::path& path, std::string_view kind, std::string_view bytes, unsigned mode = 0600);
/// A key of chance in the place of the one before, for this owner alone; gives it as hex.
Result<std::string> renew_key(const std::filesystem::path& path, std::string_view kind, std::size_t size);
/// The bytes of a key of this kind and size; `invalid` if the file holds something else, `not_found` if there is none.
Result<std::string> read_key(const std::filesystem::path& path, std::string_view kind, std::size_t size);

/// Bytes of chance for a new key.
std::string random_bytes(std::size_t size);
std::string to_hex(std::string_view bytes);
/// Empty if it is no hex.
std::string from_hex(std::string_view hex);
/// BLAKE2b-256 as hex.
std::string digest_of(std::string_view bytes);

}  // namespace vestibule::core
