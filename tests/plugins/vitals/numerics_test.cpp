// The text of a device's message: what is read, and each reason why it does not count.

#include <doctest/doctest.h>

#include "devices/numerics.hpp"

using namespace vestibule::vitals;

namespace {

std::optional<NumericsRead> read(std::string_view text) {
  Reader reader;
  Refusal why{};
  return reader.numerics(text, why);
}

std::string refusal(std::string_view text) {
  Reader reader;
  Refusal why{};
  if (reader.numerics(text, why)) return "none";
  return boost::describe::enum_to_string(why, "?");
}

}  // namespace

TEST_CASE("the example of the page is read as it stands") {
  const auto message = read(R"({"v":1,"seq":48213,"ts":1795298000123,"q":0,"hr":72,"spo2":97,"rr":16,"sbp":121,"dbp":78,"map":92,"temp":36.8})");
  REQUIRE(message);
  CHECK(message->sequence == 48213);
  CHECK(message->taken_ms == 1795298000123);
  CHECK(message->quality == 0);
  CHECK(message->values[at(Measure::hr)] == 72);
  CHECK(message->values[at(Measure::map)] == 92);
  CHECK(message->values[at(Measure::temp)] == 36.8);
  CHECK_FALSE(message->values[at(Measure::pr)]);
  CHECK_FALSE(message->faults[at(Measure::pr)]);
}

TEST_CASE("a key that is absent was not measured and one that is null is a sensor's fault") {
  const auto message = read(R"({"v":1,"seq":1,"ts":1,"spo2":null})");
  REQUIRE(message);
  CHECK_FALSE(message->values[at(Measure::spo2)]);
  CHECK(message->faults[at(Measure::spo2)]);
  CHECK_FALSE(message->faults[at(Measure::hr)]);
}

TEST_CASE("fields that nobody knows yet are passed over, nested ones too") {
  CHECK(read(R"({"v":1,"seq":1,"ts":1,"hr":70,"later":{"a":[1,2,{"b":null}]},"q":9})"));
  CHECK(read(R"({"v":1,"seq":1,"ts":1,"hr":70,"q":9})")->quality == 9);
}

TEST_CASE("each refusal of a whole message") {
  CHECK(refusal(std::string(R"({"v":1,"seq":1,"ts":1,"x":")") + std::string(4096, 'x') + "\"}") == "too_long");
  for (const char* text : {"", "{", "hr=70", R"({"v":1,"seq":1,"ts":1,"hr":NaN})", R"({"v":1,"seq":1,"ts":1,"hr":Infinity})",
                           R"({"v":1,"seq":1,"ts":1,"hr":1e999})", R"({"v":1,"seq":1,"ts":1,"hr":-1e999})", R"({"v":1,"seq":1,"ts":1} x)", R"({"v":1,"seq":99999999999999999999,"ts":1})",
                           "{\"v\":1,\"seq\":1,\"ts\":1,\"x\":\"\xff\"}"})
    CHECK_MESSAGE(refusal(text) == "not_json", text);
  CHECK(refusal(std::string(200, '[') + std::string(200, ']')) == "not_json");
  for (const char* text : {R"({"v":1,"seq":1,"ts":1,"hr":70,"hr":70})", R"({"v":1,"v":1,"seq":1,"ts":1})", R"({"v":1,"seq":1,"ts":1,"y":1,"y":2})"})
    CHECK_MESSAGE(refusal(text) == "duplicate_key", text);
  for (const char* text : {R"({"v":2,"seq":1,"ts":1,"hr":70})", R"({"seq":1,"ts":1,"hr":70})", R"({"v":0,"seq":1,"ts":1})"})
    CHECK_MESSAGE(refusal(text) == "version", text);
  for (const char* text : {"[1]", "1", "null", R"({"v":1,"ts":1,"hr":70})", R"({"v":1,"seq":1,"hr":70})", R"({"v":1,"seq":0,"ts":1})",
                           R"({"v":1,"seq":-4,"ts":1})", R"({"v":1,"seq":1.5,"ts":1})", R"({"v":1,"seq":"1","ts":1})",
                           R"({"v":1,"seq":1,"ts":1,"hr":"70"})", R"({"v":1,"seq":1,"ts":1,"hr":true})", R"({"v":1,"seq":1,"ts":1,"hr":[70]})",
                           R"({"v":1,"seq":1,"ts":1,"q":-1})"})
    CHECK_MESSAGE(refusal(text) == "shape", text);
}

