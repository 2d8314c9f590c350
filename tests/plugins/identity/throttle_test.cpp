#include <doctest/doctest.h>

#include <string>

#include "throttle.hpp"

using namespace vestibule;
using namespace vestibule::identity;
using namespace std::chrono_literals;

namespace {
const Steady start{Duration{5000}};
}

TEST_CASE("the wait doubles after some free tries, and is never longer than a minute") {
  Throttle throttle({});
  for (int i = 0; i < 3; ++i) throttle.failed("anna", start);
  CHECK(throttle.wait("anna", start) == 0ms);
  for (const Duration wait : {Duration{1s}, Duration{2s}, Duration{4s}, Duration{8s}, Duration{16s}, Duration{32s}, Duration{60s}, Duration{60s}}) {
    throttle.failed("anna", start);
    CHECK(throttle.wait("anna", start) == wait);
  }
  CHECK(throttle.wait("anna", start + 59s) == 1s);
  CHECK(throttle.wait("anna", start + 60s) == 0ms);
  CHECK(throttle.wait("berta", start) == 0ms);
}

TEST_CASE("who gets in, or lets a quarter of an hour pass, starts anew") {
  Throttle throttle({});
  for (int i = 0; i < 6; ++i) throttle.failed("anna", start);
  CHECK(throttle.wait("anna", start + 15min) == 0ms);
  throttle.failed("anna", start + 15min);
  CHECK(throttle.wait("anna", start + 15min) == 0ms);
  for (int i = 0; i < 6; ++i) throttle.failed("anna", start + 15min);
  throttle.succeeded("anna");
  CHECK(throttle.kept() == 0);
  CHECK(throttle.wait("anna", start + 15min) == 0ms);
}

TEST_CASE("a crowd of strangers costs a bounded memory, and the newest are remembered") {
  Throttle throttle({}, 100);
  for (int i = 0; i < 10'000; ++i)
    for (int n = 0; n < 4; ++n) throttle.failed("address " + std::to_string(i), start);
  CHECK(throttle.kept() == 100);
  CHECK(throttle.wait("address 9999", start) == 1s);
  CHECK(throttle.wait("address 9899", start) == 0ms);
}
