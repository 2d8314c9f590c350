#pragma once
// A made-up patient in bed: what a monitor would show of him or her. Values wander slowly and together (a heart that is driven
// beats faster against a higher pressure, lungs that tire show in breath and oxygen), follow the hour of the day, carry the noise of
// sensors, and move with what ails the patient. The same name and seed live the same life.

#include <vector>

#include "chance.hpp"
#include "source.hpp"

namespace vestibule::monitors {

class Patient final : public Source {
 public:
  Patient(std::uint64_t seed, std::string_view name);

  void suffer(const Event& event) override { events_.push_back(event); }

  Numerics at(Duration since_start, Instant wall) override;

  /// How far an illness has gone: 0 not begun, 1 at its worst.
  static double progress(const Event& event, Duration now);

 private:
  double own(Vital vital) const { return rest_[static_cast<std::size_t>(vital)]; }
  void ail(std::array<double, vital_count>& figures, Duration now) const;

  Chance chance_;
  std::array<double, vital_count> rest_{};  ///< at rest at four in the afternoon
  std::vector<Event> events_;
  Duration last_{-1000};
  Wander drive_{240}, lungs_{500}, vessels_{400}, warmth_{5400};  // seconds
  std::array<Wander, vital_count> noise_{Wander{6}, Wander{9}, Wander{12}, Wander{7}, Wander{7}, Wander{7}, Wander{60}, Wander{60}};
};

}  // namespace vestibule::monitors
