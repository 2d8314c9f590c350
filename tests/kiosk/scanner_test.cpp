#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "flow/scanner.hpp"
#include "world.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using namespace std::chrono_literals;

namespace {

struct Desk {
  /// Characters so far apart, then Enter; whether that was a scan.
  bool type(const std::string& text, Duration gap) {
    for (const char c : text) {
      clock.set(clock.steady() + gap);
      scanner.typed(std::string(1, c));
    }
    clock.set(clock.steady() + gap);
    return scanner.enter();
  }

  test::FakeClock clock;
  std::vector<std::string> read;
  Scanner scanner{clock, [this](const std::string& text) { read.push_back(text); }};
};

}  // namespace

TEST_CASE("characters close upon each other and Enter are a scan, also one after the other") {
  Desk desk;
  CHECK(desk.type("AB-4711", 5ms));
  CHECK(desk.type("vestibule:token/XYZ", 20ms));
  CHECK(desk.read == std::vector<std::string>{"AB-4711", "vestibule:token/XYZ"});
}

TEST_CASE("a person's typing is none, however it ends") {
  Desk desk;
  CHECK_FALSE(desk.type("AB-4711", 150ms));
  CHECK_FALSE(desk.type("", 5ms));
  CHECK_FALSE(desk.type("ab", 5ms));
  CHECK(desk.read.empty());
}

TEST_CASE("a key pressed before is not part of the scan, control characters are none of it, and 10,000 characters are nothing") {
  Desk desk;
  desk.scanner.typed("x");
  desk.clock.set(desk.clock.steady() + 1s);
  CHECK(desk.type("\x02" "AB-4711\x1d\x7f", 5ms));
  CHECK(desk.read == std::vector<std::string>{"AB-4711"});
  CHECK(desk.type(std::string(10'000, 'x'), 1ms));
  CHECK(desk.read.size() == 1);
  CHECK(desk.type("AB-4712", 5ms));
  CHECK(desk.read.back() == "AB-4712");
}

TEST_CASE("what is scanned and is no text is nothing: the host could not read it") {
  test::World world;
  const auto start = world.flow.page().kind;
  for (const std::string bad : {"7F3K\xff", "\xc3\x28" "7F3K", "\xed\xa0\x80" "7F3K"}) {
    world.scan(bad);
    CHECK(world.flow.page().kind == start);
  }
  world.scan("7F3K");
  CHECK(world.flow.page().kind != start);
}
