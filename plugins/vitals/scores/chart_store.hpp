#pragma once
// The tables of what was observed, prescribed and scored.

#include "scores/chart.hpp"

namespace soci {
class session;
}

namespace vestibule::vitals {

class ChartStore {
 public:
  explicit ChartStore(soci::session& session) : session_(session) {}

  void write(const PatientId& patient, const std::string& kind, const Observed& observed);
  void write(const PatientId& patient, const Prescribed& prescribed);
  void write(const PatientId& patient, std::int64_t episode, const ScoreGiven& score, Instant at);
  /// Of those who lie somewhere: the latest of each kind of the last day.
  std::map<PatientId, Chart> charts(Instant now, Steady steady);

 private:
  soci::session& session_;
};

/// The scores of one patient, the newest first. Reader thread.
Result<ScoreHistory> read_scores(soci::session& sql, const ScoresAsked& asked);

}  // namespace vestibule::vitals
