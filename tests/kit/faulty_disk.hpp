#pragma once
// A disk for SQLite, in memory, that keeps for sure only what was synced: its power can go in the middle of any write, it can
// refuse, be full, or lie. SQLite reaches it as a VFS (sqlite_vfs.cpp); here is what the disk does.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vestibule/random.hpp"

namespace vestibule::kit {

/// What a power cut leaves of the sectors that were written and not synced, in the order they were written.
enum class Survival { all, none, prefix, subset };

/// How an operation on the disk ended.
enum class Io { done, failed, full, dead };

/// One file: what the programs see, and what is certain. Whatever was written since the last sync is listed as ranges.
class FaultyFile {
 public:
  const std::string& content() const { return content_; }
  void write(std::size_t offset, std::string_view bytes);
  void truncate(std::size_t size);
  void sync();
  /// A sync that failed: the system takes the pages for clean, whatever the disk has of them; nobody will write them again.
  void fail_sync(RandomStream& chance);
  /// After a power cut the file is what was certain, and some of the rest. `garble`: of the sectors that were lost, some
  /// hold rubbish. False if the file itself is not there any more.
  bool lose_power(Survival survival, bool garble, RandomStream& chance);

  bool created = true;  ///< its name in the folder is not certain yet
  static constexpr std::size_t sector = 512;

 private:
  struct Range {
    std::size_t begin, end;
  };
  void keep(const Range& range);
  void forget(const Range& range);
  std::vector<Range> sectors() const;
  static void garble(std::string& bytes, const Range& range, RandomStream& chance);

  std::string content_;
  std::string certain_;
  std::vector<Range> unsynced_;
  bool strayed_ = false;                 ///< they differ outside of `unsynced_` too: a sync has failed
  std::optional<std::size_t> shortest_;  ///< it was cut to this size since the last sync
};

/// One thread. Operations are writes, truncations and syncs; reading always works while there is power.
class FaultyDisk {
 public:
  /// Draws what happens to unsynced sectors from `chance`; SQLite finds the disk by vfs().
  explicit FaultyDisk(RandomStream& chance);
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  const std::string& vfs() const { return vfs_; }

  // ---- faults
  /// The power goes in the n-th operation from now (1: the next one), which may or may not have been done.
  void cut_in(std::uint64_t operations) { cut_at_ = operations_ + operations; }
  void no_cut() { cut_at_ = 0; }
  void cut();
  /// Called once at the moment the power goes.
  void on_cut(std::function<void()> told) { told_ = std::move(told); }
  /// The n-th operation from now fails with an I/O error, once.
  void fail_in(std::uint64_t operations) { fail_at_ = operations_ + operations; }
  void no_failure() { fail_at_ = 0; }
  void fail_syncs_only(bool only) { fail_syncs_only_ = only; }
  /// No file grows while it is full.
  void fill(bool full) { full_ = full; }
  /// Says "synced" and does nothing: nothing survives on such a disk, and a test that does not notice is worth nothing.
  void lie(bool lies) { lies_ = lies; }

  /// While held nothing reaches the disk, and nothing is lost: for a process that is killed.
  void hold(bool held) { dead_ = held; }

  bool dead() const { return dead_; }
  /// Power is back. All programs that had files open must be gone.
  void restore();
  /// How the last cut was survived, for the trace.
  std::string_view last_survival() const { return survival_; }

  std::uint64_t operations() const { return operations_; }
  std::uint64_t errors() const { return errors_; }      ///< I/O errors and refusals for want of room that were given out
  std::uint64_t syncs() const { return syncs_; }
  bool failed() const { return failed_; }               ///< an I/O error has been given out since the last restore() or mended()
  void mended() { failed_ = false; }

  // ---- for the VFS
  struct Node;  ///< a file with its locks and shared memory
  std::shared_ptr<Node> open(const std::string& path, bool create);
  bool exists(const std::string& path) const { return files_.contains(path); }
  void remove(const std::string& path);
  Io write(FaultyFile& file, std::size_t offset, std::string_view bytes);
  Io truncate(FaultyFile& file, std::size_t size);
  Io sync(FaultyFile& file);
  RandomStream& chance() { return chance_; }

  /// The bytes of a file as programs see them; for tests.
  std::string bytes(const std::string& path) const;

  struct Registration;

 private:
  /// Counts the operation; what goes wrong with it, if anything. `done_first`: the power goes after it was done.
  std::optional<Io> trouble(bool is_sync, bool& done_first);

  RandomStream& chance_;
  std::string vfs_;
  std::map<std::string, std::shared_ptr<Node>> files_;
  std::uint64_t operations_ = 0, cut_at_ = 0, fail_at_ = 0, errors_ = 0, syncs_ = 0;
  bool dead_ = false, full_ = false, lies_ = false, fail_syncs_only_ = false, failed_ = false;
  std::string_view survival_ = "";
  std::function<void()> told_;
  std::unique_ptr<Registration> registration_;
};

}  // namespace vestibule::kit
