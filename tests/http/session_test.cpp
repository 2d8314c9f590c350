// Signing in and out, the session's cookie, and what keeps other sites' pages from using it.
#include <doctest/doctest.h>

#include "front.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using namespace vestibule::core::http::test;

namespace {

const Header mark{"X-Vestibule", "1"};
constexpr const char* sesame = R"({"word":"sesame"})";

std::string who(const Reply& reply) {
  const auto body = parse_json(reply.response.body);
  return body && body->as_object().contains("actor") ? std::string(body->at("actor").as_string()) : fmt::format("{}", reply.response.status);
}

}  // namespace

TEST_CASE("who signs in gets a cookie that no script and no other site can use") {
  Front front;
  const auto reply = front.post("/api/v1/session", sesame, {mark});
  CHECK(reply.response.status == 200);
  CHECK(reply.response.body == R"({"welcome":"ann"})");
  CHECK(header_of(reply, "Set-Cookie") == "vestibule=s-1; Max-Age=600; Path=/; HttpOnly; SameSite=Strict");
  CHECK(reply.route == "session");
}

TEST_CASE("over TLS the cookie belongs to this host alone") {
  Front front(true);
  CHECK(header_of(front.post("/api/v1/session", sesame, {mark}), "Set-Cookie") ==
        "__Host-vestibule=s-1; Max-Age=600; Path=/; HttpOnly; SameSite=Strict; Secure");
  CHECK(who(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", "__Host-vestibule=s-1"}})) == "ann");
  CHECK(who(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", "vestibule=s-1"}})) == "local");
}

TEST_CASE("who signs in wrongly gets no cookie") {
  Front front;
  for (const char* wrong : {R"({"word":"open"})", "{}", "[]", "null"}) {
    const auto reply = front.post("/api/v1/session", wrong, {mark});
    CHECK(reply.response.status == 401);
    CHECK(header_of(reply, "Set-Cookie").empty());
  }
  CHECK(front.post("/api/v1/session", "{", {mark}).response.status == 400);
  CHECK(front.ask({"POST", "/api/v1/session", {{"Host", "localhost"}, mark}, sesame, ""}).response.status == 415);
  CHECK(front.api.sessions.empty());
}

TEST_CASE("a cookie stands for its session, wherever it stands among others") {
  Front front;
  front.post("/api/v1/session", sesame, {mark});
  for (const char* cookies : {"vestibule=s-1", "a=b; vestibule=s-1", "vestibule=s-1; a=b", "xvestibule=s-2;  vestibule=s-1"})
    CHECK_MESSAGE(who(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", cookies}})) == "ann", cookies);
  CHECK(who(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", "a=b"}, {"Cookie", "vestibule=s-1"}})) == "ann");
  for (const char* cookies : {"vestibule=", "vestibule", "xvestibule=s-1", "a=vestibule=s-1", ";;;"})
    CHECK_MESSAGE(who(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", cookies}})) == "local", cookies);
  CHECK(who(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", "vestibule=s-2"}})) == "401");
  CHECK(who(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", "vestibule=" + std::string(5000, 's')}})) == "401");
}

TEST_CASE("a bearer stands for a session too, and goes before a cookie") {
  Front front;
  front.post("/api/v1/session", sesame, {mark});
  CHECK(who(front.post("/api/v1/test.echo", "{}", {{"Authorization", "bearer s-1"}})) == "ann");
  CHECK(who(front.post("/api/v1/test.echo", "{}", {{"Authorization", "Bearer s-1"}, {"Cookie", "vestibule=old"}})) == "ann");
  CHECK(who(front.post("/api/v1/test.echo", "{}", {{"Authorization", "Basic s-1"}})) == "local");
}

TEST_CASE("what changes something by a cookie needs the header that only our own pages send") {
  Front front;
  front.post("/api/v1/session", sesame, {mark});
  const Header cookie{"Cookie", "vestibule=s-1"};
  CHECK(front.post("/api/v1/test.echo", "{}", {cookie}).response.status == 403);
  CHECK(front.post("/api/v1/test.echo", "{}", {cookie, {"X-Vestibule", "2"}}).response.status == 403);
  CHECK(front.post("/api/v1/test.echo", "{}", {cookie, mark}).response.status == 200);
  CHECK(front.get("/api/v1/test.menu", {cookie}).response.status == 200);
  CHECK(front.post("/api/v1/session", sesame).response.status == 403);
  CHECK(front.ask({"DELETE", "/api/v1/session", {{"Host", "localhost"}, cookie}, "", ""}).response.status == 403);
}

TEST_CASE("a page of another site gets nothing done, with the header or without") {
  Front front;
  front.post("/api/v1/session", sesame, {mark});
  for (const char* origin : {"https://evil.example", "null", "http://127.0.0.1:9999"})
    for (const char* target : {"/api/v1/test.echo", "/api/v1/session"})
      CHECK(front.post(target, sesame, {mark, {"Cookie", "vestibule=s-1"}, {"Origin", origin}}).response.status == 403);
  CHECK(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", "vestibule=s-1"}, {"Origin", "http://127.0.0.1:8080"}}).response.status == 200);
}

TEST_CASE("who signs in again has a new secret, and the old one is over") {
  Front front;
  front.post("/api/v1/session", sesame, {mark});
  const auto again = front.post("/api/v1/session", sesame, {mark, {"Cookie", "vestibule=s-1"}});
  CHECK(header_of(again, "Set-Cookie").starts_with("vestibule=s-2;"));
  CHECK(who(front.post("/api/v1/test.echo", "{}", {mark, {"Cookie", "vestibule=s-1"}})) == "401");
}

TEST_CASE("who signs out is signed out, and the cookie goes") {
  Front front;
  front.post("/api/v1/session", sesame, {mark});
  const auto reply = front.ask({"DELETE", "/api/v1/session", {{"Host", "localhost"}, mark, {"Cookie", "vestibule=s-1"}}, "", ""});
  CHECK(reply.response.status == 200);
  CHECK(header_of(reply, "Set-Cookie") == "vestibule=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
  CHECK(front.api.sessions.empty());
  CHECK(header_of(front.get("/api/v1/session"), "Allow") == "POST, DELETE");
}
