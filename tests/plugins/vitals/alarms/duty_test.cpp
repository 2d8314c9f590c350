#include <doctest/doctest.h>

#include "alarms/duty.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

TEST_CASE("first the bed's nurses, then the whole ward and the charge nurse, then the doctor") {
  DutyList list;
  const WardId ward{"w"};
  list.put({ward, Duty::bed_nurse, "nora", {BedId{"b1"}}, {}, {}});
  list.put({ward, Duty::bed_nurse, "nils", {BedId{"b2"}}, {}, {}});
  list.put({ward, Duty::bed_nurse, "nina", {}, {}, Instant{100s}});
  list.put({ward, Duty::charge_nurse, "carla", {}, {}, {}});
  list.put({ward, Duty::doctor, "dora", {}, {}, {}});
  list.put({WardId{"x"}, Duty::doctor, "dan", {}, {}, {}});
  using Names = std::vector<std::string>;
  CHECK(list.told(0, ward, BedId{"b1"}, Instant{50s}) == Names{"nora", "nina"});
  CHECK(list.told(0, ward, BedId{"b1"}, Instant{100s}) == Names{"nora"});
  CHECK(list.told(1, ward, BedId{"b1"}, Instant{100s}) == Names{"nora", "nils", "carla"});
  CHECK(list.told(2, ward, BedId{"b1"}, Instant{100s}) == Names{"nora", "nils", "carla", "dora"});
  CHECK(list.told(2, WardId{"y"}, BedId{"b1"}, Instant{100s}).empty());
  list.put({ward, Duty::charge_nurse, "nora", {}, {}, {}});
  CHECK(list.told(1, ward, BedId{"b1"}, Instant{100s}) == Names{"nora", "nils", "carla"});
  CHECK(list.remove(ward, Duty::doctor, "dora"));
  CHECK_FALSE(list.remove(ward, Duty::doctor, "dora"));
}
