// The router without a socket: what is asked, what is answered.
#include <doctest/doctest.h>

#include "front.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using namespace vestibule::core::http::test;

TEST_CASE("a command is carried out under the caller's request id") {
  Front front;
  for (const char* name : {"Idempotency-Key", "request-id"}) {
    const auto reply = front.post("/api/v1/test.echo", R"({"text":"hello"})", {{name, "r-1"}});
    CHECK(reply.response.status == 200);
    CHECK(reply.response.body == R"({"id":"r-1","body":{"text":"hello"},"actor":"local"})");
    CHECK(header_of(reply, "Request-Id") == "r-1");
    CHECK(reply.route == "test.echo");
  }
}

TEST_CASE("a command without a request id gets one and is told which") {
  Front front;
  const auto reply = front.post("/api/v1/test.echo", "{}");
  CHECK(header_of(reply, "Request-Id") == "made-up");
  CHECK(reply.response.body.find("made-up") != std::string::npos);
}

TEST_CASE("a request id that could not stand in a header is refused") {
  Front front;
  for (const std::string& id :
       {std::string(65, 'x'), std::string("a b"), std::string("a\tb"), std::string("\xc3\xa4"), std::string()})
    CHECK(front.post("/api/v1/test.echo", "{}", {{"Idempotency-Key", id}}).response.status == 400);
}

TEST_CASE("every kind of failure has its status") {
  Front front;
  const std::map<std::string, unsigned> statuses{{"invalid", 400},  {"denied", 403},      {"not_found", 404},
                                                 {"conflict", 409}, {"unavailable", 503}, {"internal", 500}};
  for (const auto& [code, status] : statuses) {
    const auto reply = front.post("/api/v1/test.fail", R"({"code":")" + code + R"("})");
    CHECK(reply.response.status == status);
    CHECK(code_of(reply) == code);
  }
}

TEST_CASE("what leads nowhere is 404 and bears no name of its own in the metrics") {
  Front front;
  for (const char* target : {"/", "/api", "/api/v1/", "/api/v1/test.none", "/api/v1/test.echo/more", "/api/v2/test.menu",
                             "/metrics/x", "/favicon.ico"}) {
    const auto reply = front.get(target);
    CHECK(reply.response.status == 404);
    CHECK(reply.route == "nowhere");
  }
}

TEST_CASE("the wrong method is told the right one") {
  Front front;
  CHECK(header_of(front.get("/api/v1/test.echo"), "Allow") == "POST");
  CHECK(header_of(front.ask({"PUT", "/api/v1/test.menu", {{"Host", "localhost"}}, "", ""}), "Allow") == "GET, HEAD, POST");
  CHECK(header_of(front.post("/api/v1/events", "{}"), "Allow") == "GET");
  CHECK(header_of(front.post("/metrics", ""), "Allow") == "GET, HEAD");
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "BREW"})
    CHECK(front.ask({method, "/api/v1/test.echo", {{"Host", "localhost"}}, "", ""}).response.status == 405);
}

TEST_CASE("a command's body is JSON and says so") {
  Front front;
  const Header host{"Host", "localhost"};
  const auto status = [&](std::vector<Header> headers, std::string body) {
    headers.push_back(host);
    return front.ask({"POST", "/api/v1/test.echo", std::move(headers), std::move(body), ""}).response.status;
  };
  CHECK(status({{"Content-Type", "application/json; charset=UTF-8"}}, "{}") == 200);
  CHECK(status({}, "{}") == 415);
  CHECK(status({{"Content-Type", "text/plain"}}, "{}") == 415);
  CHECK(status({{"Content-Type", "application/json; charset=latin1"}}, "{}") == 415);
  CHECK(status({{"Content-Type", "application/x-www-form-urlencoded"}}, "a=b") == 415);
  const std::string deep = std::string(33, '[') + std::string(33, ']');
  for (const std::string& body :
       {std::string(), std::string("{"), std::string("{}{}"), deep, std::string("{\"text\":\"\xff\"}"), std::string(60000, '[')})
    CHECK(status({{"Content-Type", "application/json"}}, body) == 400);
}

TEST_CASE("a query reads its fields from the address") {
  Front front;
  const auto body = [&](const char* query) { return front.get(std::string("/api/v1/test.menu") + query).response.body; };
  CHECK(body("?area=main%20hall&count=-3&ratio=0.5&open=true") == R"({"area":"main hall","count":-3,"ratio":5E-1,"open":true})");
  CHECK(body("?area=17") == R"({"area":"17"})");
  CHECK(body("?needs=deaf&needs=blind&counts=1") == R"({"needs":["deaf","blind"],"counts":[1]})");
  CHECK(body("?needs=%5B%22deaf%22%5D") == R"({"needs":["deaf"]})");
  CHECK(body("?names=%7B%22en%22%3A%22Hall%22%7D") == R"({"names":{"en":"Hall"}})");
  CHECK(body("?json=%7B%22area%22%3A%22x%22%7D") == R"({"area":"x"})");
  CHECK(body("?count=18446744073709551615") == R"({"count":18446744073709551615})");
  CHECK(body("?later=1") == R"({"later":"1"})");
  CHECK(body("?area=a+b%2Bc") == R"({"area":"a b+c"})");
  CHECK(body("") == "{}");
}

