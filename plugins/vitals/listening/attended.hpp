#pragma once
// A device on the listener's thread: its messages checked, and brought to whoever lies under it.

#include "news.hpp"

namespace vestibule::vitals {

class Attended {
 public:
  explicit Attended(DeviceId id) { heard_.id = std::move(id); }

  /// What was measured so far is nobody's any more, if the episode is another one.
  void assign(std::optional<Assignment> assignment, Now now);
  /// The same assignment as before, with other limits.
  void use(std::shared_ptr<const Conditions> conditions);
  const std::optional<Assignment>& assignment() const { return assignment_; }
  const Placing* episode() const { return assignment_ && assignment_->episode ? &*assignment_->episode : nullptr; }

  /// The reading, if it is to be kept for the episode; `fresh` if it is the latest, too.
  struct Outcome {
    std::optional<Reading> kept;
    bool fresh = false;
  };
  Outcome hear(const NumericsRead& read, Now now);
  void hear(const DeviceStatus& status, Now now);
  void hear(const DeviceAlarm& alarm, Now now);
  /// The score as it is now, if it is still the same episode's.
  void score(std::int64_t episode, int points, bool red, Steady now);
  /// The house's own line has been down for too long to know anything.
  void deaf(Steady now);
  void refuse(Refusal why);
  /// The house's own line was down: nobody can be blamed for the silence before.
  void forget_skew() { heard_.device.forget_skew(); }
  void expect(Steady from) { heard_.device.expect(from), news_ = true; }
  /// Notices silence. True if the device's state is another one than before.
  bool beat(Steady now);

  /// There is news of it since tell() was called last.
  bool has_news() const { return news_; }
  const Heard& tell() { return news_ = false, heard_; }
  /// What was found since this was asked last; none: nothing.
  std::optional<Found> found();

 private:
  Heard heard_;
  std::optional<Assignment> assignment_;
  DeviceState state_ = DeviceState::none;
  bool news_ = true;
  std::optional<Watch> watch_;  ///< of the episode
  Findings findings_;
  Steady since_{};              ///< the episode, by the clock that does not jump
  std::int64_t boot_ = 0, last_alarm_ = 0;
};

}  // namespace vestibule::vitals
