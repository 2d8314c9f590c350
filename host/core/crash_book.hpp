#pragma once
// Which plugin was running when the process died, kept beside the database, and what follows from it.

#include <map>
#include <string>
#include <vector>

#include "guests.hpp"
#include "vestibule/instant.hpp"

namespace vestibule::core {

/// Three crashes in ten minutes quarantine a plugin until `vestibule plugins --release NAME`. A kill or a power cut is no
/// crash: only what the process does to itself (bad memory access, abort, ...) is written down, by a signal handler.
class CrashBook final : public Breadcrumb {
 public:
  /// `path` is a small text file, one crash a line: milliseconds since 1970 and the plugin's name ("-": the host itself).
  explicit CrashBook(std::string path);
  ~CrashBook() override;
  CrashBook(const CrashBook&) = delete;
  CrashBook& operator=(const CrashBook&) = delete;

  /// Catches fatal signals from now on. Once in a process.
  void watch();
  /// For the thread that calls: a worker's crash is the crash of the plugin whose job it did.
  void set(std::string_view guest) override;

  /// Every crash of the last ten minutes, in words, for the log of the next start.
  std::vector<std::string> recent(Instant now) const;

  /// The plugins that are quarantined at `now`, and a sentence why.
  std::map<std::string, std::string> quarantined(Instant now) const;
  /// Forgets a plugin's crashes; not_found if it has none.
  Result<> release(const std::string& guest);

 private:
  std::string path_;
};

}  // namespace vestibule::core
