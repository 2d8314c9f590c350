#pragma once
// Which database this is, and how often a host has started on it.

#include <cstdint>
#include <string>

#include "vestibule/random.hpp"
#include "vestibule/result.hpp"

namespace vestibule::core {

class Database;

struct Boot {
  std::string epoch;      ///< the database's id: 16 hexadecimal digits, drawn when it was made
  std::int64_t boot = 0;  ///< 1 at the first start
};

/// Counts one more start, in a transaction of its own. Needs the host's tables.
Result<Boot> count_boot(Database& database, Random& random);

}  // namespace vestibule::core
