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

namespace {
struct Everything {
  json::value any;
  bool flag = false;
  std::uint8_t small = 0;
  std::int64_t large = 0;
  double part = 0;
  std::string text;
  std::vector<std::optional<int>> holes;
  std::vector<bool> flags;
  std::map<std::string, std::vector<Sample>> samples;
  std::optional<json::value> maybe;
  Private<std::optional<std::string>> secret;
  std::optional<Private<std::optional<int>>> deep;
};
BOOST_DESCRIBE_STRUCT(Everything, (), (any, flag, small, large, part, text, holes, flags, samples, maybe, secret, deep))
struct Nothing {
  std::optional<int> one;
};
BOOST_DESCRIBE_STRUCT(Nothing, (), (one))

template <class T>
void check_text(const T& value) { CHECK(encode_text(value) == json::serialize(encode(value))); }
}  // namespace

TEST_CASE("what is written as text at once is to the letter what its tree of values gives") {
  check_text(Nothing{});
  check_text(Everything{});
  check_text(std::vector<Nothing>{{}, {1}});
  check_text(std::map<std::string, int>{});
  for (const double part : {0.5, -1e300, 3.0, 1.0 / 3})
    for (const char* text : {"", "plain", "qu\"ote", "back\\slash", "line\nend\t\x01\x7f", "\u00e9\u0645\u2028", "</script>"})
      check_text(Everything{json::object{{"a", json::array{1, nullptr, "x"}}}, true, 255, std::numeric_limits<std::int64_t>::min(), part, text, {1, std::nullopt, 3},
                            {true, false}, {{text, {Sample{}, Sample{}}}, {"b", {}}}, json::value(), Private<std::optional<std::string>>{text},
                            Private<std::optional<int>>{7}});
}

TEST_CASE("a value of any shape outlives the text it was read from") {
  const auto read = [] { return decode_text<Everything>(R"({"any":{"list":["a text that is long enough to be allotted somewhere",2]},"flag":true,"small":1,"large":2,"part":1,"text":"t","secret":null})"); };
  const auto everything = read();
  REQUIRE_MESSAGE(everything, everything.error().message);
  const std::string other(20'000, 'x');  // something else may stand there now
  CHECK(everything->any.at("list").at(0).as_string() == "a text that is long enough to be allotted somewhere");
  CHECK(everything->any.storage().get() == json::storage_ptr{}.get());
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

TEST_CASE("an instant is written with all its digits, and read again") {
  CHECK(to_iso(from_millis(0)) == "1970-01-01T00:00:00.000Z");
  CHECK(to_iso(from_millis(-1)) == "1969-12-31T23:59:59.999Z");
  CHECK(to_iso(from_millis(253'402'300'800'000)) == "10000-01-01T00:00:00.000Z");
  CHECK(to_iso(from_millis(-62'167'219'200'001)) == "-001-12-31T23:59:59.999Z");
  for (std::int64_t millis = -62'167'219'200'000; millis < 253'402'300'800'000; millis += 98'765'432'101'7)
    CHECK(instant_from_iso(to_iso(from_millis(millis))) == from_millis(millis));
}
