#pragma once
// Somebody at the journal with an editor: every way to falsify it that we could think of, on a copy in memory.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace vestibule::audit_test {

/// How many were tried and found, by kind.
struct Score {
  int tried = 0, found = 0;
};
using Scores = std::map<std::string, Score>;

/// A journal the real host has written, with the checkpoints it signed meanwhile.
struct Evidence {
  std::string database;     ///< path
  std::string checkpoints;  ///< the file's content
  std::string open_key;     ///< bytes
};

/// `runs` tamperings with the entries up to the last checkpoint, the kinds in turn; each is undone before the next.
Scores tamper(const Evidence& evidence, int runs, std::uint64_t seed, std::vector<std::string>& missed);

/// One rewrite of everything behind the last checkpoint, hashes made anew: whether it is found (it is not).
bool rewrite_behind_is_found(const Evidence& evidence);
/// Whether the journal as it is verifies.
bool untouched_verifies(const Evidence& evidence);

/// The real host writes this many entries and signs now and then.
Evidence written_evidence(int entries, const std::string& folder);

/// Prints "flip a byte 84 of 84" and so on; the sum last.
void print(const Scores& scores);

}  // namespace vestibule::audit_test
