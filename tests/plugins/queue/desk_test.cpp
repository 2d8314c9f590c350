#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("a visit: issued, called, started, finished") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto token = queue.issue("medicine");
  CHECK(queue.counts() == Counts{1, 1, 0, 0, 0, 0, 0, 0});
  CHECK(queue.call_next("room-1").token->state == State::called);
  CHECK(queue.counts() == Counts{1, 0, 1, 0, 0, 0, 0, 0});
  CHECK(queue.at_desk("queue.start", "room-1").token->state == State::serving);
  CHECK(queue.counts() == Counts{1, 0, 0, 1, 0, 0, 0, 0});
  CHECK_FALSE(queue.as<DeskView>("queue.finish", {{"desk", "room-1"}, {"outcome", "referred"}}).token);
  CHECK(queue.counts() == Counts{1, 0, 0, 0, 0, 1, 0, 0});
  CHECK(queue.token(token.token).token.outcome == "referred");
  CHECK(queue.events() == std::vector<std::string>{"queue.day_opened", "queue.desk_changed", "queue.token_issued", "queue.token_called",
                                                   "queue.serving_started", "queue.token_finished"});
}

TEST_CASE("what does not fit the state is refused and changes nothing") {
  QueueHost queue;
  queue.open({"room-1"});
  for (const char* command : {"queue.recall", "queue.start", "queue.finish", "queue.no_show", "queue.send_on"})
    queue.refused(Code::conflict, command, {{"desk", "room-1"}});
  queue.refused(Code::conflict, "queue.park", {{"desk", "room-1"}, {"minutes", 5}});
  queue.refused(Code::conflict, "queue.open_desk", {{"desk", "room-1"}});
  queue.refused(Code::conflict, "queue.pause_desk", {{"desk", "room-2"}});
  queue.refused(Code::conflict, "queue.close_desk", {{"desk", "room-2"}});
  const auto token = queue.issue("medicine");
  const json::object named{{"token", token.token.text()}};
  queue.refused(Code::conflict, "queue.return_token", named);
  queue.call_next("room-1");
  queue.at_desk("queue.start", "room-1");
  queue.refused(Code::conflict, "queue.start", {{"desk", "room-1"}});
  queue.refused(Code::conflict, "queue.recall", {{"desk", "room-1"}});
  queue.refused(Code::conflict, "queue.no_show", {{"desk", "room-1"}});
  queue.refused(Code::conflict, "queue.close_desk", {{"desk", "room-1"}});
  queue.at_desk("queue.finish", "room-1");
  for (const char* command : {"queue.cancel", "queue.change_priority"}) {
    json::object body = named;
    body["reason"] = "because";
    body["priority"] = "red";
    queue.refused(Code::conflict, command, body);
  }
  queue.refused(Code::conflict, "queue.transfer", {{"token", token.token.text()}, {"service", "blood"}});
}

TEST_CASE("a paused desk keeps its patient and calls nobody") {
  QueueHost queue;
  queue.open({"room-1"});
  queue.issue("medicine");
  const auto waiting = queue.issue("medicine");
  queue.call_next("room-1");
  CHECK(queue.at_desk("queue.pause_desk", "room-1").token);
  queue.at_desk("queue.start", "room-1");
  queue.at_desk("queue.finish", "room-1");
  queue.refused(Code::conflict, "queue.call_next", {{"desk", "room-1"}});
  const auto status = queue.token(waiting.token);
  CHECK(status.desks_open == 0);
  CHECK(status.desks_paused == 1);
  queue.at_desk("queue.open_desk", "room-1");
  CHECK(queue.serve("room-1") == "M002");
}

TEST_CASE("a token that does not come is a no-show after so many calls and so long") {
  QueueHost queue("no_show_calls = 2\nno_show_seconds = 30\n");
  queue.open({"room-1"});
  const auto token = queue.issue("medicine");
  queue.call_next("room-1");
  queue.pass(minutes{10});
  CHECK(queue.desk("room-1").token->state == State::called);  // called once only
  CHECK(queue.at_desk("queue.recall", "room-1").token->calls == 2);
  queue.pass(seconds{29});
  CHECK(queue.desk("room-1").token);
  queue.pass(seconds{2});
  CHECK_FALSE(queue.desk("room-1").token);
  CHECK(queue.token(token.token).token.state == State::no_show);
  CHECK(queue.host.entries().back().actor.id == "system");
  CHECK(queue.events().back() == "queue.token_missed");
}

TEST_CASE("a no-show is not made of somebody who has come meanwhile") {
  QueueHost queue("no_show_calls = 1\nno_show_seconds = 30\n");
  queue.open({"room-1"});
  const auto first = queue.issue("medicine");
  queue.issue("medicine");
  queue.call_next("room-1");
  queue.pass(seconds{20});
  queue.at_desk("queue.start", "room-1");
  queue.pass(minutes{5});
  CHECK(queue.token(first.token).token.state == State::serving);
  queue.refused(Code::conflict, "queue.no_show", {{"desk", "room-1"}, {"token", queue.issued[1].text()}, {"calls", 1}});
}

TEST_CASE("what falls due while the house is down happens when it is up again") {
  QueueHost queue("no_show_calls = 1\nno_show_seconds = 30\n");
  queue.open({"room-1"});
  queue.issue("medicine");
  const auto parked = queue.issue("medicine");
  queue.do_("queue.park", {{"token", parked.token.text()}, {"minutes", 10}});
  queue.call_next("room-1");
  queue.restart();
  queue.pass(seconds{31});
  CHECK_FALSE(queue.desk("room-1").token);
  queue.host.close();
  queue.host.clock.move_to(queue.host.clock.steady() + minutes{15});
  REQUIRE(queue.host.open());
  queue.pass(seconds{1});
  CHECK(queue.token(parked.token).token.state == State::waiting);
}
