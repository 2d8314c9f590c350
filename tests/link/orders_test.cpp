// What the host orders a device to do: for that device's eyes, and from the host's hand alone.

#include <vestibule/wire/topics.hpp>

#include <set>

#include "real_line.hpp"

using namespace vestibule;
using test::RealLine;

namespace {
wire::Message order(const std::string& device, std::string text) { return {wire::order_topic(device), std::move(text), true, {}, {}}; }

/// All that comes to a client that listens wherever orders may be found.
void listen(link::MqttBus& bus, std::set<std::string>& heard) {
  for (const auto& filter : {std::string("#"), std::string("vestibule/v1/order/#"), std::string("vestibule/v1/order/+"), wire::order_topic("screen-1"),
                             wire::order_topic("screen-2"), wire::order_topic("kiosk-1")})
    bus.subscribe(filter, [&](const wire::Message& message) { heard.insert(message.payload); });
}
}  // namespace

TEST_CASE("a device reads its own orders alone, kept or fresh, whatever it listens to") {
  RealLine line({"screen-1", "screen-2", "kiosk-1"});
  auto host = line.connected("host");
  for (const auto* device : {"screen-1", "screen-2", "kiosk-1"}) host->publish(order(device, std::string("kept for ") + device));
  std::set<std::string> screen_heard, kiosk_heard;
  auto screen = line.connected("screen-2"), kiosk = line.connected("kiosk-1");
  listen(*screen, screen_heard);
  listen(*kiosk, kiosk_heard);
  REQUIRE(line.loop.until([&] { return screen_heard.size() == 1 && kiosk_heard.size() == 1; }));
  for (const auto* device : {"screen-1", "screen-2", "kiosk-1"}) host->publish(order(device, std::string("fresh for ") + device));
  // What the broker passes on comes in order: with these, all of those have come.
  host->publish(order("screen-2", "last for screen-2"));
  host->publish(order("kiosk-1", "last for kiosk-1"));
  REQUIRE(line.loop.until([&] { return screen_heard.contains("last for screen-2") && kiosk_heard.contains("last for kiosk-1"); }));
  CHECK(screen_heard == std::set<std::string>{"kept for screen-2", "fresh for screen-2", "last for screen-2"});
  CHECK(kiosk_heard == std::set<std::string>{"kept for kiosk-1", "fresh for kiosk-1", "last for kiosk-1"});
}

TEST_CASE("no device gives orders, not even to itself: what the host ordered stays") {
  RealLine line({"screen-1", "kiosk-1"});
  auto host = line.connected("host"), kiosk = line.connected("kiosk-1");
  host->publish(order("screen-1", "of the host"));
  kiosk->publish(order("screen-1", "forged"));
  kiosk->publish(order("kiosk-1", "forged"));
  kiosk->publish(order("screen-1", ""));  // would take the host's away
  REQUIRE(line.loop.until([&] { return kiosk->counters().denied == 3; }));
  CHECK(line.log.holds("vestibule/v1/order/screen-1: Not authorized"));

  auto screen = line.connected("screen-1");
  screen->publish(order("screen-1", "its own"));
  REQUIRE(line.loop.until([&] { return screen->counters().denied == 1; }));
  std::set<std::string> heard;
  screen->subscribe(wire::order_topic("screen-1"), [&](const wire::Message& message) { heard.insert(message.payload); });
  host->publish(order("screen-1", "of the host again"));
  REQUIRE(line.loop.until([&] { return heard.contains("of the host again"); }));
  for (const auto& text : heard) CHECK(text.starts_with("of the host"));
}
