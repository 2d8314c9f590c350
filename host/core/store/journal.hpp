#pragma once
// The journal: one append-only table that is audit trail, outbox and answer book at once.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vestibule/act.hpp"
#include "vestibule/clock.hpp"

namespace soci {
class session;
}

namespace vestibule::core {

/// One carried-out (or refused) command. `hash` is BLAKE2b-256 over the hash before it and every other field, as hex.
struct Entry {
  std::int64_t sequence = 0;  ///< 1, 2, 3, ... without gaps
  Instant at{};
  std::int64_t steady = 0;    ///< milliseconds of the steady clock, comparable within one boot
  Actor actor;
  std::string request_id;
  std::string command;
  std::string object;   ///< what was touched
  std::string outcome;  ///< "ok" or the name of an error code
  std::string request;  ///< JSON
  std::string reply;    ///< JSON, or the error's message
  std::string events;   ///< JSON: [{"name": ..., "body": ...}, ...]
  std::string hash;
};

/// Loop thread, with the writing session; append and find stand inside the group's transaction.
class Journal {
 public:
  /// Reads the last entry; the table must exist (see Journal::migrations).
  explicit Journal(soci::session& session);
  ~Journal();

  /// Fills in sequence and hash and writes the entry.
  void append(Entry entry);
  /// Has the entry appended last be found under `whose` too; see trail.hpp.
  void found_under(const std::string& whose);
  /// The entry with this request id, if there is one; the pointer is valid until the next call.
  const Entry* find(const std::string& request_id);

  std::int64_t last_sequence() const;
  /// After a rollback: forgets what was appended since the last commit.
  void reread();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// The hash an entry must have after one with the hash `before` (empty for the first).
std::string hash_of(const Entry& entry, std::string_view before);

/// Entries after `sequence`, oldest first, at most `limit`. Any session.
std::vector<Entry> entries_after(soci::session& session, std::int64_t sequence, int limit);

/// The number of entries, and the first thing that is wrong with the chain, if any (verification.hpp says all of it).
struct Verdict {
  std::int64_t entries = 0;
  std::string last_hash;
  std::optional<std::string> fault;
};
Verdict verify(soci::session& session);

}  // namespace vestibule::core
