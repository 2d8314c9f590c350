#pragma once
// Duty lists: who is told of an alarm, at which stage. Pure.

#include <string>
#include <vector>

#include <vestibule/vitals_alarms.hpp>

namespace vestibule::vitals {

struct DutyRow {
  WardId ward;
  Duty duty = Duty::bed_nurse;
  std::string person;
  std::vector<BedId> beds;  ///< of a bed nurse; none: all of the ward
  Instant since{};
  std::optional<Instant> until;
};

class DutyList {
 public:
  void put(const DutyRow& row);
  bool remove(const WardId& ward, Duty duty, const std::string& person);

  /// Stage 0: the nurses of the bed; 1: all nurses of the ward and the charge nurses; 2: these and the doctors. Each once, nurses of the bed first, doctors last.
  std::vector<std::string> told(int stage, const WardId& ward, const BedId& bed, Instant now) const;
  std::vector<DutyRow> of(const WardId& ward, Instant now) const;

 private:
  std::vector<DutyRow> rows_;
};

}  // namespace vestibule::vitals