TEST_CASE("a query may be posted, so that what is asked stands in no address") {
  Front front;
  CHECK(front.post("/api/v1/test.menu", R"({"area":"a name"})").response.body == R"({"area":"a name"})");
  CHECK(front.post("/api/v1/test.menu", "{").response.status == 400);
  CHECK(front.ask({"POST", "/api/v1/test.menu", {{"Host", "localhost"}, {"Content-Type", "text/plain"}}, "{}", ""}).response.status == 415);
  CHECK(front.post("/api/v1/test.menu", "{}", {{"Cookie", "vestibule=s-1"}}).response.status == 403);
  CHECK(front.post("/api/v1/test.menu", "{}", {{"Origin", "http://evil.example"}}).response.status == 403);
}

TEST_CASE("a query's field of the wrong kind is named") {
  Front front;
  for (const char* query : {"?count=x", "?count=1.5", "?count=", "?count=99999999999999999999", "?ratio=inf", "?ratio=nan",
                            "?open=yes", "?area=a&area=b", "?counts=1&counts=x", "?names=%7B", "?area=%FF", "?%FF=a", "?json=%7B",
                            "?needs=%5B%5D&needs=deaf%FF"}) {
    const auto reply = front.get(std::string("/api/v1/test.menu") + query);
    CHECK_MESSAGE(reply.response.status == 400, query);
    CHECK(code_of(reply) == "invalid");
  }
  CHECK(front.get("/api/v1/test.menu?count=x").response.body.find("$.count expected a whole number") != std::string::npos);
}

TEST_CASE("targets that are no path are refused") {
  Front front;
  for (const char* target : {"", "*", "http://localhost/healthz", "//", "/%zz", "/api/v1/%", "/a b", "healthz"}) {
    const auto status = front.get(target).response.status;
    CHECK_MESSAGE((status == 400 || status == 404), target);
  }
}

TEST_CASE("another site's page cannot reach us under its name, nor post from its own") {
  Front front;
  const auto status = [&](std::vector<Header> headers) {
    return front.ask({"GET", "/healthz", std::move(headers), "", ""}).response.status;
  };
  for (const char* host : {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "127.8.9.10", "[::1]:8080"})
    CHECK(status({{"Host", host}}) == 200);
  for (const char* host : {"evil.example", "localhost.evil.example", "192.168.1.1", "[2001:db8::1]", "localhost@evil.example", "",
                           "127.0.0.1.evil.example", "local host"})
    CHECK_MESSAGE(status({{"Host", host}}) == 403, host);
  CHECK(status({}) == 400);
  CHECK(status({{"Host", "localhost"}, {"host", "localhost"}}) == 400);
  CHECK(status({{"Host", "localhost:1"}, {"Origin", "http://localhost:1"}}) == 200);
  for (const char* origin : {"http://evil.example", "null", "http://localhost:2", "http://localhost", "file://", ""})
    CHECK_MESSAGE(status({{"Host", "localhost:1"}, {"Origin", origin}}) == 403, origin);
  CHECK(status({{"Host", "localhost"}, {"Sec-Fetch-Site", "cross-site"}}) == 403);
  CHECK(status({{"Host", "localhost"}, {"Sec-Fetch-Site", "same-origin"}}) == 200);
}

TEST_CASE("whose session is over gets nothing done, and is told to sign in") {
  Front front;
  const Header bearer{"Authorization", "Bearer none"};
  for (const auto& reply : {front.post("/api/v1/test.echo", "{}", {bearer}), front.get("/api/v1/test.menu", {bearer}),
                            front.get("/api/v1/events", {bearer})}) {
    CHECK(reply.response.status == 401);
    CHECK(code_of(reply) == "denied");
    CHECK(header_of(reply, "WWW-Authenticate") == "Bearer");
  }
}

TEST_CASE("pages, metrics, health and signing in are given to whoever has the right, metrics by another right from afar") {
  Front front;
  front.api.shelf->add({"/page", "text/plain", "a page"});
  const auto status = [&](std::string method, std::string target, std::string peer = "127.0.0.1") {
    return front.ask({std::move(method), std::move(target), {{"Host", "localhost"}, {"Content-Type", "application/json"}, {"X-Vestibule", "1"}}, R"({"word":"sesame"})", std::move(peer)}).response.status;
  };
  const auto all_at = [&] {
    return std::vector<unsigned>{status("GET", "/page"), status("GET", "/metrics"), status("GET", "/metrics", "192.0.2.7"), status("GET", "/metrics", "::1"),
                                 status("GET", "/healthz"), status("POST", "/api/v1/session"), status("DELETE", "/api/v1/session")};
  };
  CHECK(all_at() == std::vector<unsigned>(7, 200));
  front.api.closed = {"host.pages", "host.health", "host.session", "host.metrics_from_afar"};
  CHECK(all_at() == std::vector<unsigned>{401, 200, 401, 200, 401, 401, 401});
  front.api.closed = {"host.metrics"};
  CHECK(all_at() == std::vector<unsigned>{200, 401, 200, 401, 200, 200, 200});
  CHECK(front.api.sessions.size() == 2);
}

TEST_CASE("health and metrics") {
  Front front;
  CHECK(front.get("/healthz").response.body == R"({"status":"ok"})");
  CHECK(front.get("/metrics").response.body == "metrics\n");
  front.api.ill = Error{Code::unavailable, "the disk is full"};
  CHECK(front.get("/healthz").response.status == 503);
}
