#include "alarms/duty.hpp"

#include <algorithm>

namespace vestibule::vitals {
namespace {

bool same(const DutyRow& row, const WardId& ward, Duty duty, const std::string& person) { return row.ward == ward && row.duty == duty && row.person == person; }

bool is_told(const DutyRow& row, int stage, const BedId& bed) {
  switch (row.duty) {
    case Duty::bed_nurse: return stage >= 1 || row.beds.empty() || std::find(row.beds.begin(), row.beds.end(), bed) != row.beds.end();
    case Duty::charge_nurse: return stage >= 1;
    case Duty::doctor: return stage >= 2;
  }
  return true;
}

}  // namespace

void DutyList::put(const DutyRow& row) {
  remove(row.ward, row.duty, row.person);
  rows_.push_back(row);
}

bool DutyList::remove(const WardId& ward, Duty duty, const std::string& person) {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const DutyRow& row) { return same(row, ward, duty, person); });
  if (found == rows_.end()) return false;
  rows_.erase(found);
  return true;
}

std::vector<std::string> DutyList::told(int stage, const WardId& ward, const BedId& bed, Instant now) const {
  std::vector<std::string> people;
  const auto rows = of(ward, now);
  for (const Duty duty : {Duty::bed_nurse, Duty::charge_nurse, Duty::doctor})
    for (const DutyRow& row : rows)
      if (row.duty == duty && is_told(row, stage, bed) && std::find(people.begin(), people.end(), row.person) == people.end()) people.push_back(row.person);
  return people;
}

std::vector<DutyRow> DutyList::of(const WardId& ward, Instant now) const {
  std::vector<DutyRow> rows;
  for (const DutyRow& row : rows_)
    if (row.ward == ward && (!row.until || *row.until > now)) rows.push_back(row);
  return rows;
}

}  // namespace vestibule::vitals
