#pragma once
// The open alarms and the rules of their lives. Pure: a rule looks at the book and gives what changes; the room stores that, then has the
// book take it in. So a row that is refused leaves memory as it was.
//
//   active --acknowledge--> acknowledged --over--> ended (acknowledged)
//     |  ^                       |
//     |  '---- rises ------------'
//     |--over, high--> latched --acknowledge--> ended (acknowledged)
//     |                   '-- returns --> ended (returned), and a new alarm that has waited as long
//     '--over, others--> ended (escalated or expired: inside)
//
// At most one alarm is open for a patient and a condition. A pause belongs to the alarms that are open when it begins: what begins or
// rises later is heard.

#include <map>
#include <set>
#include <vector>

#include "alarms/escalation.hpp"
#include "rules/watch.hpp"

namespace vestibule::vitals {

/// Alarms as they are afterwards, and what to write about it.
struct AlarmChange {
  std::vector<AlarmRow> rows;
  std::vector<StepRow> steps;

  void put(const AlarmRow& row);
  const AlarmRow* find(std::int64_t number) const;
};

class AlarmBook {
 public:
  // ---- rules
  /// What a watch has found about the patient in that place, in order. Findings that say what the book knows already change nothing.
  AlarmChange note(const Place& place, const Findings& findings, Both now) const;
  /// conflict if it is acknowledged already, not_found if it is not open.
  Result<AlarmChange> acknowledge(std::int64_t number, const std::string& by, Both now) const;
  AlarmChange pause(const PatientId& patient, bool audio_only, const std::string& by, Both now) const;
  /// Passes it on, if it is due; otherwise nothing changes.
  AlarmChange escalate(std::int64_t number, const std::string& told, Both now) const;
  /// All of a patient's alarms end, because of what was done to patient or device.
  AlarmChange end_all(const PatientId& patient, Reason why, const std::string& by, Both now) const;

  // ---- state
  void take_in(const AlarmChange& change);
  void put(const AlarmRow& row);
  void expect_after(std::int64_t last) { last_ = last; }

  const AlarmRow* find(std::int64_t number) const;
  const AlarmRow* open_of(const PatientId& patient, const std::string& condition) const;
  std::vector<const AlarmRow*> of(const PatientId& patient) const;
  /// The most urgent first: unacknowledged before acknowledged, then by priority, physiological first, then the newest.
  std::vector<const AlarmRow*> of(const WardId& ward) const;
  std::vector<const AlarmRow*> all() const;
  /// Those whose escalation is due.
  std::vector<std::int64_t> due(Steady now) const;
  /// The wards in which a pause has ended by itself since this was asked last: they look different now.
  std::set<WardId> end_pauses(Steady now);
  /// When the next escalates, or a pause ends.
  std::optional<Steady> next() const;
  std::size_t size() const { return open_.size(); }

 private:
  struct Draft;
  void note_one(Draft& draft, const Place& place, const Finding& finding, Both now) const;
  void forget_times(const AlarmRow& row);
  void raise(Draft& draft, const Place& place, const Finding& finding, const AlarmRow* before, Both now) const;

  std::map<std::int64_t, AlarmRow> open_;
  std::map<std::pair<PatientId, std::string>, std::int64_t> by_condition_;
  std::map<PatientId, std::vector<std::int64_t>> by_patient_;
  std::map<WardId, std::vector<std::int64_t>> by_ward_;
  std::set<std::pair<Steady, std::int64_t>> due_, pauses_;
  std::int64_t last_ = 0;
};

/// What a screen shows of it now.
AlarmState state_of(const AlarmRow& row, Steady now);
AlarmShown shown(const AlarmRow& row, Steady now);

}  // namespace vestibule::vitals
