#pragma once
// A program we start, and that never outlives us.

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "vestibule/instant.hpp"
#include "vestibule/result.hpp"

namespace vestibule::link {

struct ChildOptions {
  std::vector<std::string> command;                              ///< the program (looked up in PATH) and its arguments
  std::vector<std::pair<std::string, std::string>> environment;  ///< added to ours, or in place of it
  std::filesystem::path output;  ///< standard output and error are appended here; empty: they go where ours go
  std::string account;           ///< if we are root: the account it runs as; empty: ours
};

/// Move only. Any thread, but the child dies with the *thread* that started it: start it on one that stays.
class ChildProcess {
 public:
  ChildProcess() = default;
  /// unavailable if it cannot be started.
  static Result<ChildProcess> start(const ChildOptions& options);

  ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, 0)), status_(other.status_) {}
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  /// Asks it to end, and after two seconds no longer asks.
  ~ChildProcess() { stop(); }

  pid_t pid() const { return pid_; }  ///< 0 when there is none
  bool running();
  void signal(int number) const;
  /// Waits until it has ended: its exit status, or 128 + the signal that ended it; nothing if it still runs after `most`.
  std::optional<int> wait(Duration most);
  void stop(Duration patience = Duration{2000});

 private:
  bool reap(bool block);

  pid_t pid_ = 0;
  std::optional<int> status_;
};

}  // namespace vestibule::link
