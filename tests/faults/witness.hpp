#pragma once
// Compares what clients noted with what the house's files hold, after each restart: nothing acknowledged may be missing or
// different, no request counted twice, no number given twice or left out.

#include <map>
#include <string>
#include <vector>

#include "core/store/database.hpp"
#include "notes.hpp"

namespace vestibule::faults {

/// Reads the database beside a host that runs; each look goes on where the last one ended.
class Witness {
 public:
  explicit Witness(const std::string& database) : readers_(database, "") {}

  /// Reads what is new, and compares what was answered since the last look with all there is. New faults, in words.
  std::vector<std::string> look(const Notes& answered);

  std::size_t compared() const { return compared_; }
  std::size_t entries() const { return entries_; }
  std::size_t tokens() const { return tokens_; }

 private:
  void read_journal();
  void read_tokens();

  core::Readers readers_;
  std::int64_t sequence_ = 0;
  long long serial_ = 0;
  std::size_t entries_ = 0, tokens_ = 0, compared_ = 0;
  std::map<std::string, std::size_t> kept_;     ///< by request id: a hash of command and answer
  std::map<std::string, std::string> numbers_;  ///< of the table, by token
  std::map<std::string, long long> counters_;   ///< the last number of each day and series
  std::vector<std::string> faults_;
};

}  // namespace vestibule::faults