TEST_CASE("so many keys that they cannot be told apart are refused") {
  std::string text = R"({"v":1,"seq":1,"ts":1)";
  for (int key = 0; key < 70; ++key) text += ",\"k" + std::to_string(key) + "\":1";
  CHECK(refusal(text + "}") == "duplicate_key");
}

TEST_CASE("a value at its bound stands and one beyond it is the sensor's fault, and the rest stands") {
  struct Bound {
    const char* key;
    Measure measure;
    const char *least, *under, *most, *over;
  };
  const Bound all[] = {{"hr", Measure::hr, "0", "-0.1", "350", "350.1"},   {"pr", Measure::pr, "0", "-0.1", "350", "350.1"},
                       {"spo2", Measure::spo2, "0", "-0.1", "100", "100.1"}, {"rr", Measure::rr, "0", "-0.1", "150", "150.1"},
                       {"sbp", Measure::sbp, "0", "-0.1", "300", "300.1"},   {"dbp", Measure::dbp, "0", "-0.1", "300", "300.1"},
                       {"map", Measure::map, "0", "-0.1", "300", "300.1"},   {"temp", Measure::temp, "15", "14.9", "45", "45.1"}};
  for (const auto& bound : all) {
    CAPTURE(bound.key);
    const auto with = [&](const char* value) {
      const char* other = bound.measure == Measure::rr ? "temp" : "rr";
      return read(std::string(R"({"v":1,"seq":1,"ts":1,")") + other + "\":20,\"" + bound.key + "\":" + value + "}");
    };
    for (const char* inside : {bound.least, bound.most}) {
      CHECK(with(inside)->values[at(bound.measure)]);
      CHECK(with(inside)->out_of_range == 0);
    }
    for (const char* outside : {bound.under, bound.over}) {
      const auto message = with(outside);
      REQUIRE(message);
      CHECK_FALSE(message->values[at(bound.measure)]);
      CHECK(message->faults[at(bound.measure)]);
      CHECK(message->out_of_range == 1);
      CHECK(message->values[at(bound.measure == Measure::rr ? Measure::temp : Measure::rr)] == 20);
    }
  }
}

TEST_CASE("a vendor's sentinel is no value") {
  for (const char* sentinel : {"8388607", "32767", "-100", "8388607.0", "-1e2"}) {
    const auto message = read(std::string(R"({"v":1,"seq":1,"ts":1,"hr":70,"sbp":)") + sentinel + "}");
    REQUIRE(message);
    CHECK(message->sentinels == 1);
    CHECK(message->out_of_range == 0);
    CHECK(message->faults[at(Measure::sbp)]);
    CHECK(message->values[at(Measure::hr)] == 70);
  }
}

TEST_CASE("a status is online or offline with its boot") {
  Reader reader;
  Refusal why{};
  const auto birth = reader.status(R"({"st":"online","boot":12,"model":"M","fw":"2.1","new":1})", why);
  REQUIRE(birth);
  CHECK(birth->boot == 12);
  CHECK(birth->fw == "2.1");
  CHECK(reader.status(R"({"st":"offline","boot":12,"reason":"lwt"})", why)->reason == "lwt");
  for (const char* text : {R"({"st":"asleep","boot":1})", R"({"boot":1})", R"({"st":"online","boot":"1"})", R"({"st":"online","boot":-1})", "[]"}) {
    CHECK_FALSE(reader.status(text, why));
    CHECK(why == Refusal::shape);
  }
  CHECK_FALSE(reader.status(R"({"st":"online","st":"offline","boot":1})", why));
  CHECK(why == Refusal::duplicate_key);
}
