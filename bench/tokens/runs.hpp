#pragma once
// The two runs that are compared.

#include <string>

namespace vestibule::bench {

/// Tokens and the seconds they took.
struct Pace {
  int tokens = 0;
  double seconds = 0;
  double per_second() const { return tokens / seconds; }
};

/// Issues `tokens` through host and plugin, 64 in flight, into a new database `path`. Exits with a message if one fails.
Pace run_house(const std::string& path, int tokens);

/// Inserts every row of `written` again into a new database `path` with the same schema and settings, the rows of `group`
/// commands at each commit; only the first `tokens` commands.
Pace run_raw(const std::string& written, const std::string& path, int tokens, int group);

}  // namespace vestibule::bench
