// The language of the scenarios itself: what it reads, and that a difference is found.

#include <doctest/doctest.h>

#include "scenario.hpp"

using namespace vestibule;
using namespace vestibule::scenarios;

namespace {
std::string found(std::string_view expected, std::string_view actual) {
  return difference(*parse_json(expected), *parse_json(actual)).value_or("none");
}
std::string refusal(const std::string& text) {
  const auto steps = parse(text);
  return steps ? "none" : steps.error().message;
}
}  // namespace

TEST_CASE("steps are read with what stands under them") {
  const auto steps = parse("# a story\nas ann do x.y {\"a\": 1} => {\"b\": 2}\n   keep c\n\ndo x.z\n   fails conflict some words\nwait 40s\nwall -1h\nrestart\n");
  REQUIRE(steps);
  REQUIRE(steps->size() == 5);
  CHECK((*steps)[0].actor == "ann");
  CHECK((*steps)[0].body == "{\"a\": 1}");
  CHECK((*steps)[0].expected == "{\"b\": 2}");
  CHECK((*steps)[0].kept == std::vector<std::string>{"c"});
  CHECK((*steps)[1].failure == "conflict");
  CHECK((*steps)[1].words == "some words");
  CHECK((*steps)[2].span == std::chrono::seconds{40});
  CHECK((*steps)[3].span == -std::chrono::hours{1});
}

TEST_CASE("what is no scenario is refused with its line") {
  CHECK(refusal("dance\n") == "line 1: there is no step 'dance'");
  CHECK(refusal("\n   keep a\n") == "line 2: nothing stands above it");
  CHECK(refusal("wait 3 moons\n") == "line 1: '3 moons' is no span of time");
  CHECK(refusal("do\n") == "line 1: a name must follow");
  CHECK(refusal("restart\n   sing\n") == "line 2: 'sing' does not belong under a step");
}

TEST_CASE("an answer must hold what is expected, and may hold more") {
  CHECK(found(R"({"a":1})", R"({"a":1,"b":2})") == "none");
  CHECK(found(R"({"a":{"b":[1,{"c":2}]}})", R"({"a":{"b":[1,{"c":2,"d":3}]}})") == "none");
  CHECK(found(R"({"a":1})", R"({"a":2})") == "$.a is 2, expected 1");
  CHECK(found(R"({"a":1})", R"({"b":1})") == "$.a is absent");
  CHECK(found(R"({"a":null})", R"({"b":1})") == "none");
  CHECK(found(R"({"a":null})", R"({"a":1})") == "$.a is 1, expected null");
  CHECK(found(R"([1,2])", R"([1])") == "$ is [1], expected 2 elements");
}
