#include <doctest/doctest.h>

#include <vestibule/link/poll_timers.hpp>
#include <vestibule/link/requests.hpp>
#include <vestibule/wire/envelope.hpp>

#include "memory_bus.hpp"
#include "simulated.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
using wire::Verb;

namespace {

/// A client with Requests, and a host that counts what it is asked and answers when it is told to.
struct Hall {
  kit::SimulatedClock clock{Instant{}};
  kit::SimulatedRandom chance{7};
  kit::MemoryBroker broker{clock, chance.stream("line")};
  link::PollTimers timers{clock};
  std::unique_ptr<wire::Bus> host_bus = broker.attach("host");
  std::unique_ptr<wire::Bus> bus = broker.attach("kiosk-1");
  link::Requests requests{*bus, timers, "kiosk-1"};
  std::vector<std::string> heard;
  bool answering = true;

  Hall() {
    host_bus->subscribe(wire::all_requests(), [this](const wire::Message& message) {
      const auto request = decode_text<wire::Request>(message.payload);
      REQUIRE(request);
      CHECK(message.correlation.starts_with(request->id));
      heard.push_back(wire::parse_request_topic(message.topic)->name + " " + request->id);
      if (answering) answer(message, wire::reply_to(request->id, json::value("answer to " + request->id)));
    });
    broker.deliver();
  }

  void answer(const wire::Message& to, const wire::Reply& reply) {
    host_bus->publish({to.response_topic, encode_text(reply), false, {}, to.correlation});
  }
  void pass(Duration time) {
    for (const auto until = clock.steady() + time; clock.steady() < until; clock.move_to(clock.steady() + 10ms))
      timers.tick(), broker.deliver();
  }
  std::string ask(const std::string& id, std::optional<Duration> deadline = {}) {
    auto said = std::make_shared<std::string>();
    answers.push_back(said);
    requests.send(
        Verb::do_, "queue.issue_token", json::object{}, id,
        [said](Result<json::value> result) {
          *said += result ? json::value_to<std::string>(*result) : std::string(name_of(result.error().code));
        },
        deadline);
    broker.deliver();
    return *said;
  }
  std::string said(std::size_t number) { return *answers.at(number); }
  std::vector<std::shared_ptr<std::string>> answers;
};

}  // namespace

TEST_CASE("an answer comes back to who asked") {
  Hall hall;
  CHECK(hall.ask("r1") == "answer to r1");
  CHECK(hall.requests.pending() == 0);
}

TEST_CASE("without an answer the same request is sent again, less and less often") {
  Hall hall;
  hall.answering = false;
  hall.ask("r1");
  hall.pass(20s);
  CHECK(hall.heard.size() >= 6);
  CHECK(hall.heard.size() <= 8);
  for (const auto& heard : hall.heard) CHECK(heard == "queue.issue_token r1");
  hall.answering = true;
  hall.pass(4s);
  CHECK(hall.said(0) == "answer to r1");
}

TEST_CASE("the second answer to a repeated request is dropped") {
  Hall hall;
  hall.broker.misbehave({.duplicate = 1});
  hall.ask("r1");
  hall.pass(100ms);
  CHECK(hall.said(0) == "answer to r1");
  CHECK(hall.requests.ignored() == 15);  // doubled on each of four hops
}

TEST_CASE("a late answer to an earlier use of an id is not taken for the answer to the next") {
  Hall hall;
  hall.broker.misbehave({.duplicate = 1, .longest_delay = 100ms});
  hall.ask("r1");
  while (hall.said(0).empty()) hall.pass(10ms);  // more of its answers are still to come
  hall.answering = false;
  hall.ask("r1");
  hall.pass(400ms);
  CHECK(hall.requests.ignored() > 2);
  CHECK(hall.said(1) == "");
}

TEST_CASE("it is asked again as soon as the line is back") {
  Hall hall;
  hall.broker.cut("kiosk-1");
  hall.ask("r1");
  CHECK(hall.heard.empty());
  hall.broker.mend("kiosk-1");
  hall.broker.deliver();
  CHECK(hall.said(0) == "answer to r1");
}

