#include "alarm_bell.hpp"

#include "alarm_sounds.hpp"

namespace vestibule::ward {

void AlarmBell::sound(std::optional<vitals::Priority> priority, std::int64_t news) {
  const bool is_new = news > news_, other = priority != priority_;
  const bool more_urgent = priority && (!priority_ || *priority > *priority_);
  news_ = news;
  priority_ = priority;
  if (!priority) {
    again_.stop();
    if (other) speaker_.hush();
    return;
  }
  // A second one of the same kind does not cut off the burst that tells of the first.
  const bool burst_is_over = clock_.steady() - rang_ >= sound_of(*priority)->length();
  if (more_urgent || (is_new && burst_is_over)) return ring();
  if (!other) return;
  const Duration since = clock_.steady() - rang_;  // it is less urgent than before
  again_ = timers_.after(std::max(repeated_after(*priority) - since, Duration{0}), [this] { ring(); });
}

void AlarmBell::ring() {
  rang_ = clock_.steady();
  speaker_.hush();
  speaker_.play(sound_of(*priority_));
  again_ = timers_.after(repeated_after(*priority_), [this] { ring(); });
}

}  // namespace vestibule::ward
