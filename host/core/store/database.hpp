#pragma once
// One SQLite database: the writing session with its rules verified, read-only sessions, and who may touch which table.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "vestibule/clock.hpp"
#include "vestibule/result.hpp"

namespace soci {
class session;
}

namespace vestibule::core {

/// Each page is read against its checksum when it is read; all of them at the opening takes as long as the file is large.
enum class PageCheck { at_opening, when_read };

/// The session that writes and checkpoints; there is one in the process for each file. One thread: the loop,
/// for the house's own.
///
/// Invariants: WAL, synchronous=FULL, foreign keys on, trusted_schema off (read back at open); inside begin()..commit()
/// each act stands in the savepoint "act"; SQL prepared while a guest is named touches only tables called `<guest>_...`.
class Database {
 public:
  /// `unavailable` if the file cannot be opened, a page does not fit its checksum, or a pragma does not read back as set.
  static Result<std::unique_ptr<Database>> open(const std::string& path, const std::string& vfs, const Clock& clock,
                                                PageCheck check = PageCheck::at_opening);
  ~Database();

  soci::session& session();

  // The group and the acts in it. All throw soci::soci_error but commit().
  void begin();            ///< once the disk was full: throws until a small write has found room again
  Result<> commit();       ///< on failure everything since begin() is rolled back
  void rollback() noexcept;
  void open_savepoint();
  void keep_savepoint();
  void drop_savepoint();
  /// False once SQLite has rolled the whole group back by itself (full disk, I/O error).
  bool in_transaction() const;
  /// The disk has failed a write or a sync. What it holds is known only to a new start: nothing is written any more, not even
  /// on closing, for a sync that failed may say "done" the next time and not be.
  bool broken() const;

  /// Whose code is about to prepare SQL; empty for the host itself. Returns the guest before.
  std::string enter(std::string guest);
  /// From now on a statement that is still running at `deadline` is interrupted.
  void set_deadline(Steady deadline);

  /// The pages of the database file, in bytes.
  long long size();

 private:
  struct Inside;
  explicit Database(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// Read-only sessions on one file, lent to worker threads; they see the last commit and never checkpoint. Any thread.
class Readers {
 public:
  Readers(std::string path, std::string vfs);
  ~Readers();

  /// Runs `work` with a session of its own; throws what `work` throws, and soci::soci_error if none can be opened.
  void with(const std::function<void(soci::session&)>& work);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::core
