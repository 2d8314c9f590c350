// Pages as a browser gets them.
#include <doctest/doctest.h>

#include <stdexcept>

#include "front.hpp"
#include "wire.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using namespace vestibule::core::http::test;

namespace {

void lay_out(Shelf& shelf) {
  shelf.add({"/desk/", "text/html; charset=utf-8", "<!doctype html>"});
  shelf.add({"/desk/app.1.js", "text/javascript", "packed", "gzip", true});
  shelf.add({"/desk/app.1.js", "text/javascript", "plain", "", true});
  shelf.add({"/desk/only.js", "text/javascript", "packed", "gzip"});
  shelf.add({"/desk/*", "text/html; charset=utf-8", "any"});
  shelf.add({"/desk/deep/*", "text/html; charset=utf-8", "deep"});
}

struct Desk : Front {
  Desk() { lay_out(*api.shelf); }
};

}  // namespace

TEST_CASE("a page is given with its type, its mark and how long it may be kept") {
  Desk desk;
  const auto page = desk.get("/desk/");
  CHECK(page.response.status == 200);
  CHECK(page.response.body == "<!doctype html>");
  CHECK(page.response.content_type == "text/html; charset=utf-8");
  CHECK(header_of(page, "Cache-Control") == "no-cache");
  CHECK(header_of(page, "ETag").size() == 34);
  CHECK(page.route == "page");
  CHECK(header_of(desk.get("/desk/app.1.js"), "Cache-Control") == "public, max-age=31536000, immutable");
}

TEST_CASE("a browser that has the page is told so") {
  Desk desk;
  const auto tag = header_of(desk.get("/desk/"), "ETag");
  for (const std::string& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
    const auto reply = desk.get("/desk/", {{"If-None-Match", known}});
    CHECK(reply.response.status == 304);
    CHECK(reply.response.body.empty());
    CHECK(header_of(reply, "ETag") == tag);
  }
  CHECK(desk.get("/desk/", {{"If-None-Match", "\"other\""}}).response.status == 200);
}

TEST_CASE("a page is given packed to those who can unpack it") {
  Desk desk;
  const auto packed = [&](const char* accepted) {
    const auto reply = desk.get("/desk/app.1.js", {{"Accept-Encoding", accepted}});
    CHECK(header_of(reply, "Vary") == "Accept-Encoding");
    CHECK(reply.response.body == (header_of(reply, "Content-Encoding") == "gzip" ? "packed" : "plain"));
    return reply.response.body == "packed";
  };
  for (const char* accepted : {"gzip", "deflate, gzip;q=0.5, br", "*", "GZIP"}) CHECK_MESSAGE(packed(accepted), accepted);
  for (const char* accepted : {"", "br", "gzip;q=0", "gzip;q=0.000, br", "gzipped"}) CHECK_MESSAGE(!packed(accepted), accepted);
  CHECK(desk.get("/desk/app.1.js").response.body == "plain");
  CHECK(desk.get("/desk/only.js").response.status == 406);
  CHECK(desk.get("/desk/only.js", {{"Accept-Encoding", "gzip"}}).response.status == 200);
}

TEST_CASE("a page that ends in a star has all addresses that begin so, and the longest wins") {
  Desk desk;
  CHECK(desk.get("/desk/people/17?tab=2").response.body == "any");
  CHECK(desk.get("/desk/deep/").response.body == "deep");
  CHECK(desk.get("/desk/deep/er/still").response.body == "deep");
  CHECK(desk.get("/desk/dee").response.body == "any");
  for (const char* target : {"/desk", "/des", "/other/", "/api/desk/", "/../desk/"}) CHECK_MESSAGE(desk.get(target).response.status == 404, target);
}

TEST_CASE("whoever comes to the root is sent on") {
  Desk desk;
  CHECK(desk.get("/").response.status == 404);
  desk.api.shelf->welcome("/desk/");
  desk.api.shelf->welcome("/elsewhere/");
  CHECK(desk.get("/").response.status == 302);
  CHECK(header_of(desk.get("/"), "Location") == "/desk/");
}

TEST_CASE("a page is only looked at") {
  Desk desk;
  for (const char* method : {"POST", "PUT", "DELETE"}) {
    const auto reply = desk.ask({method, "/desk/", {{"Host", "localhost"}}, "", ""});
    CHECK(reply.response.status == 405);
    CHECK(header_of(reply, "Allow") == "GET, HEAD");
  }
  CHECK(desk.get("/desk/", {{"Sec-Fetch-Site", "cross-site"}}).response.status == 403);
}

TEST_CASE("a page where none can lie, or where one lies, is a defect") {
  Shelf shelf;
  lay_out(shelf);
  for (const char* path : {"desk/", "", "/api/v1/x", "/api", "/metrics", "/healthz", "/*", "/desk/", "/desk/*"})
    CHECK_THROWS_AS(shelf.add({path, "text/plain", "x"}), std::logic_error);
}

TEST_CASE("over the line a page has its guards, and HEAD gives its head") {
  Served house;
  lay_out(*house.api.shelf);
  const auto page = house.ask(get("/desk/"));
  CHECK(page.status == 200);
  for (const char* header : {"Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                             "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
                             "frame-ancestors 'none'\r\n",
                             "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n", "Cross-Origin-Opener-Policy: same-origin\r\n",
                             "Cross-Origin-Resource-Policy: same-origin\r\n", "X-Frame-Options: DENY\r\n", "Permissions-Policy: camera=()",
                             "Cache-Control: no-cache\r\n"})
    CHECK_MESSAGE(page.head.find(header) != std::string::npos, header);
  CHECK(page.head.find("no-store") == std::string::npos);
  CHECK(house.ask(get("/healthz")).head.find("Cache-Control: no-store\r\n") != std::string::npos);

  Wire wire = house.wire();
  REQUIRE(wire.send("HEAD /desk/ HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  const auto head = wire.read_until("\r\n\r\n");
  CHECK(head.find("Content-Length: 15\r\n") != std::string::npos);
  CHECK(head.find("ETag: \"") != std::string::npos);
  REQUIRE(wire.send("GET /desk/ HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: *\r\n\r\n"));
  CHECK(wire.read_until("\r\n\r\n").starts_with("HTTP/1.1 304 Not Modified\r\n"));
  REQUIRE(wire.send(get("/healthz")));
  CHECK(wire.answer()->body == R"({"status":"ok"})");
}

TEST_CASE("over the line a stream ends with its session") {
  Served house({.limits = {.recheck = std::chrono::milliseconds(10)}});
  Wire wire = house.wire();
  REQUIRE(wire.send(post("/api/v1/session", R"({"word":"sesame"})", "X-Vestibule: 1\r\n")));
  const auto opened = wire.answer();
  REQUIRE(opened);
  CHECK(opened->head.find("Set-Cookie: vestibule=s-1; ") != std::string::npos);
  Wire listener = house.wire();
  REQUIRE(listener.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nCookie: vestibule=s-1\r\n\r\n"));
  CHECK(listener.read_until("\n\n").starts_with("HTTP/1.1 200 OK\r\n"));
  REQUIRE(wire.send("DELETE /api/v1/session HTTP/1.1\r\nHost: localhost\r\nX-Vestibule: 1\r\nCookie: vestibule=s-1\r\n\r\n"));
  CHECK(wire.answer()->status == 200);
  listener.read_to_end();
  CHECK(listener.ended());
}
