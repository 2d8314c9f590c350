#pragma once
// Watches one patient's values and says when a condition begins, changes its priority, or is over. Detection alone: whom to tell, and how
// loudly, is decided in alarms/. Pure: it knows no clock but what it is given. One thread at a time.

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "condition.hpp"
#include "devices/reading.hpp"

namespace vestibule::vitals {

/// Why a condition is no longer there.
enum class Over {
  inside,        ///< the value is back inside its limit, or the fault is gone
  replaced,      ///< what measured it does so no more: a technical condition stands in its place
  switched_off,  ///< by policy
};
BOOST_DESCRIBE_ENUM(Over, inside, replaced, switched_off)

struct Finding {
  enum class Kind { raised, changed, over };
  Kind kind = Kind::raised;
  std::string condition;
  Priority priority = Priority::low;
  bool technical = false;
  std::optional<Measure> measure;
  std::optional<double> value, limit;
  Over why = Over::inside;   ///< of `over`
  std::string replaced_by;   ///< the condition in its place
};
using Findings = std::vector<Finding>;

class Watch {
 public:
  explicit Watch(std::shared_ptr<const Conditions> conditions);

  /// Other limits hold from now on. What is switched off by them is over.
  void use(std::shared_ptr<const Conditions> conditions, Findings& out);
  /// Known to be open already, from before a restart.
  void adopt(std::string_view condition, Priority priority);

  /// In the order of `came`.
  void see(const Reading& reading, Findings& out);
  /// The score as it is now, incomplete or not: "at least 5" is 5. Not called while there is none.
  void score(int points, bool red, Steady now, Findings& out);
  /// The device alarms by its own rules, or no longer.
  void device_alarm(const std::string& code, Priority priority, bool on, Steady now, Findings& out);
  /// It has started anew, and its own alarms with it.
  void device_started(Steady now, Findings& out);
  /// Nothing comes from the device, or something again.
  void silent(bool is, Steady now, Findings& out);
  void clock_wrong(bool is, Steady now, Findings& out);
  /// What time alone brings about; call it about once a second.
  void tick(Steady now, Findings& out);

 private:
  static constexpr std::size_t most_levels = 3;
  struct Standing {
    int level = -1;                ///< that was said; -1: none
    Priority said = Priority::low;
    bool by_device = false;
    std::map<std::string, Priority> codes;  ///< the device's own alarms that are on
    std::array<std::optional<Steady>, most_levels> beyond{}, inside{};
  };
  /// How a value stands to the levels of a condition.
  struct Stand {
    std::array<bool, most_levels> beyond{}, inside{};
  };

  void find_rivals();
  void judge_measure(std::size_t index, const Reading& reading, Findings& out);
  void judge_value(std::size_t index, double value, std::optional<Measure> measure, Steady now, Findings& out);
  void judge_sensors(const Reading& reading, Findings& out);
  void judge_device(std::size_t index, Steady now, Findings& out);
  void judge_technical(std::size_t index, bool present, Priority hidden, bool at_once, Steady now, Findings& out);
  void advance(std::size_t index, const Stand& stand, std::optional<double> value, std::optional<Measure> measure, Steady now, Findings& out);
  void raise_technical(std::size_t index, Priority priority, Findings& out);
  void replace(const Condition& by, Findings& out);
  void end(std::size_t index, Over why, std::string by, Findings& out);
  bool contradicted(const Condition& condition, const Reading& reading, double value) const;
  bool held_by_cuff(const Reading& reading);
  bool hides(const Condition& by, std::size_t index) const;
  bool said_otherwise(std::size_t index) const;
  Priority worst_hidden(const Condition& by) const;
  template <class Visit>
  void each(Source source, Visit visit) const {
    for (std::size_t i = 0; i < conditions_->all.size(); ++i)
      if (conditions_->all[i].source == source && !conditions_->all[i].off) visit(i);
  }

  std::shared_ptr<const Conditions> conditions_;
  std::vector<Standing> standing_;  ///< beside conditions_->all
  std::vector<std::vector<std::size_t>> rivals_;  ///< those that are said in place of each
  PerMeasure<std::optional<Steady>> seen_{};
  std::optional<Steady> cuff_since_, cuff_until_;
  bool silent_ = false, clock_wrong_ = false;
  struct Hidden {
    Priority priority = Priority::low;
    bool any = false, at_once = false;
  } disagreement_;  ///< what was held in the reading under way
};

}  // namespace vestibule::vitals
