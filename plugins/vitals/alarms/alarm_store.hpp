#pragma once
// The tables of alarms and of what was done about them.

#include "alarms/book.hpp"

namespace soci {
class session;
}

namespace vestibule::vitals {

class AlarmStore {
 public:
  explicit AlarmStore(soci::session& session) : session_(session) {}

  void write(const AlarmChange& change);
  /// The open alarms. What is waited for goes on from where the wall says it stood: the house was down for as long as the wall says, and
  /// not longer than the wait itself.
  Result<std::vector<AlarmRow>> open(Both now);
  /// The number given last.
  std::int64_t last();

 private:
  soci::session& session_;
};

/// One patient's alarms, the newest first. Reader thread.
Result<AlarmHistory> read_history(soci::session& sql, const AlarmHistoryAsked& asked);

/// An alarm as the report of the load needs it.
struct LoadRow {
  std::int64_t number = 0;
  PatientId patient;
  std::string condition;
  Priority worst = Priority::low;
  Instant raised_at{};
  std::optional<Instant> first_acknowledged_at, ended_at;
  std::string ended;
  int stage = 0;
};
/// A pause of an alarm.
struct LoadPause {
  std::int64_t number = 0;
  Instant from{}, until{};
};
struct LoadRows {
  std::vector<LoadRow> alarms;
  std::vector<LoadPause> pauses;  ///< by alarm, then time
};
/// Those raised within [from, until). Reader thread.
Result<LoadRows> read_load(soci::session& sql, const AlarmLoadAsked& asked);

}  // namespace vestibule::vitals
