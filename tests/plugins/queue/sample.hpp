#pragma once
// A hospital small enough to reason about, for the tests without a host.

#include <doctest/doctest.h>

#include "hospital.hpp"

namespace vestibule::queue::sample {

inline const char* hospital_text = R"(
languages = ["en"]
time_zone = "UTC"
site = { en = "Sample" }
urgent_place = { en = "Red door" }
[[area]]
id = "hall"
name = { en = "Hall" }
[[scale]]
id = "triage"
ordinary = "green"
classes = [
  { id = "red", name = { en = "Red" }, target = 0, rate = 8 },
  { id = "yellow", name = { en = "Yellow" }, target = 60, rate = 2.5 },
  { id = "green", name = { en = "Green" }, rate = 1 },
]
[[service]]
id = "first"
letter = "F"
name = { en = "First come" }
area = "hall"
scale = "triage"
[[service]]
id = "strict"
letter = "S"
name = { en = "Strict" }
area = "hall"
scale = "triage"
discipline = { kind = "strict", longest_wait = 90 }
[[service]]
id = "credit"
letter = "C"
name = { en = "Accumulating" }
area = "hall"
scale = "triage"
discipline = { kind = "accumulating", longest_wait = 90 }
appointments = { early = 30, late = 10 }
[[desk]]
id = "one"
name = { en = "One" }
area = "hall"
services = ["first", "strict", "credit"]
[[desk]]
id = "two"
name = { en = "Two" }
area = "hall"
services = ["credit"]
)";

inline std::unique_ptr<const Hospital> hospital() {
  auto read = read_hospital(hospital_text, "sample.toml");
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return *std::move(read);
}

}  // namespace vestibule::queue::sample
