#pragma once
// The table of duties.

#include "alarms/duty.hpp"
#include <vestibule/result.hpp>

namespace soci {
class session;
}

namespace vestibule::vitals {

class DutyStore {
 public:
  explicit DutyStore(soci::session& session) : session_(session) {}

  void write(const DutyRow& row);
  void remove(const WardId& ward, Duty duty, const std::string& person);
  Result<DutyList> all();

 private:
  soci::session& session_;
};

}  // namespace vestibule::vitals
