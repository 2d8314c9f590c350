// What a device says, well and with each of its faults.

#include "bench/monitors/device.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "bench/monitors/patient.hpp"
#include "bench/monitors/ward.hpp"

using namespace vestibule;
using namespace vestibule::monitors;
using namespace std::chrono_literals;
namespace json = boost::json;

namespace {

constexpr Instant noon{Duration{1795298000123}};

/// A device alone, a beat each second.
class One {
 public:
  explicit One(const std::string& what = "") : device_("mon-001", std::make_unique<Patient>(1, "mon-001"), Start{.boot = 41, .quality = 0}) {
    if (!what.empty()) befall(what);
  }
  void befall(const std::string& what) {
    const auto event = read_event(what);
    REQUIRE_MESSAGE(event, (event ? "" : event.error().message));
    device_.befall(*event);
  }
  std::vector<Outgoing> beat() {
    const auto said = device_.beat(now_, noon + now_);
    now_ += 1s;
    return said;
  }
  std::vector<Outgoing> beats(int count) {
    std::vector<Outgoing> all;
    for (; count > 0; --count)
      for (auto& one : beat()) all.push_back(std::move(one));
    return all;
  }
  Device& device() { return device_; }

 private:
  Device device_;
  Duration now_{};
};

std::vector<std::int64_t> sequence(const std::vector<Outgoing>& said) {
  std::vector<std::int64_t> numbers;
  for (const auto& one : said)
    if (one.topic.ends_with("/num")) numbers.push_back(json::parse(one.payload).at("seq").as_int64());
  return numbers;
}

std::int64_t skew(const Outgoing& said, Duration after) {
  return json::parse(said.payload).at("ts").as_int64() - to_millis(noon + after);
}

}  // namespace

TEST_CASE("a message is what the page says, to the byte") {
  Numerics numerics;
  numerics[Vital::hr] = Value::of(72);
  numerics[Vital::spo2] = Value::of(97);
  numerics[Vital::rr] = Value::of(16);
  numerics[Vital::sbp] = Value::of(121);
  numerics[Vital::dbp] = Value::of(78);
  numerics[Vital::map] = Value::of(92);
  numerics[Vital::temp] = Value::of(36.8);
  CHECK(numerics_text(48213, noon, 0, numerics) ==
        R"({"v":1,"seq":48213,"ts":1795298000123,"q":0,"hr":72,"spo2":97,"rr":16,"sbp":121,"dbp":78,"map":92,"temp":36.8})");
  numerics = {};
  numerics[Vital::spo2] = Value::fault();
  CHECK(numerics_text(1, noon, 5, numerics) == R"({"v":1,"seq":1,"ts":1795298000123,"q":5,"spo2":null})");
}

TEST_CASE("birth and will carry the same boot number") {
  One one;
  const auto birth = one.device().birth(), will = one.device().will();
  CHECK(birth.topic == "vestibule/v1/dev/mon-001/status");
  CHECK(birth.topic == will.topic);
  CHECK((birth.retained && will.retained));
  CHECK(json::parse(birth.payload).at("boot") == json::parse(will.payload).at("boot"));
  CHECK(json::parse(birth.payload).at("st") == "online");
  CHECK(will.payload == R"({"st":"offline","boot":41,"reason":"lwt"})");
}

