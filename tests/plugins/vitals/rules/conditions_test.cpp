#include <doctest/doctest.h>

#include "rules/condition.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

Limit limit(Scope scope, const char* of, const char* condition, Priority priority, double value) {
  Limit made;
  made.scope = scope;
  made.of = of;
  made.condition = condition;
  made.priority = priority;
  made.limit = value;
  made.set_at = Instant{100s};
  return made;
}

std::string fault(const std::string& text) {
  const auto read = read_conditions(text, "site.toml");
  return read ? "" : read.error().message;
}

}  // namespace

TEST_CASE("the conditions as delivered have the delays of the specification, and none where every second counts") {
  const Conditions& all = delivered_conditions();
  for (const char* id : {"hr_high", "hr_low"}) {
    CHECK(all.find(id)->hysteresis == 5);
    for (const Level& level : all.find(id)->levels) CHECK(level.delay == 10s);
  }
  CHECK(all.find("spo2_low")->hysteresis == 2);
  CHECK(all.find("spo2_low")->levels[0].delay == 15s);
  CHECK(all.find("rr_high")->hysteresis == 2);
  CHECK(all.find("rr_high")->levels[0].delay == 15s);
  for (const char* id : {"hr_high", "hr_low", "spo2_low", "rr_high", "rr_low", "asystole", "apnoea", "fibrillation"})
    for (const Level& level : all.find(id)->levels) CHECK(level.off_delay == 10s);
  for (const char* id : {"asystole", "apnoea", "fibrillation"}) {
    CHECK(all.find(id)->fixed);
    CHECK(all.find(id)->levels.front().delay == 0s);
    CHECK(all.find(id)->levels.front().priority == Priority::high);
  }
  CHECK(all.find("spo2_low")->levels[1].limit == 80);
  CHECK(all.find("spo2_low")->levels[1].delay == 0s);
  CHECK(all.find("news2")->levels[0].limit == 5);
  CHECK(all.find("news2")->levels[1].limit == 7);
}

TEST_CASE("a wrong file is refused with its line and its key") {
  const std::string good = "version = '1'\n[[condition]]\nid = 'x'\nmeasure = 'hr'\nabove = true\nrange = [1, 9]\nlevels = [{ limit = 5, priority = 'low' }]\n";
  CHECK(fault(good).empty());
  CHECK(fault("version = ") .starts_with("site.toml: line 1"));
  CHECK(fault("x = 1") == "site.toml: a version and a list of [[condition]] are needed, and nothing else");
  CHECK(fault(good + "colour = 'red'\n") == "site.toml: line 2: x: colour is no key of it");
  CHECK(fault(good + "hysteresis = -1\n") == "site.toml: line 2: x: hysteresis is less than 0");
  CHECK(fault(good + "below = true\n").find("must stand beside what is compared") != std::string::npos);
  CHECK(fault(good + good.substr(good.find("[["))) == "site.toml: there are two conditions 'x'");
  CHECK(fault("version = '1'\n[[condition]]\nid = 'x'\nmeasure = 'hr'\nabove = true\nrange = [1, 9]\nlevels = [{ limit = 10, priority = 'low' }]\n") ==
        "site.toml: x: the limit 10 is outside the range 1 to 9");
  CHECK(fault("version = '1'\n[[condition]]\nid = 'x'\nmeasure = 'hart'\nabove = true\nlevels = [{ limit = 0, priority = 'low' }]\n").find("'hart' is none of") != std::string::npos);
}

TEST_CASE("a patient's limit goes before the ward's, the ward's before what is delivered, and each only as long as it was given") {
  std::vector<Limit> limits{limit(Scope::ward, "w1", "hr_high", Priority::medium, 115), limit(Scope::patient, "p1", "hr_high", Priority::medium, 130),
                            limit(Scope::patient, "p2", "spo2_low", Priority::medium, 88)};
  limits[1].until = Instant{200s};
  const auto at = [&](const char* ward, const char* patient, Instant now, const char* condition) {
    return with_limits(delivered_conditions(), limits, ward, patient, now)->find(condition)->levels[0].limit;
  };
  CHECK(at("w1", "p1", Instant{150s}, "hr_high") == 130);
  CHECK(at("w1", "p1", Instant{200s}, "hr_high") == 115);
  CHECK(at("w1", "p2", Instant{150s}, "hr_high") == 115);
  CHECK(at("w2", "p2", Instant{150s}, "hr_high") == 120);
  CHECK(at("w2", "p2", Instant{150s}, "spo2_low") == 88);
  CHECK(at("w2", "p1", Instant{150s}, "spo2_low") == 90);
}

TEST_CASE("what fits no more pulls the milder level along, so that the more severe one is never the nearer") {
  const std::vector<Limit> limits{limit(Scope::ward, "w", "hr_high", Priority::high, 125), limit(Scope::patient, "p", "hr_high", Priority::medium, 135)};
  const auto made = with_limits(delivered_conditions(), limits, "w", "p", Instant{});
  CHECK(made->find("hr_high")->levels[0].limit == 125);
  CHECK(made->find("hr_high")->levels[1].limit == 125);
}

TEST_CASE("a limit that may not be set is refused with the field and the reason") {
  const Conditions& all = delivered_conditions();
  const auto refusal = [&](const Limit& one) {
    const auto checked = check_limit(all, one);
    return checked ? "" : checked.error().message;
  };
  CHECK(refusal(limit(Scope::ward, "w", "hr_high", Priority::medium, 130)).empty());
  CHECK(refusal(limit(Scope::ward, "w", "hr_higher", Priority::medium, 130)) == "$.condition: there is no condition 'hr_higher'");
  CHECK(refusal(limit(Scope::ward, "w", "hr_high", Priority::low, 130)) == "$.priority: 'hr_high' has no level of priority low");
  CHECK(refusal(limit(Scope::ward, "w", "hr_high", Priority::medium, 300)) == "$.limit is 300: for 'hr_high' it may be from 80 to 220");
  CHECK(refusal(limit(Scope::ward, "w", "hr_high", Priority::medium, 145)) == "$.limit: the more severe level of 'hr_high' must stay the further one");
  CHECK(refusal(limit(Scope::ward, "w", "asystole", Priority::high, 5)) == "$.condition: 'asystole' stays as it is: nobody may change, delay or switch it off");
  CHECK(refusal(limit(Scope::ward, "w", "hr_sensor_off", Priority::low, 5)) == "$.limit: 'hr_sensor_off' is not compared with a limit");
  Limit late = limit(Scope::ward, "w", "hr_high", Priority::medium, 130);
  late.until = Instant{99s};
  CHECK(refusal(late) == "$.until is over already");
  Limit slow = limit(Scope::ward, "w", "hr_high", Priority::medium, 130);
  slow.delay = 61s;
  CHECK(refusal(slow) == "$.delay: from 0 to 60 seconds are possible");
}
