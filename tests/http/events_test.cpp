// The event stream over real sockets.
#include <doctest/doctest.h>

#include "wire.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using namespace vestibule::core::http::test;
using namespace std::chrono_literals;

namespace {

void commit(FakeApi& api, int count, std::size_t bytes = 1) {
  for (int i = 0; i < count; ++i) api.commit({{"test.happened", json::value(json::string(bytes, 'x'))}});
}

std::string listen(std::string_view last_event_id = {}) {
  return fmt::format("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n{}{}\r\n", last_event_id.empty() ? "" : "Last-Event-ID: ",
                     last_event_id.empty() ? std::string() : fmt::format("{}\r\n", last_event_id));
}

/// Reads events until that entry has come; their sequence numbers.
std::vector<std::int64_t> hear(Wire& wire, std::int64_t last) {
  std::vector<std::int64_t> heard;
  const std::string mark = "data: {\"sequence\":";
  while (heard.empty() || heard.back() < last) {
    const auto event = wire.read_until("\n\n");
    const auto at = event.find(mark);
    if (!event.ends_with("\n\n")) break;
    if (at != std::string::npos) heard.push_back(std::stoll(event.substr(at + mark.size())));
  }
  return heard;
}

std::vector<std::int64_t> numbers(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> all;
  for (auto i = first; i <= last; ++i) all.push_back(i);
  return all;
}

}  // namespace

TEST_CASE("a listener hears what is committed after it came") {
  Served house;
  commit(house.api, 3);
  Wire wire = house.wire();
  REQUIRE(wire.send(listen()));
  const auto head = wire.read_until("\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(head.find("Content-Type: text/event-stream\r\n") != std::string::npos);
  CHECK(head.find("Content-Length") == std::string::npos);
  CHECK(wire.read_until("\n\n").find("\"sequence\":3}") != std::string::npos);
  commit(house.api, 100);
  CHECK(hear(wire, 103) == numbers(4, 103));
}

TEST_CASE("a listener that was away catches up and goes on live") {
  Served house;
  commit(house.api, 1000);
  Wire wire = house.wire();
  REQUIRE(wire.send(listen("epoch-a-250")));
  CHECK(hear(wire, 1000) == numbers(251, 1000));
  commit(house.api, 10);
  CHECK(hear(wire, 1010) == numbers(1001, 1010));
}

TEST_CASE("a slow reader gets everything, others do not wait for it") {
  Served house;
  Wire slow(house.server->port(), 4096), quick = house.wire();
  REQUIRE(slow.send(listen()));
  REQUIRE(quick.send(listen()));
  slow.read_until("\n\n");
  quick.read_until("\n\n");
  commit(house.api, 3000, 2000);  // six times what the ring keeps, and more than the sockets hold
  CHECK(hear(quick, 3000) == numbers(1, 3000));
  CHECK(hear(slow, 3000) == numbers(1, 3000));
}

TEST_CASE("a frozen reader is let go, comes back and misses nothing") {
  Served house({.limits = {.write = 50ms}});
  Wire frozen(house.server->port(), 4096);
  REQUIRE(frozen.send(listen()));
  frozen.read_until("\n\n");
  commit(house.api, 3000, 2000);
  REQUIRE(eventually([&] { return house.metric("vestibule_http_listeners") == 0; }));
  auto heard = hear(frozen, 3000);
  REQUIRE(heard.size() < 3000);
  CHECK(eventually([&] {  // one that a slow machine holds up is let go as well, and comes back
    Wire back = house.wire();
    back.send(listen(fmt::format("epoch-a-{}", heard.empty() ? 0 : heard.back())));
    const auto more = hear(back, 3000);
    heard.insert(heard.end(), more.begin(), more.end());
    return !heard.empty() && heard.back() == 3000;
  }));
  CHECK(heard == numbers(1, 3000));
}

TEST_CASE("silence is broken by a heartbeat") {
  Served house({.limits = {.heartbeat = 20ms}});
  Wire wire = house.wire();
  REQUIRE(wire.send(listen()));
  CHECK(wire.read_until(": still here\n\n").ends_with(": still here\n\n"));
}

TEST_CASE("a listener that leaves is noticed, and one is shown out when the house closes") {
  Served house;
  auto leaver = std::make_unique<Wire>(house.server->port());
  Wire stayer = house.wire();
  REQUIRE(leaver->send(listen()));
  REQUIRE(stayer.send(listen()));
  REQUIRE(eventually([&] { return house.metric("vestibule_http_listeners") == 2; }));
  leaver.reset();
  CHECK(eventually([&] { return house.metric("vestibule_http_listeners") == 1; }));
  house.server->stop();
  CHECK(stayer.read_to_end().find("event: hello\n") != std::string::npos);
}

TEST_CASE("forty listeners hear the same") {
  Served house;
  std::vector<std::unique_ptr<Wire>> listeners;
  for (int i = 0; i < 40; ++i) {
    listeners.push_back(std::make_unique<Wire>(house.server->port()));
    REQUIRE(listeners.back()->send(listen()));
    listeners.back()->read_until("\n\n");
  }
  commit(house.api, 200);
  for (auto& listener : listeners) CHECK(hear(*listener, 200) == numbers(1, 200));
}
