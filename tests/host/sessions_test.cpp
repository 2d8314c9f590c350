// Who is at the other end: sessions, the operator, the broker's clients; and what each may hear.
#include <doctest/doctest.h>

#include <vestibule/warden.hpp>
#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "core/http/router.hpp"
#include "http_api.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::core;
using kit::TestHost;

namespace {

const std::string key(64, 'k');

kit::TestHostOptions guarded() {
  kit::TestHostOptions options;
  options.plugins = GUARDED_PLUGINS;
  options.operator_key = key;
  options.line = true;
  return options;
}

/// A guarded house and its HTTP side without a socket.
struct Front {
  TestHost house{guarded()};
  HttpApi api{*house.host, house.loop};
  http::Router router{api, {[](auto run) { run(); }, [this] { return fmt::format("request-{}", ++requests); }, [] { return std::string(); }}};
  int requests = 0;

  http::Reply ask(std::string method, std::string target, std::string body, std::vector<http::Header> more) {
    more.insert(more.end(), {{"Host", "localhost"}, {"Content-Type", "application/json"}, {"X-Vestibule", "1"}, {"User-Agent", "Fox\n1"}});
    std::optional<http::Reply> got;
    router.handle({std::move(method), std::move(target), std::move(more), std::move(body), "127.0.0.1"}, [&](http::Reply reply) { got = std::move(reply); });
    house.loop.run_posted();
    REQUIRE(got);
    return *std::move(got);
  }
  http::Reply get(std::string target, std::vector<http::Header> more = {}) { return ask("GET", std::move(target), "", std::move(more)); }
  http::Reply post(std::string target, std::string body, std::vector<http::Header> more = {}) {
    return ask("POST", std::move(target), std::move(body), std::move(more));
  }
  std::vector<http::Header> signed_in(const std::string& role, std::vector<http::Header> more = {}) {
    const auto reply = post("/api/v1/session", fmt::format(R"({{"word":"sesame","role":"{}"}})", role), std::move(more));
    const auto* cookie = http::find(reply.response.headers, "Set-Cookie");
    REQUIRE(cookie);
    return {{"Cookie", cookie->substr(0, cookie->find(';'))}};
  }
  std::string me(std::vector<http::Header> more = {}) { return get("/api/v1/warden.me", std::move(more)).response.body; }
};

/// What has come on a stream so far; the stream asks for more until it is over.
struct Ears {
  explicit Ears(std::shared_ptr<http::EventStream> opened) : stream(std::move(opened)) { listen(); }
  void listen() {
    stream->next([this](std::string frames) {
      over = frames.empty();
      heard += frames;
      if (!over) listen();
    });
  }
  std::shared_ptr<http::EventStream> stream;
  std::string heard;
  bool over = false;
};

}  // namespace

TEST_CASE("who shows nothing is nobody, who has signed in is who they are, until they sign out") {
  Front front;
  CHECK(front.me() == R"({"id":"nobody","role":"nobody"})");
  const auto clerk = front.signed_in("clerk");
  CHECK(front.me(clerk) == R"({"id":"ann","role":"clerk"})");
  CHECK(front.get("/api/v1/warden.person?person=kim", clerk).response.status == 200);
  CHECK(front.get("/api/v1/warden.person?person=king", clerk).response.status == 403);
  CHECK(front.ask("DELETE", "/api/v1/session", "", clerk).response.status == 200);
  CHECK(front.get("/api/v1/warden.me", clerk).response.status == 401);
}

TEST_CASE("a right that nobody has may come with signing in") {
  Front front;
  CHECK(front.get("/api/v1/warden.person?person=kim").response.status == 401);
  CHECK(front.post("/api/v1/warden.alarm", "{}").response.status == 401);
  CHECK(front.get("/api/v1/events").response.status == 401);
  CHECK(front.post("/api/v1/warden.alarm", "{}", front.signed_in("clerk")).response.status == 403);
  CHECK(front.post("/api/v1/session", R"({"word":"please"})").response.status == 401);
}

