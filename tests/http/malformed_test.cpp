// A corpus of what is no request, or too much of one. Each gets a clear error, and the house stands.
#include <doctest/doctest.h>

#include <random>

#include "wire.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using namespace vestibule::core::http::test;
using namespace std::chrono_literals;

namespace {

struct Case {
  const char* what;
  std::string text;
  unsigned status;
};

std::string with(std::string_view headers, std::string_view body = {}) {
  return fmt::format("POST /api/v1/test.echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{}\r\n{}", headers,
                     body);
}

std::vector<Case> corpus() {
  using namespace std::string_literals;
  return {
      {"nothing but ends of lines", "\r\n\r\n\r\n\r\n", 400},
      {"one word", "rubbish\r\n\r\n", 400},
      {"no version", "GET /healthz\r\n\r\n", 400},
      {"another protocol", "SSH-2.0-OpenSSH_9.2\r\n\r\n", 400},
      {"a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s + std::string(64, '\0') + "\r\n\r\n", 400},
      {"the greeting of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"a version to come", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 400},
      {"a version of words", "GET / HTTP/one\r\nHost: localhost\r\n\r\n", 400},
      {"a zero byte in the target", "GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n"s, 400},
      {"a zero byte in a header", "GET / HTTP/1.1\r\nHost: local\0host\r\n\r\n"s, 400},
      {"a space in the target", "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"a bad escape", "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"a header without a colon", "GET / HTTP/1.1\r\nHost localhost\r\n\r\n", 400},
      {"a space before the colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400},
      {"a bare line feed", "GET / HTTP/1.1\nHost: localhost\n\n", 400},
      {"no Host", "GET /healthz HTTP/1.1\r\n\r\n", 400},
      {"two Hosts", "GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400},
      {"a Host of another", "GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403},
      {"an Origin of another", with("Origin: http://evil.example\r\nContent-Length: 2\r\n", "{}"), 403},
      {"an absolute target", "GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"CONNECT", "CONNECT evil.example:25 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"a negative length", with("Content-Length: -1\r\n"), 400},
      {"a length of words", with("Content-Length: two\r\n"), 400},
      {"two lengths", with("Content-Length: 2\r\nContent-Length: 3\r\n", "{}x"), 400},
      {"a length beyond all bounds", with("Content-Length: 99999999999999999999999\r\n"), 400},
      {"a length and chunks", with("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"a chunk of words", with("Transfer-Encoding: chunked\r\n", "two\r\n{}\r\n0\r\n\r\n"), 400},
      {"a chunk beyond all bounds", with("Transfer-Encoding: chunked\r\n", "fffffffffffffffff\r\n"), 400},
      {"a chunk that lies", with("Transfer-Encoding: chunked\r\n", "1\r\n{}\r\n0\r\n\r\n"), 400},
      {"a body too large by its length", with("Content-Length: 65537\r\n"), 413},
      {"a body too large by its chunks", with("Transfer-Encoding: chunked\r\n", "10001\r\n" + std::string(0x10001, ' ')), 413},
      {"a first line too long", "GET /" + std::string(9000, 'a'), 414},
      {"a first line too long, with its end", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 414},
      {"headers too large", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(9000, 'a') + "\r\n\r\n", 431},
      {"headers without end",
       "GET / HTTP/1.1\r\nHost: localhost\r\n" +
           [] {
             std::string many;
             for (int i = 0; i < 2000; ++i) many += fmt::format("X-{}: 1\r\n", i);
             return many;
           }(),
       431},
      {"no content type", "POST /api/v1/test.echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}", 415},
      {"a form",
       "POST /api/v1/test.echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data\r\nContent-Length: 2\r\n\r\n{}",
       415},
      {"JSON too deep", post("/api/v1/test.echo", std::string(33, '[') + std::string(33, ']')), 400},
      {"JSON very deep", post("/api/v1/test.echo", std::string(65'000, '[')), 400},
      {"JSON cut off", post("/api/v1/test.echo", "{\"text\":\"x"), 400},
      {"no JSON at all", post("/api/v1/test.echo", ""), 400},
      {"two documents", post("/api/v1/test.echo", "{}{}"), 400},
      {"what is not UTF-8", post("/api/v1/test.echo", "{\"text\":\"\xc3\x28\"}"), 400},
      {"half a surrogate pair", post("/api/v1/test.echo", "{\"text\":\"\\ud800\"}"), 400},
      {"a number beyond all bounds", post("/api/v1/test.echo", "1e999999999999999999"), 400},
      {"a request id that would break a header", with("Request-Id: a b\r\nContent-Length: 2\r\n", "{}"), 400},
      {"an unknown name of 8,000 bytes", get("/api/v1/" + std::string(8000, 'n')), 404},
      {"a last event id of another kind", "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: ../../etc\r\n\r\n",
       400},
  };
}

}  // namespace

TEST_CASE("what is no request gets a clear error") {
  Served house;
  for (const auto& one : corpus()) {
    CAPTURE(one.what);
    const auto answer = house.ask(one.text);
    CHECK(answer.status == one.status);
    CHECK_MESSAGE(answer.code().find("no error") == std::string::npos, answer.code());
  }
  CHECK(house.ask(get("/healthz")).status == 200);
}

TEST_CASE("a request that ends in its middle is told so, wherever that is") {
  Served house;
  const std::string whole = post("/api/v1/test.echo", R"({"text":"hello"})");
  for (std::size_t length = 1; length < whole.size(); length += 7) {
    Wire wire = house.wire();
    REQUIRE(wire.send(whole.substr(0, length)));
    wire.end();
    const auto answer = wire.answer();
    REQUIRE(answer);
    CHECK(answer->status == 400);
    CHECK(wire.ended());
  }
}

TEST_CASE("a body in chunks may come byte by byte, its end too") {
  Served house;
  const std::string body = "5\r\n{\"tex\r\n7\r\nt\":\"x\"}\r\n0\r\n\r\n";
  for (std::size_t cut = 0; cut <= body.size(); ++cut) {
    CAPTURE(cut);
    Wire wire = house.wire();
    // The answer to the question between the pieces says that the first one has been read.
    REQUIRE(wire.send(with("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n")));
    wire.read_until("100 Continue\r\n\r\n");
    REQUIRE(wire.send(body.substr(0, cut)));
    CHECK(house.ask(get("/healthz")).status == 200);  // meanwhile the house has looked at what came
    REQUIRE(wire.send(body.substr(cut)));
    const auto answer = wire.answer();
    REQUIRE(answer);
    CHECK(answer->status == 200);
  }
}

TEST_CASE("what follows a bad request on its connection is not carried out") {
  Served house;
  Wire wire = house.wire();
  REQUIRE(wire.send(with("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n") + post("/api/v1/test.hold", "{}")));
  const auto answer = wire.answer();
  REQUIRE(answer);
  CHECK(answer->status == 400);
  CHECK(answer->closes());
  wire.end();
  CHECK(wire.ended());
  CHECK(house.api.held() == 0);
}

TEST_CASE("requests with bytes changed at random never bring the house down") {
  Served house({.limits = {.header = 100ms, .body = 100ms, .linger = 100ms}});
  std::mt19937 chance(20261122);
  const std::string whole =
      post("/api/v1/test.echo", R"({"text":"hello","list":[1,2,3],"deep":{"a":null}})", "Request-Id: r-1\r\n");
  for (int round = 0; round < 400; ++round) {
    std::string text = whole;
    const auto changes = 1 + chance() % 8;
    for (unsigned i = 0; i < changes; ++i) {
      const auto place = chance() % text.size();
      text[place] = static_cast<char>(chance() % 256);
    }
    Wire wire = house.wire();
    wire.send(text);
    wire.end();
    const auto answer = wire.answer();
    if (answer) CHECK((answer->status == 200 || (answer->status >= 400 && answer->status < 600)));
  }
  CHECK(house.ask(get("/healthz")).status == 200);
  CHECK(house.metric("vestibule_http_faults_total") == 0);
}
