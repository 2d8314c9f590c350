#include <doctest/doctest.h>

#include <vestibule/ledger.hpp>
#include <vestibule/link/requests.hpp>
#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "test_host.hpp"

using namespace vestibule;
using ledger::Counted;
using ledger::Word;

namespace {

kit::TestHostOptions on_the_line() {
  kit::TestHostOptions options;
  options.plugins = LEDGER_PLUGINS;
  options.line = true;
  return options;
}

/// A client on the broker that asks until it is answered.
struct Client {
  Client(kit::TestHost& host, const std::string& name) : bus(host.broker.attach(name)), requests(*bus, host.loop, name) {}
  std::unique_ptr<wire::Bus> bus;
  link::Requests requests;
};

/// What a raw payload on a raw topic is answered with, as the client `raw` hears it.
std::string answer_to(kit::TestHost& host, const std::string& topic, const std::string& payload) {
  auto bus = host.broker.attach("raw");
  std::string heard = "nothing";
  bus->subscribe(wire::reply_topic("raw"), [&](const wire::Message& message) { heard = message.payload; });
  host.run_for(std::chrono::seconds{1});
  bus->publish({topic, payload, false, {}, {}});
  host.run_for(std::chrono::seconds{1});
  return heard;
}

}  // namespace

TEST_CASE("a command over the line is answered to the one who sent it, in the name the broker verified") {
  kit::TestHost host(on_the_line());
  Client client(host, "kiosk-1");
  std::optional<Result<Counted>> answer;
  client.requests.send<Counted>(wire::Verb::do_, "ledger.write", Word{"hello"}, "id-1", [&](Result<Counted> result) { answer = std::move(result); });
  host.run_for(std::chrono::seconds{1});
  REQUIRE(answer);
  CHECK((*answer)->words == 1);
  CHECK(host.entries().at(0).actor.device == "kiosk-1");
}

TEST_CASE("over a line that loses, doubles, delays and reorders, every command is carried out once") {
  kit::TestHost host(on_the_line());
  Client client(host, "kiosk-1");
  host.broker.misbehave({0.3, 0.3, Duration{700}, true});
  int answered = 0;
  for (int i = 0; i < 50; ++i)
    client.requests.send<Counted>(wire::Verb::do_, "ledger.write", Word{fmt::format("word {}", i)}, fmt::format("id-{}", i),
                                  [&](Result<Counted> result) { answered += result.has_value(); });
  host.run_for(std::chrono::seconds{20});
  REQUIRE(host.restart());
  host.run_for(std::chrono::minutes{2});
  CHECK(answered == 50);
  CHECK(host.ask_as<Counted>("ledger.count_rows", Done{})->words == 50);
  CHECK(host.entries().size() == 50);
}

TEST_CASE("what is no request is answered with what is wrong, and harms nothing") {
  kit::TestHost host(on_the_line());
  const auto topic = wire::request_topic("raw", wire::Verb::do_, "ledger.write");
  CHECK(answer_to(host, topic, "{\"id\":\"a\",\"body\":").find("not JSON at byte") != std::string::npos);
  CHECK(answer_to(host, topic, "\xff\xfe").find("not JSON at byte 0") != std::string::npos);
  CHECK(answer_to(host, topic, "[]").find("$ expected an object") != std::string::npos);
  CHECK(answer_to(host, topic, R"({"body":{"word":"x"}})").find("$.id expected text, but the field is absent") != std::string::npos);
  CHECK(answer_to(host, topic, R"({"id":"","body":{"word":"x"}})").find("$.id expected 1 to 64 bytes") != std::string::npos);
  CHECK(answer_to(host, topic, R"({"id":"a","body":{"word":7}})") == R"({"id":"a","error":{"code":"invalid","message":"$.word expected a text"}})");
  CHECK(answer_to(host, topic, R"({"id":")" + std::string(70'000, 'x') + "\"}").find("too large") != std::string::npos);
  CHECK(answer_to(host, topic, std::string(60, '[')).find("not JSON") != std::string::npos);
  CHECK(answer_to(host, wire::request_topic("raw", wire::Verb::do_, "no.such"), R"({"id":"a","body":{}})").find("there is no command 'no.such'") != std::string::npos);
  CHECK(answer_to(host, "vestibule/v1/req/raw/undo/ledger.write", "{}") == "nothing");
  CHECK(host.entries().empty());
  CHECK(answer_to(host, topic, R"({"id":"a","body":{"word":"good"},"later":true})") == R"({"id":"a","body":{"words":1}})");
}

TEST_CASE("retained states and the pulse come back after the broker lost everything") {
  kit::TestHost host(on_the_line());
  REQUIRE(host.do_("ledger.write", {{"word", "hello"}}));
  host.run_for(std::chrono::seconds{1});
  REQUIRE(host.broker.retained(wire::state_topic("ledger/last")));
  host.broker.crash();
  CHECK_FALSE(host.broker.retained(wire::state_topic("ledger/last")));
  host.broker.mend_all();
  host.run_for(std::chrono::seconds{1});
  const auto state = decode_text<wire::State>(*host.broker.retained(wire::state_topic("ledger/last")));
  REQUIRE(state);
  CHECK(state->sequence == 1);
  CHECK(state->epoch == host.host->epoch());
  const auto pulse = decode_text<wire::HostState>(*host.broker.retained(wire::host_topic()));
  REQUIRE(pulse);
  CHECK(pulse->online);
  CHECK(pulse->boot == 1);
}
