#pragma once
// The conditions of the house, and who has changed what of them for whom. Loop thread.

#include <vestibule/context.hpp>
#include <vestibule/vitals_alarms.hpp>

#include "rules/condition.hpp"
#include "surroundings.hpp"

namespace vestibule::vitals {

class LimitRoom {
 public:
  LimitRoom(Context& context, const Surroundings& surroundings, Conditions conditions)
      : context_(context), surroundings_(surroundings), conditions_(std::make_shared<const Conditions>(std::move(conditions))) {}

  void add_commands();
  Result<> load();

  /// As they hold now for a patient who lies there.
  std::shared_ptr<const Conditions> conditions_for(const WardId& ward, const PatientId& patient) const;

 private:
  Result<Done> set(Act& act, const SetLimit& request);
  Result<Done> drop(Act& act, const DropLimit& request);
  Result<Limits> shown(const LimitsAsked& asked) const;
  void wait_for_end();
  void changed();

  Context& context_;
  const Surroundings& surroundings_;
  std::shared_ptr<const Conditions> conditions_;  ///< shared by all who have no limits of their own
  std::vector<Limit> limits_;
  Timer timer_;
};

}  // namespace vestibule::vitals