TEST_CASE("a message a second, numbered without a gap, by the true clock") {
  One one;
  const auto said = one.beats(10);
  CHECK(sequence(said) == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(said[3].topic == "vestibule/v1/dev/mon-001/num");
  CHECK_FALSE(said[3].retained);
  CHECK(skew(said[3], 3s) == 0);
}

TEST_CASE("a frozen device says nothing, and goes on numbering where it was") {
  One one("freeze:mon-001@3+4");
  CHECK(sequence(one.beats(10)) == std::vector<std::int64_t>{1, 2, 3, 4, 5, 6});
}

TEST_CASE("another device's fault is not its own") {
  One one("freeze:mon-002@0+100");
  CHECK(One("freeze:*@0+100").beats(5).empty());
  CHECK(one.device().suffers(Fault::freeze, 1s));  // who is concerned, whoever makes the ward looks at
  WardOptions ward{.count = 2};
  ward.events = {*read_event("freeze:mon-002@0+100")};
  auto devices = make_ward(ward);
  REQUIRE(devices);
  CHECK((*devices)[0].beat({}, noon).size() == 1);
  CHECK((*devices)[1].beat({}, noon).empty());
}

TEST_CASE("a clock ahead, and one that leaps") {
  One ahead("skew:mon-001@2+100=45"), leaping("jump:mon-001@0+100=120");
  const auto said = ahead.beats(4);
  CHECK(skew(said[1], 1s) == 0);
  CHECK(skew(said[2], 2s) == 45'000);
  std::set<std::int64_t> leaps;
  const auto leapt = leaping.beats(20);
  for (std::size_t i = 0; i < leapt.size(); ++i) leaps.insert(skew(leapt[i], std::chrono::seconds(i)));
  CHECK(leaps == std::set<std::int64_t>{-120'000, 120'000});
}

TEST_CASE("doubled, reordered and flooding") {
  CHECK(sequence(One("duplicate:mon-001@1+1").beats(3)) == std::vector<std::int64_t>{1, 2, 2, 3});
  CHECK(sequence(One("reorder:mon-001@0+100").beats(4)) == std::vector<std::int64_t>{2, 1, 4, 3});
  CHECK(One("flood:mon-001@0+1=500").beats(2).size() == 501);
}

TEST_CASE("garbage is nothing a reader should take") {
  One one("garbage:mon-001@0+100");
  int unreadable = 0;
  for (const auto& said : one.beats(100)) {
    json::error_code error;
    const auto value = json::parse(said.payload, error);
    const bool too_long = said.payload.size() > 4096, doubled = said.payload.starts_with(R"({"v":1,"v":1)");
    unreadable += error || too_long || doubled || value.at("v") != 1 || said.payload.find("1e999") != std::string::npos;
  }
  CHECK(unreadable == 100);
}

TEST_CASE("a sensor that is off, and a vendor's numbers for it") {
  const auto off = json::parse(One("sensor_off:mon-001@0+1").beat().at(0).payload);
  CHECK(off.at("hr").is_null());
  CHECK(off.at("temp").is_null());
  const auto sentinel = json::parse(One("sentinel:mon-001@0+1").beat().at(0).payload);
  CHECK(sentinel.at("hr") == 8388607);
  CHECK(sentinel.at("spo2") == 32767);
  CHECK(sentinel.at("rr") == -100);
}

TEST_CASE("a restart: a higher boot number, the sequence from one") {
  One one("reboot:mon-001@2+0");
  const auto said = one.beats(5);
  CHECK(sequence(said) == std::vector<std::int64_t>{1, 2, 1, 2});
  REQUIRE(said[2].topic.ends_with("/status"));
  CHECK(json::parse(said[2].payload).at("boot") == 42);
  CHECK(one.device().boot() == 42);
}

TEST_CASE("the will of the boot before arrives late, once") {
  const auto said = One("old_will:mon-001@1+0").beats(5);
  REQUIRE(said.size() == 6);
  CHECK(said[1].payload == R"({"st":"offline","boot":40,"reason":"lwt"})");
}

TEST_CASE("events are read, and what is none is refused with a sentence") {
  const auto event = read_event("skew:mon-003@1.5+60=45");
  REQUIRE(event);
  CHECK(event->what == "skew");
  CHECK(event->device == "mon-003");
  CHECK(event->from == 1500ms);
  CHECK(event->length == 60s);
  CHECK(event->amount == 45);
  for (const char* wrong : {"", "plague:mon-001@1+1", "sepsis", "sepsis:@1+1", "sepsis:mon-001@+", "sepsis:mon-001@x+1", "sepsis:mon-001@1+-1", "skew:a@1+1=x"}) {
    CAPTURE(wrong);
    REQUIRE_FALSE(read_event(wrong));
    CHECK(read_event(wrong).error().code == Code::invalid);
  }
  for (std::size_t i = 0; i < fault_count; ++i) CHECK(fault_named(name_of(static_cast<Fault>(i))) == static_cast<Fault>(i));
}
