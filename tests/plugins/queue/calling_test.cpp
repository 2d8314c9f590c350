#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using std::chrono::minutes;

namespace {

json::object priority(const char* name) { return {{"priority", name}}; }

}  // namespace

TEST_CASE("first come: the class changes nothing, and nobody is passed over") {
  QueueHost queue;
  queue.open({"counter-1"});
  queue.issue("registration");
  queue.pass(minutes{1});
  queue.issue("registration", priority("assisted"));
  const auto desk = queue.call_next("counter-1");
  CHECK(desk.token->number == "A001");
  CHECK(desk.why->cause == Cause::in_turn);
  CHECK(desk.why->passed.empty());
  CHECK(queue.answer<Fairness>("queue.fairness").overtakings.empty());
}

TEST_CASE("accumulating priority: the urgent one goes first, but not for ever") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto green = queue.issue("medicine");
  queue.pass(minutes{20});
  const auto yellow = queue.issue("medicine", priority("yellow"));
  queue.pass(minutes{9});
  CHECK(queue.order("medicine") == std::vector{green.number, yellow.number});  // 29 against 27
  queue.pass(minutes{2});
  CHECK(queue.order("medicine") == std::vector{yellow.number, green.number});  // 31 against 33
  const auto desk = queue.call_next("room-1");
  CHECK(desk.token->number == yellow.number);
  CHECK(desk.why->cause == Cause::triage);
  CHECK(desk.why->waited_seconds == 11 * 60);
  CHECK(desk.why->rate == doctest::Approx(3));
  CHECK(desk.why->credit == 33);
  REQUIRE(desk.why->passed.size() == 1);
  CHECK(desk.why->passed[0].priority == "green");
  CHECK(desk.why->passed[0].count == 1);
  CHECK(desk.why->passed[0].longest == green.number);
  CHECK(desk.why->passed[0].waited_seconds == 31 * 60);
}

TEST_CASE("nobody waits beyond the bound: then even red waits") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto green = queue.issue("medicine");
  queue.pass(minutes{119});
  const auto red = queue.issue("medicine", priority("red"));
  queue.pass(minutes{1} - Duration{1});
  CHECK(queue.order("medicine").front() == red.number);  // to be seen at once, whatever credit others have
  queue.pass(minutes{14});
  CHECK(queue.order("medicine").front() == green.number);  // beyond the bound
  const auto desk = queue.call_next("room-1");
  CHECK(desk.token->number == green.number);
  CHECK(desk.why->cause == Cause::waited_bound);
  CHECK(queue.order("medicine") == std::vector{red.number});
}

TEST_CASE("strict priority: the class first, then the time") {
  QueueHost queue;
  queue.open({"room-2"});
  queue.issue("emergency");
  queue.pass(minutes{300});
  const auto yellow = queue.issue("emergency", priority("yellow"));
  const auto red = queue.issue("emergency", priority("red"));
  CHECK(queue.order("emergency") == std::vector{red.number, yellow.number, std::string("E001")});
}

TEST_CASE("an appointment goes by its booked time inside the window, by its arrival outside") {
  QueueHost queue;
  queue.open({"room-1"});
  const Instant start = queue.host.clock.wall();
  const auto booked = [&](minutes from_start) { return json::object{{"booked", to_iso(start + from_start)}}; };
  const auto walk_in = queue.issue("medicine");
  queue.pass(minutes{10});
  const auto early = queue.issue("medicine", booked(minutes{25}));      // 15 early: counts from 25
  const auto late = queue.issue("medicine", booked(minutes{-4}));       // 14 late: counts from -4
  const auto too_late = queue.issue("medicine", booked(minutes{-20}));  // 30 late: counts from 10
  const auto too_early = queue.issue("medicine", booked(minutes{90}));  // 80 early: counts from 10
  queue.pass(minutes{10});
  const auto after = queue.issue("medicine");
  CHECK(queue.order("medicine") == std::vector{late.number, walk_in.number, too_late.number, too_early.number, after.number, early.number});
  const auto desk = queue.call_next("room-1");
  CHECK(desk.token->number == late.number);
  CHECK(desk.why->cause == Cause::appointment);
  CHECK_FALSE(queue.token(early.token).wait);
}

TEST_CASE("a desk with several services takes the most pressing of their heads") {
  QueueHost queue;
  queue.open({"counter-2"});
  const auto counter = queue.issue("registration");
  queue.pass(minutes{10});
  const auto doctor = queue.issue("medicine", priority("yellow"));
  queue.pass(minutes{4});
  CHECK(queue.answer<Waiting>("queue.waiting", {{"desk", "counter-2"}}).tokens.front().number == counter.number);  // 14 against 12
  queue.pass(minutes{2});
  CHECK(queue.call_next("counter-2").token->number == doctor.number);  // 16 against 18
}

TEST_CASE("a class to be seen at once goes before every other service of the desk") {
  QueueHost queue;
  queue.open({"room-2"});
  queue.issue("medicine");
  queue.pass(minutes{100});
  const auto red = queue.issue("emergency", priority("red"));
  CHECK(queue.call_next("room-2").token->number == red.number);
}

