// Recordings are replayed as they were made, drop-outs and all.

#include "bench/monitors/recording.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

#include "bench/monitors/ward.hpp"

using namespace vestibule;
using namespace vestibule::monitors;
using namespace std::chrono_literals;

TEST_CASE("a recording: rows, drop-outs, columns that are not there") {
  const auto read = parse_recording("Time [s], HR, PULSE, RESP, SpO2\n0,94,93,25,97\r\n1,95,94,NaN,97\n2,,94,24\n", "small");
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  REQUIRE(read->size() == 3);
  CHECK((*read)[0][Vital::hr] == Value::of(94));
  CHECK((*read)[0][Vital::rr] == Value::of(25));
  CHECK((*read)[0][Vital::pr] == Value::of(93));
  CHECK((*read)[0][Vital::sbp] == Value{});
  CHECK((*read)[1][Vital::rr] == Value::fault());
  CHECK((*read)[2][Vital::hr] == Value::fault());
  CHECK((*read)[2][Vital::spo2] == Value::fault());
  Replay replay(std::make_shared<const Recorded>(*read));
  CHECK(replay.at(1s, {})[Vital::hr] == Value::of(95));
  CHECK(replay.at(4s, {})[Vital::hr] == Value::of(95));
}

TEST_CASE("what is no recording is refused by name") {
  for (const char* wrong : {"", "a,b\n1,2\n", "HR,SpO2\n"}) {
    const auto read = parse_recording(wrong, "file.csv");
    REQUIRE_FALSE(read);
    CHECK(read.error().message.find("file.csv") != std::string::npos);
  }
  const auto none = read_recordings("/nonexistent");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == Code::not_found);
}

TEST_CASE("devices are named in a row") {
  CHECK(device_name({.count = 12}, 3) == "mon-003");
  CHECK(device_name({.count = 20'000}, 3) == "mon-00003");
}

TEST_CASE("real recordings, where VESTIBULE_RECORDINGS names a folder of them") {
  const char* const folder = std::getenv("VESTIBULE_RECORDINGS");
  if (!folder) {
    MESSAGE("VESTIBULE_RECORDINGS is not set: not shown on real recordings");
    return;
  }
  const auto read = read_recordings(folder);
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  std::size_t rows = 0, drop_outs = 0;
  for (const auto& one : *read)
    for (const auto& row : one) {
      ++rows;
      for (const auto& value : row.values) drop_outs += value.state == Value::State::faulty;
      CHECK(row[Vital::temp] == Value{});
    }
  MESSAGE(read->size() << " recordings, " << rows << " seconds, " << drop_outs << " drop-outs");
  CHECK(rows > 0);
}
