// A device on the listener's thread: what is kept, what is shown, and of whom.

#include <doctest/doctest.h>

#include "listening/attended.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {

const Instant begin = *instant_from_iso("2026-11-23T07:00:00Z");
Now after(Duration span) { return {begin + span, Steady{Duration{1'000'000}} + span}; }

Assignment assignment(std::int64_t episode, Instant begins) {
  return {DeviceId{"m"}, BedId{"b"}, WardId{"w"}, Placing{episode, PatientId{"p"}, BedId{"b"}, DeviceId{"m"}, begins}, std::make_shared<const Conditions>()};
}

NumericsRead message(std::int64_t sequence, Instant taken, double hr, unsigned quality = 0) {
  NumericsRead read;
  read.sequence = sequence, read.taken_ms = to_millis(taken), read.quality = quality;
  read.values[at(Measure::hr)] = hr;
  read.values[at(Measure::spo2)] = 97;
  return read;
}

}  // namespace

TEST_CASE("what is measured while nobody lies there is nobody's") {
  Attended device(DeviceId{"m"});
  CHECK_FALSE(device.hear(message(1, begin, 70), after(0s)).kept);
  CHECK_FALSE(device.tell().latest[0]);
  CHECK(device.tell().device.state(after(0s).steady) == DeviceState::online);
}

TEST_CASE("another episode begins with nothing") {
  Attended device(DeviceId{"m"});
  device.assign(assignment(1, begin), after(0s));
  CHECK(device.hear(message(1, begin + 1s, 70), after(1s)).fresh);
  CHECK(device.tell().latest[0]->value == 70);
  device.assign(assignment(2, begin + 2s), after(2s));
  CHECK_FALSE(device.tell().latest[0]);
  CHECK(device.tell().episode == 2);
  device.assign(std::nullopt, after(3s));
  CHECK(device.tell().episode == 0);
}

TEST_CASE("what was measured before the patient came is not theirs, whatever the device's clock says") {
  Attended device(DeviceId{"m"});
  device.assign(assignment(1, begin), after(0s));
  // 20 s ahead of us, as of the message that was least under way
  CHECK(device.hear(message(1, begin + 21s, 70), after(1s)).fresh);
  device.assign(assignment(2, begin + 60s), after(60s));
  CHECK_FALSE(device.hear(message(2, begin + 60s + 10s, 140), after(61s)).kept);  // measured at 50 s by our clock
  CHECK(device.hear(message(3, begin + 61s + 20s, 71), after(61s)).kept);
  CHECK(device.tell().device.health(DeviceId{"m"}, after(61s)).refused.at("before_patient") == 1);
}

TEST_CASE("what comes late is kept and never shown over what is newer") {
  Attended device(DeviceId{"m"});
  device.assign(assignment(1, begin), after(0s));
  device.hear(message(1, begin + 1s, 70), after(1s));
  device.hear(message(3, begin + 3s, 72), after(3s));
  const auto late = device.hear(message(2, begin + 2s, 71), after(4s));
  CHECK(late.kept);
  CHECK_FALSE(late.fresh);
  CHECK(device.tell().latest[0]->value == 72);
}

TEST_CASE("a sensor's fault takes its value away at once, and an absent one leaves it to grow old") {
  Attended device(DeviceId{"m"});
  device.assign(assignment(1, begin), after(0s));
  device.hear(message(1, begin + 1s, 70), after(1s));
  NumericsRead fault;
  fault.sequence = 2, fault.taken_ms = to_millis(begin + 2s);
  fault.faults[at(Measure::hr)] = true;
  device.hear(fault, after(2s));
  CHECK_FALSE(device.tell().latest[at(Measure::hr)]);
  CHECK(device.tell().faults[at(Measure::hr)]);
  CHECK(device.tell().latest[at(Measure::spo2)]->came == after(1s).steady);
}

TEST_CASE("motion makes all doubtful, a cuff what is measured beyond it") {
  Attended device(DeviceId{"m"});
  device.assign(assignment(1, begin), after(0s));
  device.hear(message(1, begin + 1s, 70, quality_cuff_inflating), after(1s));
  CHECK_FALSE(device.tell().latest[at(Measure::hr)]->doubtful);
  CHECK(device.tell().latest[at(Measure::spo2)]->doubtful);
  device.hear(message(2, begin + 2s, 70, quality_motion), after(2s));
  CHECK(device.tell().latest[at(Measure::hr)]->doubtful);
}

TEST_CASE("silence is news once") {
  Attended device(DeviceId{"m"});
  device.assign(assignment(1, begin), after(0s));
  (void)device.tell();
  CHECK(device.beat(after(1s).steady));  // it is awaited
  CHECK_FALSE(device.beat(after(2s).steady));
  CHECK(device.beat(after(3s).steady));
  CHECK(device.has_news());
  (void)device.tell();
  CHECK_FALSE(device.beat(after(4s).steady));
  CHECK_FALSE(device.has_news());
}
