#include <vestibule/wire/topics.hpp>

#include "real_line.hpp"

using namespace vestibule;
using test::RealLine;
using namespace std::chrono_literals;

namespace {
wire::Message message(std::string topic, std::string payload, bool retained = false) {
  return {std::move(topic), std::move(payload), retained, {}, {}};
}
}  // namespace

TEST_CASE("a message goes through with everything it carries") {
  RealLine line({"kiosk-1"});
  auto host = line.connected("host"), kiosk = line.connected("kiosk-1");
  std::vector<wire::Message> heard;
  host->subscribe(wire::all_requests(), [&](const wire::Message& m) { heard.push_back(m); });
  kiosk->subscribe(wire::reply_topic("kiosk-1"), [&](const wire::Message& m) { heard.push_back(m); });
  const std::string binary("\0\x01\xff", 3);
  REQUIRE(line.loop.until([&] {  // until the subscription stands, requests go unheard: exactly why they are repeated
    kiosk->publish(
        {wire::request_topic("kiosk-1", wire::Verb::do_, "x.y"), "\xd8\xb9", false, wire::reply_topic("kiosk-1"), binary});
    return !heard.empty();
  }));
  CHECK(heard[0].topic == "vestibule/v1/req/kiosk-1/do/x.y");
  CHECK(heard[0].payload == "\xd8\xb9");
  CHECK(heard[0].response_topic == wire::reply_topic("kiosk-1"));
  CHECK(heard[0].correlation == binary);
  CHECK_FALSE(heard[0].retained);
}

TEST_CASE("retained state waits for whoever comes later, and says that it was kept") {
  RealLine line({"display-1", "display-2"});
  auto host = line.connected("host"), early = line.bus("display-2");
  bool there = false;
  early->subscribe("vestibule/v1/state/#", [&](const wire::Message&) { there = true; });
  host->publish(message(wire::state_topic("board/main"), "one", true));
  REQUIRE(line.loop.until([&] { return there; }));
  auto display = line.bus("display-1");
  std::vector<wire::Message> heard;
  display->subscribe("vestibule/v1/state/#", [&](const wire::Message& m) {
    CHECK(display->connected());  // "connected" is heard before the first message
    heard.push_back(m);
  });
  REQUIRE(line.loop.until([&] { return heard.size() == 1; }));
  CHECK(heard[0].retained);
  host->publish(message(wire::state_topic("board/main"), "two", true));
  REQUIRE(line.loop.until([&] { return heard.size() == 2; }));
  CHECK_FALSE(heard[1].retained);
  CHECK(heard[1].payload == "two");
}

TEST_CASE("presence: here by birth, away by will, whether it leaves or is lost") {
  RealLine line({"kiosk-1"});
  auto host = line.connected("host");
  std::vector<std::string> heard;
  host->subscribe(wire::all_presence(), [&](const wire::Message& m) { heard.push_back(m.payload); });
  auto options = line.options("kiosk-1");
  link::announce_presence(options, "kiosk");
  const auto birth = options.birth->payload, will = options.will->payload;
  auto kiosk = line.bus(options);
  REQUIRE(line.loop.until([&] { return heard.size() == 1; }));
  CHECK(heard[0] == birth);
  SUBCASE("it leaves") { kiosk.reset(); }
  SUBCASE("another takes its name: the broker cuts it off") {
    auto plain = line.options("kiosk-1");
    plain.reconnect_least = plain.reconnect_most = 60s;
    auto other = line.bus(plain);
    CHECK(line.loop.until([&] { return heard.size() >= 2; }));
  }
  REQUIRE(line.loop.until([&] { return heard.size() >= 2; }));
  CHECK(heard[1] == will);
}

TEST_CASE("a bus that waits to be told connects with the will it is then given") {
  RealLine line({"kiosk-1"});
  auto host = line.connected("host");
  std::vector<std::string> heard;
  host->subscribe(wire::all_presence(), [&](const wire::Message& m) { heard.push_back(m.payload); });
  auto kiosk = std::make_unique<link::MqttBus>(line.options("kiosk-1"), line.loop.post(), line.log, link::Begin::when_told);
  kiosk->on_connection([&](bool up) {
    if (up) kiosk->publish(message(wire::presence_topic("kiosk-1"), "here", true));
  });
  kiosk->connect(message(wire::presence_topic("kiosk-1"), "gone", true));
  REQUIRE(line.loop.until([&] { return heard == std::vector<std::string>{"here"}; }));
  kiosk.reset();
  CHECK(line.loop.until([&] { return heard == std::vector<std::string>{"here", "gone"}; }));
}

TEST_CASE("a denied publish is noticed and named") {
  RealLine line({"kiosk-1", "kiosk-2"});
  auto kiosk = line.connected("kiosk-1");
  kiosk->publish(message(wire::state_topic("board/main"), "forged", true));
  kiosk->publish(message(wire::request_topic("kiosk-2", wire::Verb::do_, "x.y"), "in another's name"));
  kiosk->publish(message(wire::reply_topic("kiosk-2"), "forged answer"));
  const bool all = line.loop.until([&] { return kiosk->counters().denied == 3; });
  INFO(line.log.text());
  REQUIRE(all);
  CHECK(line.log.holds("vestibule/v1/state/board/main: Not authorized"));
  CHECK(kiosk->counters().connects == 1);
}

TEST_CASE("a client cannot listen to another's answers") {
  RealLine line({"kiosk-1", "spy"});
  auto host = line.connected("host"), kiosk = line.connected("kiosk-1"), spy = line.connected("spy");
  int stolen = 0, received = 0;
  spy->subscribe("#", [&](const wire::Message&) { ++stolen; });
  spy->subscribe(wire::reply_topic("kiosk-1"), [&](const wire::Message&) { ++stolen; });
  kiosk->subscribe(wire::reply_topic("kiosk-1"), [&](const wire::Message&) { ++received; });
  REQUIRE(line.loop.until([&] {
    host->publish(message(wire::reply_topic("kiosk-1"), "private"));
    return received > 20;
  }));
  CHECK(stolen == 0);
}

