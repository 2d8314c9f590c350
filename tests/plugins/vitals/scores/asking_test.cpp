#include <doctest/doctest.h>

#include "scores/asking.hpp"

using namespace vestibule;
using namespace vestibule::vitals;

namespace {

Result<ScoreGiven> asked(std::string_view text) {
  VESTIBULE_TRY(const auto request, decode_text<StrictlyAsked>(text));
  return score(request);
}

std::string refusal(std::string_view text) {
  const auto given = asked(text);
  return given ? "" : given.error().message;
}

}  // namespace

TEST_CASE("a whole set of values is scored") {
  const auto given = asked(R"({"age":71,"pregnant":false,"respiration":22,"spo2":93,"oxygen":true,"systolic":98,"pulse":118,"consciousness":"A","temperature":38.4})");
  REQUIRE(given);
  CHECK(given->total == 2 + 2 + 2 + 2 + 2 + 0 + 1);
  CHECK(given->complete);
  CHECK(given->risk == Risk::high);
  CHECK(given->says == "11");
  CHECK(given->unchecked.empty());
}

TEST_CASE("the keys of numerics are understood") {
  const auto given = asked(R"({"rr":25,"hr":131,"sbp":90,"temp":35.0,"spo2":91})");
  REQUIRE(given);
  CHECK(given->total == 15);
  CHECK(given->says == "at least 15, oxygen, consciousness missing");
  CHECK(given->unchecked == std::vector<std::string>{"age", "pregnant"});
}

TEST_CASE("whatever is wrong is refused with the field's name and the reason") {
  CHECK(refusal(R"({"respiraton":12})").starts_with("$.respiraton is no key of vitals.score; its keys are score, scale, age, "));
  CHECK(refusal(R"({"pulse":70,"hr":71})") == "$.pulse is given twice, under two names");
  CHECK(refusal(R"({"pulse":"70"})") == "$.pulse expected a number");
  CHECK(refusal(R"({"oxygen":2})") == "$.oxygen expected true or false");
  CHECK(refusal(R"({"consciousness":"X"})") == "$.consciousness expected one of A | C | V | P | U");
  CHECK(refusal(R"({"temperature":98.6})") == "$.temperature is 98.6: 15 to 45 degrees Celsius can be measured");
  CHECK(refusal(R"({"spo2":101})") == "$.spo2 is 101: 0 to 100 % can be measured");
  CHECK(refusal(R"({"pulse":-1})") == "$.pulse is -1: 0 to 350 /min can be measured");
  CHECK(refusal(R"({"scale":3})") == "$.scale is 3: there are the SpO2 scales 1 and 2");
  CHECK(refusal(R"({"age":15})").starts_with("$.age is 15: "));
  CHECK(refusal(R"({"score":"apache"})") == "$.score is 'apache': there are news2, mews and qsofa");
  CHECK(refusal(R"({"ages":{"pulse":3}})") == "$.ages.pulse is the age of a value that was not given");
  CHECK(refusal(R"({"ages":{"colour":3}})") == "$.ages.colour is no parameter of a score");
  CHECK(refusal(R"({"pulse":70,"ages":{"pulse":-3}})") == "$.ages.pulse is -3: minutes from 0 to 1000000 are possible");
  CHECK(refusal("[1]") == "$ expected an object");
}

TEST_CASE("a value that is old is told with its age") {
  const auto given = asked(R"({"respiration":16,"spo2":97,"oxygen":false,"systolic":120,"pulse":70,"consciousness":"A","temperature":37,"ages":{"oxygen":721}})");
  REQUIRE(given);
  CHECK(given->says == "at least 0, oxygen missing");
  CHECK(given->parts[2].stale);
}