TEST_CASE("signing in anew ends the session of before, and the house is told what the browser calls itself") {
  Front front;
  const auto first = front.signed_in("clerk"), second = front.signed_in("doctor", first);
  CHECK(front.get("/api/v1/warden.me", first).response.status == 401);
  CHECK(front.me(second) == R"({"id":"ann","role":"doctor"})");
  CHECK(front.post("/api/v1/session", R"({"word":"sesame","role":"clerk"})").response.body == R"({"agent":"Fox1"})");
}

TEST_CASE("whoever holds the machine's key is the operator, and nobody can sign in as one") {
  Front front;
  const auto bearer = [](const std::string& secret) { return std::vector<http::Header>{{"Authorization", "Bearer " + secret}}; };
  CHECK(front.me(bearer(key)) == R"({"id":"operator","role":"operator"})");
  for (const std::string& wrong : {std::string(64, 'j'), std::string(63, 'k'), std::string(65, 'k')})
    CHECK(front.get("/api/v1/warden.me", bearer(wrong)).response.status == 401);
  for (const char* role : {"operator", "system"}) CHECK(front.get("/api/v1/warden.me", front.signed_in(role)).response.status == 500);
}

TEST_CASE("a client of the broker acts as the house knows it") {
  Front front;
  auto& house = front.house;
  const auto asked_as = [&](const std::string& client) {
    auto bus = house.broker.attach(client);
    std::string heard;
    bus->subscribe(wire::reply_topic(client), [&](const wire::Message& message) { heard = message.payload; });
    house.run_for(std::chrono::seconds{1});
    bus->publish({wire::request_topic(client, wire::Verb::ask, "warden.me"), R"({"id":"1","body":{}})", false, {}, {}});
    house.run_for(std::chrono::seconds{1});
    return heard;
  };
  CHECK(asked_as("ward").find(R"("role":"doctor")") != std::string::npos);
  CHECK(asked_as("liar").find(R"("code":"internal")") != std::string::npos);
}

TEST_CASE("a stream tells what its listener may hear, and ends with the session") {
  Front front;
  const auto doctor = front.signed_in("doctor"), clerk = front.signed_in("clerk");
  Ears all(front.get("/api/v1/events", doctor).events), some(front.get("/api/v1/events", clerk).events);
  front.post("/api/v1/warden.rename", R"({"person":"kim","name":"Kimberly"})", doctor);
  front.router.committed(front.house.host->sequence());
  front.house.loop.run_posted();
  CHECK(all.heard.find(R"("body":{"person":"kim","to":"Kimberly"})") != std::string::npos);
  CHECK(all.heard.find("warden.alarmed") != std::string::npos);
  CHECK(some.heard.find(R"("body":{"person":"kim"})") != std::string::npos);
  CHECK(some.heard.find("warden.alarmed") == std::string::npos);

  front.ask("DELETE", "/api/v1/session", "", clerk);
  front.router.recheck();
  front.house.loop.run_posted();
  CHECK(some.over);
  CHECK_FALSE(all.over);
}

TEST_CASE("the pages of a plugin are there, with nobody signed in") {
  Front front;
  CHECK(front.get("/warden/").response.body == "<!doctype html>");
  CHECK(front.get("/warden/app.1.js", {{"Accept-Encoding", "gzip"}}).response.body == "packed");
  CHECK(front.get("/warden/deep/down").response.body == "deep");
  CHECK(*http::find(front.get("/").response.headers, "Location") == "/warden/");
}

TEST_CASE("where nobody knows people, whoever reaches the house is the one at the machine") {
  kit::TestHostOptions options;
  options.plugins = GUARDED_PLUGINS;
  options.rules.disabled = {"warden"};
  TestHost house(options);
  HttpApi api(*house.host, house.loop);
  std::optional<http::Answered<json::value>> plugins;
  std::optional<http::Answered<SessionOpened>> session;
  api.ask({{}, "127.0.0.1"}, "host.plugins", json::object{}, [&](auto answered) { plugins = std::move(answered); });
  api.open_session({}, json::object{}, [&](auto answered) { session = std::move(answered); });
  house.loop.run_posted();
  REQUIRE(plugins);
  CHECK(plugins->result);
  REQUIRE(session);
  CHECK(session->result.error().code == Code::not_found);
}
