// Sequences, boots, clocks and silence of one device.

#include <doctest/doctest.h>

#include "devices/device.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;
using Place = Sequence::Place;
using Verdict = Device::Verdict;

namespace {

const Instant begin = *instant_from_iso("2026-11-23T07:00:00Z");

/// Moments that go by on both clocks.
Now after(Duration span) { return {begin + span, Steady{Duration{1'000'000}} + span}; }

NumericsRead message(std::int64_t sequence, Instant taken, unsigned quality = 0) {
  NumericsRead read;
  read.sequence = sequence, read.taken_ms = to_millis(taken), read.quality = quality;
  read.values[at(Measure::hr)] = 70;
  return read;
}

Verdict say(Device& device, std::int64_t sequence, Now now, Duration skew = 0ms, unsigned quality = 0) {
  Reading reading;
  return device.hear(message(sequence, now.wall + skew, quality), now, reading);
}

DeviceStatus status(const char* st, std::int64_t boot) { return {st, boot, {}, {}, {}}; }

}  // namespace

TEST_CASE("a sequence counts what is missing, takes what comes late and drops what comes twice") {
  Sequence sequence;
  CHECK(sequence.take(10, 1) == Place::next);
  CHECK(sequence.take(11, 2) == Place::next);
  CHECK(sequence.take(14, 5) == Place::next);
  CHECK(sequence.missing() == 2);
  CHECK(sequence.take(12, 3) == Place::late);
  CHECK(sequence.missing() == 1);
  CHECK(sequence.take(12, 3) == Place::repeated);
  CHECK(sequence.take(14, 5) == Place::repeated);
  CHECK(sequence.take(14 + 64, 80) == Place::next);
  CHECK(sequence.missing() == 1 + 63);
  CHECK(sequence.take(15, 6) == Place::late);
  CHECK(sequence.take(14, 5) == Place::repeated);  // out of the window, and no later than what has come
}

TEST_CASE("numbers that begin anew and are measured later are another start of the device") {
  Sequence sequence;
  sequence.take(5'000, 1'000);
  CHECK(sequence.take(1, 900) == Place::repeated);
  CHECK(sequence.take(1, 1'100) == Place::next);
  CHECK(sequence.take(2, 1'101) == Place::next);
  CHECK(sequence.missing() == 0);
}

TEST_CASE("a clock up to 30 s off is taken, one further off is refused and leaves no gap behind") {
  Device device;
  CHECK(say(device, 1, after(0s), 30s) == Verdict::fresh);
  CHECK(say(device, 2, after(1s), -30s) == Verdict::fresh);
  CHECK(say(device, 3, after(2s), 30'001ms) == Verdict::refused);
  CHECK(device.clock_is_off());
  CHECK(say(device, 3, after(3s), -30'001ms) == Verdict::refused);
  CHECK(say(device, 3, after(4s)) == Verdict::fresh);
  CHECK_FALSE(device.clock_is_off());
  const auto health = device.health(DeviceId{"d"}, after(4s));
  CHECK(health.refused.at("clock") == 2);
  CHECK(health.missing == 0);
}

TEST_CASE("a device that knows its clock is not set is believed, with our time for its own") {
  Device device;
  Reading reading;
  const auto now = after(5s);
  CHECK(device.hear(message(1, now.wall - 24h, quality_clock_unsynchronised), now, reading) == Verdict::fresh);
  CHECK(reading.taken == now.wall);
  CHECK(reading.came == now.steady);
  CHECK_FALSE(device.clock_is_off());
}

TEST_CASE("silence counts from the last message, and 3 s of it are enough") {
  Device device;
  CHECK(device.state(after(0s).steady) == DeviceState::none);
  say(device, 1, after(0s));
  CHECK(device.state(after(2999ms).steady) == DeviceState::online);
  CHECK(device.state(after(3s).steady) == DeviceState::silent);
  CHECK(say(device, 1, after(3s)) == Verdict::repeated);  // what comes again says nothing of now
  CHECK(device.state(after(3s).steady) == DeviceState::silent);
  say(device, 2, after(4s));
  CHECK(device.state(after(4s).steady) == DeviceState::online);
}

TEST_CASE("a refused message is no sign of life") {
  Device device;
  say(device, 1, after(0s));
  say(device, 2, after(4s), 1h);
  CHECK(device.state(after(4s).steady) == DeviceState::silent);
}

TEST_CASE("only the will of the boot that is running counts") {
  Device device;
  device.hear(status("online", 5), after(0s));
  say(device, 1, after(0s));
  device.hear(status("offline", 4), after(1s));
  CHECK(device.state(after(1s).steady) == DeviceState::online);
  device.hear(status("offline", 6), after(1s));  // of a boot whose birth has not come
  CHECK(device.state(after(1s).steady) == DeviceState::online);
  device.hear(status("offline", 5), after(1s));
  CHECK(device.state(after(1s).steady) == DeviceState::offline);
  device.hear(status("online", 4), after(2s));  // a birth from before
  CHECK(device.state(after(2s).steady) == DeviceState::offline);
  device.hear(status("online", 6), after(2s));
  CHECK(device.state(after(2s).steady) == DeviceState::online);
  CHECK(device.health(DeviceId{"d"}, after(2s)).refused.at("old_boot") == 3);
}

TEST_CASE("a new boot counts from 1 again and what it counts is not missing") {
  Device device;
  device.hear(status("online", 1), after(0s));
  for (int n = 1; n <= 100; ++n) CHECK(say(device, n, after(n * 1s)) == Verdict::fresh);
  device.hear(status("online", 2), after(101s));
  CHECK(say(device, 1, after(102s)) == Verdict::fresh);
  CHECK(say(device, 2, after(103s)) == Verdict::fresh);
  CHECK(device.health(DeviceId{"d"}, after(103s)).missing == 0);
  CHECK(device.health(DeviceId{"d"}, after(103s)).received == 102);
}

TEST_CASE("whoever speaks after its will is there") {
  Device device;
  device.hear(status("online", 1), after(0s));
  device.hear(status("offline", 1), after(1s));
  say(device, 1, after(2s));
  CHECK(device.state(after(2s).steady) == DeviceState::online);
}

TEST_CASE("the skew is that of the message that was least under way") {
  Device device;
  say(device, 1, after(0s), -5s);
  say(device, 2, after(1s), 2s);
  say(device, 3, after(2s), -1s);
  CHECK(device.skew() == 2s);
  CHECK(device.last_skew() == -1s);
}
