// Real sockets: what a connection may do, and how the house closes.
#include <doctest/doctest.h>

#include <atomic>

#include "wire.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using namespace vestibule::core::http::test;
using namespace std::chrono_literals;

TEST_CASE("requests one after another on one connection") {
  Served house;
  Wire wire = house.wire();
  for (int i = 0; i < 100; ++i) {
    REQUIRE(wire.send(post("/api/v1/test.echo", fmt::format(R"({{"text":"{}"}})", i), "Request-Id: r\r\n")));
    const auto answer = wire.answer();
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == fmt::format(R"({{"id":"r","body":{{"text":"{}"}},"actor":"local"}})", i));
    CHECK_FALSE(answer->closes());
    CHECK(answer->head.find("X-Content-Type-Options: nosniff\r\n") != std::string::npos);
  }
}

TEST_CASE("requests sent ahead of their answers are answered in order") {
  Served house;
  Wire wire = house.wire();
  std::string all;
  for (int i = 0; i < 50; ++i)
    all += i % 2 ? get(fmt::format("/api/v1/test.menu?area={}", i)) : post("/api/v1/test.echo", std::to_string(i));
  REQUIRE(wire.send(all));
  for (int i = 0; i < 50; ++i) {
    const auto answer = wire.answer();
    REQUIRE(answer);
    CHECK(answer->body.find(i % 2 ? fmt::format(R"({{"area":"{}"}})", i) : fmt::format("\"body\":{},", i)) != std::string::npos);
  }
}

TEST_CASE("a request that comes byte by byte is a request") {
  Served house;
  Wire wire = house.wire();
  for (char byte : post("/api/v1/test.echo", R"({"text":"slow"})")) REQUIRE(wire.send({&byte, 1}));
  CHECK(wire.answer()->status == 200);
}

TEST_CASE("who half-closes still gets the answer") {
  Served house;
  Wire wire = house.wire();
  REQUIRE(wire.send(post("/api/v1/test.echo", "1")));
  wire.end();
  const auto answer = wire.answer();
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(wire.ended());
}