TEST_CASE("a wrong password or no account is refused, and said") {
  RealLine line({"kiosk-1"});
  auto options = line.options("kiosk-1");
  options.password = "guessed";
  auto kiosk = line.bus(options);
  CHECK(line.loop.until([&] { return line.log.holds("refuses client 'kiosk-1'"); }));
  CHECK_FALSE(kiosk->connected());
}

TEST_CASE("why there is no line is said once, not at each attempt") {
  test::TestLoop loop;
  test::KeptLog log;
  link::MqttOptions options;
  options.port = link::free_loopback_port();
  options.client = "kiosk-1";
  options.reconnect_most = 50ms;
  const link::MqttBus bus(options, loop.post(), log);
  const auto end = loop.clock.steady() + 500ms;
  CHECK(loop.until([&] { return log.holds("Connection refused") && loop.clock.steady() > end; }));
  CHECK(log.text().find("Connection refused") == log.text().rfind("Connection refused"));
}

TEST_CASE("the broker is killed and comes back with nothing: everyone is connected and subscribed again") {
  RealLine line({"display-1"});
  auto host = line.bus("host"), display = line.bus("display-1");
  std::string heard, connections;
  host->on_connection([&](bool up) {
    if (up) host->publish(message(wire::state_topic("board/main"), "state", true));  // what a broker forgot is told again
  });
  display->on_connection([&](bool up) { connections += up ? "up " : "down "; });
  display->subscribe("vestibule/v1/state/#", [&](const wire::Message& m) { heard += m.payload + " "; });
  REQUIRE(line.loop.until([&] { return heard == "state "; }));
  for (int i = 0; i < 3; ++i) {
    line.broker->kill();
    REQUIRE(line.loop.until([&] { return !display->connected() && !host->connected(); }));
    display->publish(message(wire::presence_topic("display-1"), "into the void"));
    heard.clear();
    REQUIRE(line.broker->restart());
    REQUIRE(line.loop.until([&] { return heard.find("state ") != heard.npos && host->connected() && display->connected(); }));
  }
  CHECK(connections == "up down up down up down up ");
  CHECK(display->counters().connects == 4);
  CHECK(display->counters().dropped_offline == 3);
}

TEST_CASE("an owner that does not listen is not buried: the newest state stays, the rest is counted") {
  RealLine line({"display-1"});
  auto host = line.connected("host");
  auto options = line.options("display-1");
  options.most_waiting = 64;
  auto display = line.bus(options);
  std::string last;
  display->subscribe("vestibule/v1/state/#", [&](const wire::Message& m) { last = m.payload; });
  REQUIRE(line.loop.until([&] { return display->connected(); }));
  for (int i = 0; i <= 2000; ++i) host->publish(message(wire::state_topic("board/main"), std::to_string(i), true));
  const auto deadline = std::chrono::steady_clock::now() + 20s;  // the loop is not run meanwhile
  while (display->counters().received < 2001 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  CHECK(display->counters().received == 2001);
  CHECK(display->counters().dropped_incoming > 1800);
  REQUIRE(line.loop.until([&] { return last == "2000"; }));
}

TEST_CASE("a payload above 64 KiB is not sent") {
  RealLine line({"kiosk-1"});
  auto kiosk = line.connected("kiosk-1"), host = line.connected("host");
  std::size_t largest = 0;
  host->subscribe(wire::all_requests(), [&](const wire::Message& m) { largest = std::max(largest, m.payload.size()); });
  const auto topic = wire::request_topic("kiosk-1", wire::Verb::do_, "x.y");
  kiosk->publish(message(topic, std::string(link::MqttBus::largest_payload + 1, 'x')));
  CHECK(kiosk->counters().oversized == 1);
  REQUIRE(line.loop.until([&] {
    kiosk->publish(message(topic, std::string(link::MqttBus::largest_payload, 'x')));
    return largest > 0;
  }));
  CHECK(largest == link::MqttBus::largest_payload);
  CHECK(kiosk->connected());
}

TEST_CASE("a bus may go at any time: connecting, talking, or with the broker dead") {
  RealLine line({"kiosk-1"});
  for (int i = 0; i < 20; ++i) line.bus("kiosk-1");
  {
    auto kiosk = line.connected("kiosk-1");
    for (int i = 0; i < 500; ++i) kiosk->publish(message(wire::request_topic("kiosk-1", wire::Verb::do_, "x.y"), "last words"));
  }
  auto kiosk = line.connected("kiosk-1");
  line.broker->kill();
  kiosk.reset();
  line.bus("kiosk-1");
}

TEST_CASE("what was published before leaving arrives") {
  RealLine line({"kiosk-1"});
  auto host = line.connected("host");
  int heard = 0;
  host->subscribe(wire::all_requests(), [&](const wire::Message& m) { heard += m.payload == "last words" ? 1 : 0; });
  auto kiosk = line.connected("kiosk-1");
  const auto topic = wire::request_topic("kiosk-1", wire::Verb::do_, "x.y");
  bool ready = false;
  host->subscribe(topic, [&](const wire::Message&) { ready = true; });
  REQUIRE(line.loop.until([&] {
    kiosk->publish(message(topic, "is anybody there"));
    return ready;
  }));
  for (int i = 0; i < 100; ++i) kiosk->publish(message(topic, "last words"));
  kiosk.reset();
  CHECK(line.loop.until([&] { return heard >= 100; }));
}
