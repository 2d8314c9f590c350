#pragma once
// Which devices hold a certificate of the site: devices.csv, which a person may read and nothing else writes.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "vestibule/instant.hpp"
#include "vestibule/result.hpp"

namespace vestibule::broker {

/// One certificate. A device that was enrolled again has two, the first of them revoked.
struct Enrolled {
  std::string name, asset, serial;
  Instant made{}, until{};
  std::optional<Instant> revoked;
};

/// A line of the site's own list of devices.
struct Wished {
  std::string name, asset;
  std::string request;  ///< the file with the device's certificate request, beside the list; empty: we make its key
};

/// Empty if the file is absent; `invalid` with its line if it was tampered with.
Result<std::vector<Enrolled>> read_register(const std::filesystem::path& file);
Result<> write_register(const std::filesystem::path& file, const std::vector<Enrolled>& devices);

/// A CSV with a head: `name` and, if they are there, `asset` and `request`; other columns are let be. Every wrong line is
/// told at once, with its number; nothing is taken then.
Result<std::vector<Wished>> read_wishes(const std::filesystem::path& file);

}  // namespace vestibule::broker