TEST_CASE("a chosen token is called with a reason, which stands in the ledger") {
  QueueHost queue;
  queue.open({"room-1", "lab-1"});
  const auto first = queue.issue("medicine");
  const auto second = queue.issue("medicine");
  queue.refused(Code::invalid, "queue.call_token", {{"desk", "room-1"}, {"token", second.token.text()}, {"reason", "  "}});
  queue.refused(Code::conflict, "queue.call_token", {{"desk", "lab-1"}, {"token", second.token.text()}, {"reason", "why not"}});
  const auto desk = queue.as<DeskView>("queue.call_token", {{"desk", "room-1"}, {"token", second.token.text()}, {"reason", "feels faint"}}, "dr-wu");
  CHECK(desk.token->number == second.number);
  CHECK(desk.why->cause == Cause::staff);
  CHECK(desk.why->by == "dr-wu");
  CHECK(desk.why->reason == "feels faint");
  const auto ledger = queue.answer<Fairness>("queue.fairness").overtakings;
  REQUIRE(ledger.size() == 1);
  CHECK(ledger[0].number == second.number);
  CHECK(ledger[0].passed.longest == first.number);
  CHECK(ledger[0].passed.cause == Cause::staff);
  CHECK(ledger[0].by == "dr-wu");
  CHECK(ledger[0].reason == "feels faint");
}

TEST_CASE("a parked token can be called directly") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto token = queue.issue("medicine");
  queue.pass(minutes{7});
  queue.do_("queue.park", {{"token", token.token.text()}, {"minutes", 60}});
  const auto desk = queue.as<DeskView>("queue.call_token", {{"desk", "room-1"}, {"token", token.token.text()}, {"reason", "is back"}});
  CHECK(desk.token->state == State::called);
  CHECK(desk.token->waited_seconds == 7 * 60);
  queue.pass(minutes{100});
  CHECK(queue.desk("room-1").token->state == State::called);  // it does not return by itself any more
}

TEST_CASE("a desk calls one at a time, and a token is called by one desk") {
  QueueHost queue;
  queue.open({"room-1", "room-2"});
  const auto first = queue.issue("medicine");
  queue.refused(Code::conflict, "queue.call_next", {{"desk", "counter-1"}});  // closed
  queue.call_next("room-1");
  queue.refused(Code::conflict, "queue.call_next", {{"desk", "room-1"}});     // has one
  queue.refused(Code::conflict, "queue.call_next", {{"desk", "room-2"}});     // nobody left
  queue.refused(Code::conflict, "queue.call_token", {{"desk", "room-2"}, {"token", first.token.text()}, {"reason", "mine"}});
  queue.do_("queue.pause_desk", {{"desk", "room-2"}});
  queue.issue("medicine");
  queue.refused(Code::conflict, "queue.call_next", {{"desk", "room-2"}});     // paused
  queue.refused(Code::not_found, "queue.call_next", {{"desk", "attic"}});
}

TEST_CASE("who asks for calls again gets a hundred at once, and is told that there are more") {
  QueueHost queue;
  queue.open({"lab-2"});
  queue.issue("xray", {{"needs", {"blind"}}});
  queue.call_next("lab-2");
  for (int i = 0; i < 130; ++i) queue.at_desk("queue.recall", "lab-2");
  const auto first = queue.answer<Calls>("queue.calls_since", {{"area", "lab"}, {"after", 0}});
  REQUIRE(first.calls.size() == 100);
  CHECK(first.more);
  const auto rest = queue.answer<Calls>("queue.calls_since", {{"area", "lab"}, {"after", first.calls.back().sequence}});
  CHECK(rest.calls.size() == 31);
  CHECK_FALSE(rest.more);
}

TEST_CASE("calls of a desk and a service that the hospital file does not have any more are told without their names") {
  QueueHost queue;
  queue.open({"lab-2"});
  const auto token = queue.issue("xray");
  queue.call_next("lab-2");
  queue.do_("queue.start", {{"desk", "lab-2"}});
  queue.do_("queue.finish", {{"desk", "lab-2"}});
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  std::string& file = queue.host.options.files["hospital.toml"];
  const auto cut = [&](std::string_view from, std::string_view until) {
    const auto begin = file.find(from);
    file.erase(begin, file.find(until, begin + 1) - begin);
  };
  cut("[[service]]\nid = \"xray\"", "[[desk]]");
  cut("[[desk]]\nid = \"lab-2\"", "[[pathway]]");
  file.replace(file.find("[\"blood\", \"xray\"]"), 17, "\"blood\"");
  REQUIRE_MESSAGE(queue.host.restart(), queue.host.failure);
  const auto calls = queue.answer<Calls>("queue.calls_since", {{"area", "lab"}, {"after", 0}}).calls;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].call_code == token.call_code);
  CHECK(calls[0].desk_name.empty());
  CHECK(calls[0].service_name.empty());
}
