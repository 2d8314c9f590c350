#include <doctest/doctest.h>

#include <vestibule/json.hpp>

using namespace vestibule;

namespace {
enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)
struct Sample {
  Id<struct Thing> thing;
  std::optional<int> count;
  std::vector<Colour> colours;
  Private<std::string> name;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(Sample, (), (thing, count, colours, name, at))

std::string error_of(std::string_view text) {
  const auto sample = decode_text<Sample>(text);
  return sample ? "none" : sample.error().message;
}
}  // namespace

TEST_CASE("a described struct goes to JSON and back") {
  const std::string text = R"({"thing":"t1","count":3,"colours":["green","red"],"name":"Ann","at":"2026-11-22T08:05:09.500Z"})";
  const auto sample = decode_text<Sample>(text);
  REQUIRE(sample);
  CHECK(sample->colours == std::vector{Colour::green, Colour::red});
  CHECK(encode_text(*sample) == text);
}

TEST_CASE("optional and list fields may be absent, unknown fields are ignored") {
  const auto sample = decode_text<Sample>(R"({"thing":"t1","name":"Ann","at":"2026-11-22T08:05:09Z","later":1})");
  REQUIRE(sample);
  CHECK_FALSE(sample->count);
  CHECK(sample->colours.empty());
}

TEST_CASE("errors say where and what") {
  CHECK(error_of(R"({"thing":"t1","colours":["red","blue"],"name":"Ann","at":"2026-11-22T08:05:09Z"})") ==
        "$.colours[1] expected one of red | green");
  CHECK(error_of(R"({"thing":"t1","count":1.5})") == "$.count expected a whole number");
  CHECK(error_of(R"({"thing":"t1","count":99999999999})").starts_with("$.count expected a whole number from"));
  CHECK(error_of(R"({"count":1})") == "$.thing expected id, but the field is absent");
  CHECK(error_of(R"([1])") == "$ expected an object");
  CHECK(error_of("{\"thing\":\"\xff\"}").starts_with("not JSON at byte"));
  CHECK(error_of(std::string(40, '[')).starts_with("not JSON at byte"));
  CHECK(error_of(R"({"thing":"t1"} x)").starts_with("not JSON at byte"));
}

TEST_CASE("a number beyond all bounds is refused: it could not be written again") {
  for (const char* text : {"1e400", "-1e400", "[0,[1e309]]", R"({"a":{"b":1e999}})"}) {
    const auto read = parse_json(text);
    REQUIRE_FALSE(read);
    CHECK_MESSAGE(read.error().message.find("beyond all bounds") != std::string::npos, read.error().message);
  }
  CHECK(parse_json("[1e308, -1e308, 1e-400]"));
}

TEST_CASE("an instant has one to three decimals, and no more digits than can be reckoned with") {
  CHECK(instant_from_iso("2026-11-22T08:05:09.12Z") == instant_from_iso("2026-11-22T08:05:09.120Z"));
  for (const std::string decimals : {"", "1234", "33333333333333333333", "1x", "-1"}) CHECK_FALSE(instant_from_iso("2026-11-22T08:05:09." + decimals + "Z"));
}

TEST_CASE("private values print as stars") {
  CHECK(fmt::format("{}", Private<std::string>{"Ann"}) == "***");
}

namespace {
struct Group {
  std::optional<Sample> first;
  std::vector<Sample> others;
};
BOOST_DESCRIBE_STRUCT(Group, (), (first, others))
}  // namespace

TEST_CASE("what is private is taken out wherever it stands, the rest stays") {
  CHECK(holds_private<Group>);
  CHECK_FALSE(holds_private<Id<struct Thing>>);
  auto group = *parse_json(R"({"first":{"thing":"t1","name":"Ann"},"others":[{"name":{"odd":"Bea"}},"x"],"more":1})");
  conceal<Group>(group);
  CHECK(json::serialize(group) == R"({"first":{"thing":"t1"},"others":[null,"x"],"more":1})");
}
