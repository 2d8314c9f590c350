#include <doctest/doctest.h>

#include "bedside.hpp"

using namespace vestibule;
using namespace vestibule::vitals_test;
using enum vestibule::vitals::Measure;

namespace {

std::string device(Bedside& bed, const char* code, Priority priority, bool on) {
  Findings found;
  bed.watch.device_alarm(code, priority, on, bed.now, found);
  return Bedside::told(found);
}

std::string silent(Bedside& bed, bool is) {
  Findings found;
  bed.watch.silent(is, bed.now, found);
  return Bedside::told(found);
}

}  // namespace

TEST_CASE("a sensor that falls off stands in place of its alarms, and is as urgent as they were") {
  Bedside bed;
  bed.go(30, {{spo2, 85}, {hr, 130}, {pr, 130}});
  CHECK(bed.go(5, {{spo2, {}}, {hr, 130}}).empty());
  CHECK(bed.go(1, {{spo2, {}}, {hr, 130}}) == "+spo2_sensor_off medium, -spo2_low by spo2_sensor_off");
  CHECK(bed.go(60, {{spo2, {}}, {hr, 130}}).empty());
  CHECK(bed.go(4, {{spo2, 97}, {hr, 130}}) == "-spo2_sensor_off");
  CHECK(bed.go(10, {{spo2, 85}, {hr, 130}}).empty());  // the delay begins anew
}

TEST_CASE("a sensor that falls off without anything to hide is of low priority") {
  Bedside bed;
  bed.go(10, {{hr, 80}});
  CHECK(bed.go(6, {{hr, {}}}) == "+hr_sensor_off low");
}

TEST_CASE("a value that was sent and is sent no more is missed, one that was never sent is not") {
  Bedside bed;
  bed.go(10, {{hr, 80}, {rr, 16}});
  CHECK(bed.go(60, {{rr, 16}}) == "+hr_sensor_off low");
}

TEST_CASE("faults between values restart a delay") {
  Bedside bed;
  bed.go(9, {{hr, 130}});
  bed.go(1, {{hr, {}}});
  CHECK(bed.go(10, {{hr, 130}}).empty());
  CHECK(bed.go(1, {{hr, 130}}) == "+hr_high medium");
}

TEST_CASE("silence stands in place of everything it hides, with no instant in which nothing is open") {
  Bedside bed;
  bed.go(30, {{hr, 150}, {spo2, 85}});
  CHECK(silent(bed, true) == "+no_data high, -hr_high by no_data, -spo2_low by no_data");
  CHECK(silent(bed, true).empty());
  CHECK(silent(bed, false) == "-no_data");
  CHECK(bed.go(11, {{hr, 150}}) == "+hr_high high");
  Bedside well;
  well.go(30, {{hr, 80}});
  CHECK(silent(well, true) == "+no_data medium");
}

TEST_CASE("low saturation is held while a cuff inflates on that limb, but not for ever") {
  Bedside bed;
  CHECK(bed.go(40, {{spo2, 70}}, quality_cuff_inflating).empty());
  CHECK(bed.go(14, {{spo2, 70}}).empty());  // blood returns
  CHECK(bed.go(2, {{spo2, 70}}) == "+spo2_low high");
  Bedside stuck;
  CHECK(stuck.go(121, {{spo2, 70}}, quality_cuff_inflating).empty());
  CHECK(stuck.go(1, {{spo2, 70}}, quality_cuff_inflating) == "+spo2_low high");
  Bedside open;
  open.go(1, {{spo2, 70}});
  CHECK(open.go(60, {{spo2, 97}}, quality_cuff_inflating).empty());  // nor does it end anything
}

