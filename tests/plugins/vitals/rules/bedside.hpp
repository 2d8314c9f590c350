#pragma once
// A patient whose values are given second by second, and what the watch finds.

#include <map>
#include <sstream>

#include "rules/watch.hpp"

namespace vestibule::vitals_test {

using namespace vitals;
using namespace std::chrono_literals;

class Bedside {
 public:
  explicit Bedside(std::shared_ptr<const Conditions> conditions = std::make_shared<Conditions>(delivered_conditions())) : watch(std::move(conditions)) {}

  /// The next `seconds`, once a second, with these values; a value that is none is a sensor's fault.
  std::string go(int seconds, const std::map<Measure, std::optional<double>>& values, unsigned quality = 0) {
    Findings found;
    for (int i = 0; i < seconds; ++i) {
      now += 1s;
      Reading reading;
      reading.came = now;
      reading.quality = quality;
      for (const auto& [measure, value] : values) {
        reading.values[at(measure)] = value;
        reading.faults[at(measure)] = !value;
      }
      watch.see(reading, found);
      watch.tick(now, found);
    }
    return told(found);
  }

  /// "+hr_high medium" begun, "=hr_high high" changed, "-hr_high" over, "-hr_high by no_data".
  static std::string told(const Findings& findings) {
    std::ostringstream text;
    for (const Finding& one : findings) {
      if (text.tellp() > 0) text << ", ";
      text << (one.kind == Finding::Kind::raised ? "+" : one.kind == Finding::Kind::changed ? "=" : "-") << one.condition;
      if (one.kind != Finding::Kind::over) text << " " << boost::describe::enum_to_string(one.priority, "?");
      else if (one.why == Over::replaced) text << " by " << one.replaced_by;
      else if (one.why == Over::switched_off) text << " off";
    }
    return text.str();
  }

  Steady now{1000s};
  Watch watch;
};

}  // namespace vestibule::vitals_test
