#pragma once
// Alarms in the house: findings become commands, people act, time passes things on, wards see it. Loop thread.

#include <deque>
#include <map>

#include <vestibule/context.hpp>

#include "alarms/book.hpp"
#include "alarms/duty.hpp"
#include "surroundings.hpp"

namespace vestibule::vitals {

class AlarmRoom {
 public:
  AlarmRoom(Context& context, const Surroundings& surroundings) : context_(context), surroundings_(surroundings) {}

  void add_commands();
  Result<> load();

  /// What a watch has found. It is journalled by a command of the house, in order for each patient, and tried again until the disk takes
  /// it; none is dropped but those of an episode that is over, whose alarms have ended with it.
  void take(const Place& place, Findings findings);
  /// For the commands that move patients or devices, in the same transaction.
  void end_alarms(Act& act, const PatientId& patient, Reason why);

  std::vector<AlarmShown> shown(const WardId& ward) const;
  /// Of this episode, for Watch::adopt.
  std::vector<std::pair<std::string, Priority>> open_of(const PatientId& patient, std::int64_t episode) const;
  std::size_t waiting() const;  ///< findings not yet in the journal

 private:
  struct Batch {
    Place place;
    Findings findings;
  };

  Both now() const { return {context_.clock.wall(), context_.clock.steady()}; }
  Both now(const Act& act) const { return {act.at, context_.clock.steady()}; }
  void add_queries();
  void send_next(const PatientId& patient);
  void carry_out(Act& act, const AlarmChange& change);
  void tell(Act& act, const AlarmRow& row, const AlarmRow* before);
  Result<AlarmsNoted> note(Act& act, const NoteAlarms& request);
  Result<Done> escalate(Act& act, const EscalateAlarm& request);
  Result<AlarmShown> acknowledge(Act& act, const AcknowledgeAlarm& request);
  Result<AlarmsPaused> pause(Act& act, const PauseAlarms& request, bool audio_only);
  Result<Done> take_duty(Act& act, const TakeDuty& request);
  Result<Done> leave_duty(Act& act, const LeaveDuty& request);
  Result<OpenAlarms> open(const AlarmsAsked& asked) const;
  Result<Duties> duties(const DutiesAsked& asked) const;
  Result<std::optional<Subject>> about(const AlarmId& alarm) const;
  void set_timer();
  void run_due();

  Context& context_;
  const Surroundings& surroundings_;
  AlarmBook book_;
  DutyList duty_;
  std::map<PatientId, std::deque<Batch>> outbox_;  ///< the front of each is on its way
  std::map<PatientId, Timer> retries_;
  Timer timer_;
  std::optional<Steady> tried_;
};

}  // namespace vestibule::vitals