TEST_CASE("a heart rate that the pulse contradicts is not believed, and the contradiction is as urgent as what it hides") {
  Bedside bed;
  CHECK(bed.go(10, {{hr, 150}, {pr, 80}}).empty());
  CHECK(bed.go(1, {{hr, 150}, {pr, 80}}) == "+hr_disagrees high");
  CHECK(bed.go(11, {{hr, 82}, {pr, 80}}) == "-hr_disagrees");
  CHECK(bed.go(11, {{hr, 150}, {pr, 145}}) == "+hr_high high");
  Bedside stopped;
  CHECK(stopped.go(1, {{hr, 0}, {pr, 70}}) == "+hr_disagrees high");  // at once, as asystole would be
  CHECK(Bedside().go(1, {{hr, 0}, {pr, 0}}) == "+asystole high");
  CHECK(Bedside().go(11, {{hr, 130}, {pr, 118}}) == "+hr_high medium");  // not far enough apart
}

TEST_CASE("a contradiction ends no alarm that is open") {
  Bedside bed;
  bed.go(30, {{hr, 150}, {pr, 150}});
  CHECK(bed.go(60, {{hr, 150}, {pr, 80}}) == "+hr_disagrees high");
  CHECK(bed.go(11, {{hr, 80}, {pr, 80}}) == "-hr_high, -hr_disagrees");
}

TEST_CASE("the device's own alarms begin and end as it says") {
  Bedside bed;
  bed.go(5, {{hr, 80}});
  CHECK(device(bed, "asystole", Priority::high, true) == "+asystole high");
  CHECK(bed.go(30, {{hr, 80}}).empty());  // the device has not taken it back
  CHECK(device(bed, "asystole", Priority::high, false).empty());
  CHECK(bed.go(11, {{hr, 80}}) == "-asystole");
  CHECK(device(bed, "vtach", Priority::high, true) == "+fibrillation high");
  CHECK(device(bed, "vtach", Priority::high, false).empty());
  CHECK(bed.go(11, {{hr, 80}}) == "-fibrillation");
}

TEST_CASE("what a device alarms for and we have no word for is shown with its own priority") {
  Bedside bed;
  CHECK(device(bed, "st_elevation", Priority::medium, true) == "+device_alarm medium");
  CHECK(device(bed, "pvc", Priority::low, true).empty());
  CHECK(device(bed, "pacer", Priority::high, true) == "=device_alarm high");
  CHECK(device(bed, "pacer", Priority::high, false) == "=device_alarm medium");
  CHECK(device(bed, "st_elevation", Priority::medium, false) == "=device_alarm low");
  CHECK(device(bed, "pvc", Priority::low, false) == "-device_alarm");
}

TEST_CASE("what the device still says is not hidden by silence, and a device that starts anew says nothing") {
  Bedside bed;
  bed.go(5, {{hr, 80}});
  device(bed, "vfib", Priority::high, true);
  CHECK(silent(bed, true) == "+no_data medium");
  CHECK(silent(bed, false) == "-no_data");
  Findings found;
  bed.watch.device_started(bed.now, found);
  CHECK(bed.go(11, {{hr, 80}}) == "-fibrillation");
}

TEST_CASE("a device's own alarm that was open before a restart of the house stays until the device says that it is over") {
  Bedside bed;
  bed.watch.adopt("fibrillation", Priority::high);
  CHECK(bed.go(60, {{hr, 80}}).empty());
  CHECK(device(bed, "vfib", Priority::high, false).empty());
  CHECK(bed.go(11, {{hr, 80}}) == "-fibrillation");
  Bedside other;
  other.watch.adopt("device_alarm", Priority::low);
  CHECK(other.go(60, {{hr, 80}}).empty());
  CHECK(device(other, "pvc", Priority::low, false) == "-device_alarm");
}

TEST_CASE("a wrong clock is said and taken back") {
  Bedside bed;
  Findings found;
  bed.watch.clock_wrong(true, bed.now, found);
  bed.watch.clock_wrong(false, bed.now, found);
  CHECK(Bedside::told(found) == "+clock_wrong low");
  CHECK(bed.go(11, {{hr, 80}}) == "-clock_wrong");
}