TEST_CASE("HEAD gives the head of what GET gives") {
  Served house;
  Wire wire = house.wire();
  REQUIRE(wire.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  const auto head = wire.read_until("\r\n\r\n");
  CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(head.find("Content-Length: 15\r\n") != std::string::npos);
  REQUIRE(wire.send(get("/healthz")));
  CHECK(wire.answer()->body == R"({"status":"ok"})");
}

TEST_CASE("a caller who asks first whether to go on is told to") {
  Served house;
  Wire wire = house.wire();
  REQUIRE(
      wire.send("POST /api/v1/test.echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                "2\r\nExpect: 100-continue\r\n\r\n"));
  CHECK(wire.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  REQUIRE(wire.send("{}"));
  CHECK(wire.answer()->status == 200);
}

TEST_CASE("a body in chunks is put together") {
  Served house;
  CHECK(house
            .ask("POST /api/v1/test.echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                 "chunked\r\n\r\n"
                 "3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n")
            .body.find("\"body\":[1,2]") != std::string::npos);
}

TEST_CASE("a large answer arrives whole") {
  Served house;
  CHECK(house.ask(get("/api/v1/test.large?bytes=20000000")).body.size() == 20'000'002);
}

TEST_CASE("a slow header, a slow body and a silent house end in a clear error") {
  // A house for each, so that a machine which is slow itself runs into the limit that is meant.
  Served of_headers({.limits = {.header = 50ms}}), of_bodies({.limits = {.body = 50ms}}), of_answers({.limits = {.answer = 50ms}});
  CHECK(of_headers.ask("GET /healthz HTTP/1.1\r\nHost: loc").status == 408);
  CHECK(of_bodies.ask("POST /api/v1/test.echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12").status == 408);
  const auto answer = of_answers.ask(post("/api/v1/test.silent", "{}"));
  CHECK(answer.status == 503);
  CHECK(answer.code() == "unavailable");
  CHECK_FALSE(answer.closes());
}

TEST_CASE("an idle connection is closed without a word") {
  Served house({.limits = {.idle = 50ms}});
  CHECK(eventually([&] {  // a slow machine may need more than one to ask in time
    Wire wire = house.wire();
    wire.send(get("/healthz"));
    const auto answer = wire.answer();
    return answer && answer->status == 200 && wire.ended();
  }));
}

TEST_CASE("who does not take its answer is let go") {
  Served house({.limits = {.write = 50ms}});
  Wire wire(house.server->port(), 4096);
  REQUIRE(wire.send(get("/api/v1/test.large?bytes=20000000")));
  CHECK(eventually([&] { return house.metric("vestibule_http_connections") == 0; }));
}

TEST_CASE("too many connections from one address are turned away with a word") {
  Served house({.limits = {.connections_per_address = 20, .slow = 1h}});
  std::vector<std::unique_ptr<Wire>> lines;
  for (int i = 0; i < 200; ++i) lines.push_back(std::make_unique<Wire>(house.server->port()));
  CHECK(eventually([&] { return house.metric("vestibule_http_refused_total{limit=\"address\"}") == 180; }));
  CHECK(house.metric("vestibule_http_connections") == 20);
  for (std::size_t i = 0; i < 20; ++i) {
    REQUIRE(lines[i]->send(get("/healthz")));
    CHECK(lines[i]->answer()->status == 200);
  }
  for (std::size_t i = 20; i < 200; ++i) {
    const auto answer = lines[i]->answer();
    REQUIRE(answer);
    CHECK(answer->status == 503);
    CHECK(answer->code() == "unavailable");
    CHECK(lines[i]->ended());
  }
  lines.clear();
  CHECK(eventually([&] { return house.metric("vestibule_http_connections") == 0; }));
  CHECK(house.ask(get("/healthz")).status == 200);
}

TEST_CASE("the total of connections is bounded too") {
  Served house({.limits = {.connections = 3, .slow = 1h}});
  std::vector<std::unique_ptr<Wire>> lines;
  for (int i = 0; i < 5; ++i) lines.push_back(std::make_unique<Wire>(house.server->port()));
  CHECK(eventually([&] { return house.metric("vestibule_http_refused_total{limit=\"total\"}") == 2; }));
}

TEST_CASE("slow sockets keep nobody out: who has owed a request for longest gives way, who listens or is served does not") {
  Served house({.limits = {.connections = 4, .connections_per_address = 4, .slow = 0ms}});
  Wire listener = house.wire(), served = house.wire();
  REQUIRE(listener.send(get("/api/v1/events")));
  REQUIRE(listener.read_until("event: hello").ends_with("hello"));
  REQUIRE(served.send(post("/api/v1/test.hold", "{}")));
  REQUIRE(eventually([&] { return house.api.held() == 1; }));
  Wire slow = house.wire();
  REQUIRE(slow.send("POST /api/v1/test.echo HTTP/1.1\r\nHost:"));
  REQUIRE(eventually([&] { return house.metric("vestibule_http_connections") == 3; }));
  Wire slower = house.wire();
  REQUIRE(eventually([&] { return house.metric("vestibule_http_connections") == 4; }));
  CHECK(house.ask(get("/healthz")).status == 200);
  CHECK(slow.ended());
  house.api.release();
  CHECK(served.answer()->status == 200);
  CHECK(house.metric("vestibule_http_refused_total{limit=\"total\"}") == 0);
}

TEST_CASE("answers under way are given when the house closes") {
  Served house({.limits = {.linger = 20ms}});
  Wire busy = house.wire(), idle = house.wire();
  REQUIRE(busy.send(post("/api/v1/test.hold", "{}")));
  REQUIRE(eventually([&] { return house.api.held() == 1; }));
  std::atomic<bool> over = false;
  house.server->begin_stop([&] { over = true; });
  CHECK(idle.ended());
  CHECK_FALSE(over);
  house.api.release();
  const auto answer = busy.answer();
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->closes());
  house.server->stop();
  CHECK(over);
}

TEST_CASE("an answer that comes after the house has closed finds nobody and harms nobody") {
  Served house({.limits = {.grace = 20ms}});
  Wire busy = house.wire();
  REQUIRE(busy.send(post("/api/v1/test.hold", "{}")));
  REQUIRE(eventually([&] { return house.api.held() == 1; }));
  house.server.reset();
  house.api.release();
  house.api.commit({{"test.happened", 1}});
}

TEST_CASE("the listener refuses what it must not listen on") {
  SilentLog log;
  prometheus::Registry registry;
  FakeApi api;
  const auto refusal = [&](Options options) {
    const auto server = Server::start(api, registry, log, std::move(options));
    return server ? Error{Code::internal, "listens"} : server.error();
  };
  for (const char* address : {"0.0.0.0", "::", "192.0.2.1"}) {
    const auto error = refusal({.address = address});
    CHECK(error.code == Code::denied);
    CHECK(error.message.find("a plugin that knows people") != std::string::npos);
  }
  const auto without_tls = refusal({.address = "0.0.0.0", .access = Access::policy});
  CHECK(without_tls.code == Code::denied);
  CHECK(without_tls.message.find("TLS") != std::string::npos);
  CHECK(refusal({.address = "localhost.example"}).code == Code::invalid);
  CHECK(refusal({.tls = Tls{"/nowhere/certificate.pem", "/nowhere/key.pem"}}).message.find("/nowhere/certificate.pem") !=
        std::string::npos);
  Served house;
  CHECK(refusal({.port = house.server->port()}).code == Code::unavailable);
}

TEST_CASE("requests are counted by route and status, connections by number") {
  Served house;
  house.ask(get("/api/v1/test.menu?area=a"));
  house.ask(get("/api/v1/test.menu?count=x"));
  house.ask(get("/no/such/thing"));
  house.ask("rubbish\r\n\r\n");
  const auto text = house.ask(get("/metrics")).body;
  for (const char* line : {"{route=\"test.menu\",status=\"200\"} 1", "{route=\"test.menu\",status=\"400\"} 1",
                           "{route=\"nowhere\",status=\"404\"} 1", "{route=\"malformed\",status=\"400\"} 1"})
    CHECK_MESSAGE(text.find(std::string("vestibule_http_requests_total") + line) != std::string::npos, line);
  CHECK(text.find("vestibule_http_request_seconds_bucket{route=\"test.menu\",le=\"0.0005\"}") != std::string::npos);
}
