#pragma once
// A database of the house with one bit changed, many times over.

#include <cstdint>
#include <filesystem>
#include <vector>

namespace vestibule::disk {

struct Flips {
  int noticed = 0;        ///< refused at the start, or a read failed
  int harmless = 0;       ///< every row was as written
  int read_as_good = 0;   ///< rows were wrong and nobody said so
};

/// What became of `count` copies of a database of some 60 pages, each with one bit changed at a place drawn from `seed`.
struct FlipTrial {
  Flips house, plain_sqlite;
};
FlipTrial try_flips(const std::filesystem::path& folder, int count, std::uint64_t seed);

/// Writes a database the house's way, closed, all of it in the one file.
void make_database(const std::filesystem::path& path);
/// The rows of it, read by the house; throws as SOCI does.
std::vector<std::string> rows_of(const std::filesystem::path& path);

}  // namespace vestibule::disk
