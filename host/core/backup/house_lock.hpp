#pragma once
// One at a time: the host that serves a database, or the one who puts another in its place.

#include <string>

#include "durable_file.hpp"

namespace vestibule::core {

/// Held until it goes, or the process dies however it dies.
class HouseLock {
 public:
  /// Takes `<database>.lock`. `conflict` if somebody has it.
  static Result<HouseLock> take(const std::string& database);

 private:
  explicit HouseLock(OpenFile file) : file_(std::move(file)) {}
  OpenFile file_;
};

/// The process that has this SQLite file open, 0 if there is none: also one that takes no lock of ours.
long user_of(const std::string& database);

/// A restore that a power cut has stopped leaves this file; nothing may be started on the database before it is finished.
std::string unfinished_restore(const std::string& database);
/// `conflict` with what to do about it, if there is one.
Result<> check_no_unfinished_restore(const std::string& database);

}  // namespace vestibule::core
