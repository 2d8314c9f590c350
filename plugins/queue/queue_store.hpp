#pragma once
// The queue's tables: writes what an action does, and fills a hall from what stands there.

#include <memory>

#include <vestibule/store.hpp>

#include "hall.hpp"

namespace vestibule::queue {

/// Loop thread. Throws soci::soci_error, which the host turns into an answer and a rollback.
class QueueStore {
 public:
  explicit QueueStore(soci::session& session);
  ~QueueStore();

  /// Everything one action changes; before memory changes.
  void write(const Change& change, const Day& day);
  void open_day(const Day& day, Moment now);
  void close_day(const Day& day, Moment now, const Hall& hall);
  void acknowledge(const AreaId& area, std::int64_t sequence, Shown shown, const std::string& device, Instant at);

  /// Fills an empty hall. Gives the last moment that was stored, by which the time line goes on; nothing for a new
  /// database. Conflict if a token that is not over names something the hospital file has not.
  Result<std::optional<Sighting>> load(Hall& hall);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// On a reader's session: queue.fairness and queue.coverage.
Result<Fairness> read_fairness(soci::session& sql, const FairnessAsked& asked);
Result<Coverage> read_coverage(soci::session& sql, const CoverageAsked& asked);

}  // namespace vestibule::queue
