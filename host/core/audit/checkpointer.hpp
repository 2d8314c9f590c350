#pragma once
// Signs the journal's head every so often and keeps the line in a second place.

#include <filesystem>
#include <memory>
#include <optional>

#include "checkpoint.hpp"
#include "host.hpp"

namespace vestibule::core {

struct CheckpointOptions {
  Duration period{60'000};
  std::filesystem::path file;      ///< where the lines go
  std::filesystem::path key_file;  ///< made if there is none
};

/// What /metrics shows of it.
struct CheckpointState {
  std::int64_t sequence = 0;  ///< the last entry signed
  Instant at{};               ///< and when
  std::int64_t written = 0, failed = 0;
  bool contradicted = false;  ///< the journal does not hold what was signed before: nothing more is signed
};

/// Loop thread; reading the journal, signing and writing are the workers'. A line is written only when the journal has grown
/// since the last. Before the first, it looks whether the journal still holds what the last line of the file says: if not, it
/// says so, signs nothing more, and so does not cover up what happened. What it gets must outlive it.
class Checkpointer {
 public:
  Checkpointer(Host& host, Loop& loop, Workers& workers, const Clock& clock, Log& log, CheckpointOptions options);
  ~Checkpointer();

  /// As when the period has passed.
  void sign_now();
  const CheckpointState& state() const;

 private:
  struct Inside;
  std::shared_ptr<Inside> inside_;
  Timer timer_;
};

}  // namespace vestibule::core
