#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using std::chrono::minutes;

TEST_CASE("the ledger says who was passed over, by whom and why, a token can be asked about") {
  QueueHost queue;
  queue.open({"room-1", "room-2"});
  std::vector<IssuedToken> greens;
  for (int i = 0; i < 3; ++i) greens.push_back(queue.issue("medicine"));
  queue.pass(minutes{1});
  const auto yellow = queue.issue("medicine", {{"priority", "yellow"}});
  queue.pass(minutes{1});
  const auto red = queue.issue("medicine", {{"priority", "red"}});
  queue.pass(minutes{1});
  CHECK(queue.call_next("room-1").token->number == red.number);
  const auto ledger = queue.answer<Fairness>("queue.fairness").overtakings;
  REQUIRE(ledger.size() == 2);
  for (const auto& entry : ledger) {
    CHECK(entry.number == red.number);
    CHECK(entry.priority == "red");
    CHECK(entry.passed.cause == Cause::triage);
    CHECK(entry.by == "anna");
    CHECK(entry.passed.count == (entry.passed.priority == "green" ? 3 : 1));
  }
  CHECK(queue.call_next("room-2").token->number == yellow.number);  // 6 against 3
  const auto of_first = queue.token(greens[0].token).overtaken_by;
  REQUIRE(of_first.size() == 2);
  CHECK(of_first[0].priority == "red");
  CHECK(of_first[0].count == 1);
  const auto about = [&](const IssuedToken& token) {
    return queue.answer<Fairness>("queue.fairness", {{"token", token.token.text()}}).overtakings.size();
  };
  CHECK(about(greens[2]) == 2);  // passed by red and by yellow
  CHECK(about(yellow) == 2);     // passed by red; passed the greens
  CHECK(about(red) == 2);
  CHECK(about(queue.issue("medicine")) == 0);
  queue.at_desk("queue.finish", "room-1");
  CHECK(queue.serve("room-1") == greens[0].number);
  CHECK(about(greens[0]) == 2);
}

TEST_CASE("the ledger can be narrowed, and says what it does not accept") {
  QueueHost queue;
  queue.open({"room-1"});
  queue.issue("medicine");
  queue.pass(minutes{1});
  queue.issue("medicine", {{"priority", "red"}});
  queue.pass(minutes{1});
  queue.call_next("room-1");
  CHECK(queue.answer<Fairness>("queue.fairness", {{"service", "medicine"}}).overtakings.size() == 1);
  CHECK(queue.answer<Fairness>("queue.fairness", {{"service", "blood"}}).overtakings.empty());
  CHECK(queue_kit::outcome(queue.host.ask("queue.fairness", {{"limit", 0}})) == "invalid");
  CHECK(queue_kit::outcome(queue.host.ask("queue.fairness", {{"limit", "all"}})) == "invalid");
}