TEST_CASE("and as soon as the host is back") {
  Hall hall;
  hall.answering = false;
  hall.ask("r1");
  hall.pass(15s);
  hall.answering = true;
  hall.heard.clear();
  hall.host_bus->publish({wire::host_topic(), encode_text(wire::HostState{true, "e", 2, 0, {}}), true, {}, {}});
  hall.broker.deliver();
  CHECK(hall.said(0) == "answer to r1");
  hall.host_bus->publish({wire::host_topic(), encode_text(wire::HostState{true, "e", 2, 0, {}}), true, {}, {}});
  hall.broker.deliver();
  CHECK(hall.heard.size() == 1);
}

TEST_CASE("a deadline ends in unavailable, once") {
  Hall hall;
  hall.answering = false;
  hall.ask("r1", 1s);
  hall.pass(2s);
  CHECK(hall.said(0) == "unavailable");
  hall.answering = true;
  hall.pass(10s);
  CHECK(hall.said(0) == "unavailable");
}

TEST_CASE("a pending id is not sent twice") {
  Hall hall;
  hall.answering = false;
  hall.ask("r1");
  hall.ask("r1");
  CHECK(hall.heard.size() == 1);
  hall.answering = true;
  hall.pass(1s);
  CHECK(hall.said(0) == "");
  CHECK(hall.said(1) == "answer to r1");
}

TEST_CASE("too many at once are refused, not from inside send") {
  Hall hall;
  link::Requests few(*hall.bus, hall.timers, "kiosk-1", {.most_pending = 1});
  hall.answering = false;
  std::string said;
  few.send(Verb::ask, "queue.menu", {}, "a", [](const auto&) {});
  few.send(Verb::ask, "queue.menu", {}, "b", [&](const Result<json::value>& result) { said = name_of(result.error().code); });
  CHECK(said.empty());
  hall.pass(20ms);
  CHECK(said == "unavailable");
}

TEST_CASE("errors keep their code, unreadable answers are ignored") {
  Hall hall;
  hall.answering = false;
  hall.ask("r1");
  for (const char* text : {"", "{", "[]", R"({"id":5})", R"({"id":"other"})", "\xff\xfe"})
    hall.host_bus->publish({wire::reply_topic("kiosk-1"), text, false, {}, "r1"});
  hall.broker.deliver();
  CHECK(hall.requests.ignored() == 6);
  CHECK(hall.said(0) == "");
  hall.host_bus->publish(
      {wire::reply_topic("kiosk-1"), R"({"id":"r1","error":{"code":"conflict","message":"no"}})", false, {}, {}});
  hall.broker.deliver();
  CHECK(hall.said(0) == "conflict");
}

TEST_CASE("nothing is heard after Requests has gone") {
  Hall hall;
  hall.answering = false;
  bool called = false;
  {
    link::Requests gone(*hall.bus, hall.timers, "kiosk-1");
    gone.send(
        Verb::ask, "queue.menu", {}, "a", [&](const auto&) { called = true; }, 1s);
  }
  hall.answering = true;
  hall.host_bus->publish({wire::reply_topic("kiosk-1"), R"({"id":"a","body":1})", false, {}, {}});
  hall.pass(3s);
  CHECK_FALSE(called);
}

TEST_CASE("over a line that drops, doubles, delays and reorders, every request ends with its own answer") {
  Hall hall;
  hall.broker.misbehave({.drop = 0.3, .duplicate = 0.3, .longest_delay = 800ms, .reorder = true});
  for (int i = 0; i < 100; ++i) hall.ask("r" + std::to_string(i)), hall.pass(20ms);
  for (int i = 0; i < 60 && hall.requests.pending() > 0; ++i) hall.pass(1s);
  for (std::size_t i = 0; i < 100; ++i) CHECK(hall.said(i) == "answer to r" + std::to_string(i));
}
