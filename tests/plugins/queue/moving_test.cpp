#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("a parked token comes back by itself with the credit it had") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto parked = queue.issue("medicine");
  queue.pass(minutes{10});
  queue.call_next("room-1");
  queue.do_("queue.park", {{"desk", "room-1"}, {"minutes", 20}});
  CHECK_FALSE(queue.desk("room-1").token);
  const auto between = queue.issue("medicine");
  queue.pass(minutes{19});
  CHECK(queue.token(parked.token).token.returns_in_seconds == 60);
  queue.restart();
  queue.pass(minutes{1} + seconds{1});
  const auto status = queue.token(parked.token);
  CHECK(status.token.state == State::waiting);
  CHECK(status.token.waited_seconds == 10 * 60 + 1);
  CHECK(queue.order("medicine") == std::vector{between.number, parked.number});  // 20 minutes against 10
  queue.do_("queue.park", {{"token", between.token.text()}, {"minutes", 60}});
  queue.pass(minutes{5});
  queue.do_("queue.return_token", {{"token", between.token.text()}});
  CHECK(queue.order("medicine").front() == between.number);
  const auto desk = queue.call_next("room-1");
  CHECK(desk.token->number == between.number);
  CHECK(desk.why->cause == Cause::returned);
}

TEST_CASE("parking knows its limits") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto token = queue.issue("medicine");
  queue.refused(Code::invalid, "queue.park", {{"token", token.token.text()}, {"minutes", 0}});
  queue.refused(Code::invalid, "queue.park", {{"token", token.token.text()}, {"minutes", 1441}});
  queue.refused(Code::invalid, "queue.park", {{"minutes", 5}});
  queue.refused(Code::invalid, "queue.park", {{"token", token.token.text()}, {"desk", "room-1"}, {"minutes", 5}});
  queue.refused(Code::not_found, "queue.park", {{"token", "NOBODY"}, {"minutes", 5}});
}

TEST_CASE("who did not show and comes back waits at the end") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto missed = queue.issue("medicine");
  queue.pass(minutes{30});
  const auto other = queue.issue("medicine");
  queue.call_next("room-1");
  queue.at_desk("queue.no_show", "room-1");
  queue.pass(minutes{1});
  queue.do_("queue.return_token", {{"token", missed.token.text()}});
  CHECK(queue.order("medicine") == std::vector{other.number, missed.number});
}

TEST_CASE("a transfer keeps number and credit, and takes the class along if the scale has it") {
  QueueHost queue;
  queue.open({"counter-1", "room-1"});
  const auto counter = queue.issue("registration", {{"priority", "assisted"}});
  queue.pass(minutes{10});
  const auto doctor = queue.issue("medicine");
  queue.call_next("counter-1");
  const auto moved = queue.as<TokenView>("queue.transfer", {{"desk", "counter-1"}, {"service", "medicine"}});
  CHECK(moved.number == counter.number);
  CHECK(moved.service == ServiceId{"medicine"});
  CHECK(moved.priority == "green");
  CHECK(queue.order("medicine") == std::vector{counter.number, doctor.number});
  CHECK(queue.issue("registration").number == "A002");
  queue.restart();
  CHECK(queue.serve("room-1") == counter.number);
}

TEST_CASE("a transfer to a desk: only that desk calls it, unless it closes") {
  QueueHost queue;
  queue.open({"room-1", "room-2"});
  const auto token = queue.issue("medicine");
  queue.do_("queue.transfer", {{"token", token.token.text()}, {"to_desk", "room-2"}});
  const auto other = queue.issue("medicine");
  CHECK(queue.call_next("room-1").token->number == other.number);
  CHECK(queue.desk("room-1").why->passed.front().cause == Cause::this_desk);
  queue.at_desk("queue.finish", "room-1");
  queue.refused(Code::conflict, "queue.call_next", {{"desk", "room-1"}});
  queue.at_desk("queue.close_desk", "room-2");
  queue.restart();
  CHECK(queue.call_next("room-1").token->number == token.number);
  queue.refused(Code::conflict, "queue.transfer", {{"desk", "room-1"}, {"to_desk", "lab-1"}});
  queue.refused(Code::invalid, "queue.transfer", {{"desk", "room-1"}});
  queue.refused(Code::not_found, "queue.transfer", {{"desk", "room-1"}, {"service", "surgery"}});
}

TEST_CASE("along the pathway and back with results") {
  QueueHost queue;
  queue.open({"room-1", "lab-1"});
  const auto token = queue.issue("medicine", {{"pathway", "blood-and-back"}});
  queue.pass(minutes{12});
  queue.call_next("room-1");
  queue.at_desk("queue.start", "room-1");
  CHECK_FALSE(queue.at_desk("queue.send_on", "room-1").token);
  auto status = queue.token(token.token).token;
  CHECK(status.service == ServiceId{"blood"});
  CHECK(status.stage == 1);
  CHECK(status.state == State::waiting);
  CHECK(status.waited_seconds == 0);  // new to the laboratory
  queue.pass(minutes{5});
  const auto later = queue.issue("medicine");
  queue.pass(minutes{5});
  queue.restart();
  queue.call_next("lab-1");
  queue.at_desk("queue.start", "lab-1");
  queue.at_desk("queue.send_on", "lab-1");
  status = queue.token(token.token).token;
  CHECK(status.service == ServiceId{"medicine"});
  CHECK(status.waited_seconds == 12 * 60);  // what it had waited there before
  CHECK(queue.order("medicine") == std::vector{token.number, later.number});
  const auto desk = queue.call_next("room-1");
  CHECK(desk.why->cause == Cause::returned);
  queue.refused(Code::conflict, "queue.send_on", {{"desk", "room-1"}});  // the last stage
  queue.at_desk("queue.finish", "room-1");
  CHECK(queue.counts().done == 1);
}

TEST_CASE("a token without a pathway is put on one, a stage with several services goes to the shorter line, or as asked") {
  QueueHost queue;
  queue.open({"counter-1", "counter-2", "lab-1", "lab-2"});
  queue.issue("blood");
  const auto one = queue.issue("registration");
  const auto two = queue.issue("registration");
  queue.pass(minutes{1});
  queue.call_next("counter-1");
  queue.refused(Code::conflict, "queue.send_on", {{"desk", "counter-1"}});
  queue.refused(Code::invalid, "queue.send_on", {{"desk", "counter-1"}, {"pathway", "blood-and-back"}});
  queue.refused(Code::invalid, "queue.send_on", {{"desk", "counter-1"}, {"pathway", "check-up"}, {"to", "medicine"}});
  queue.do_("queue.send_on", {{"desk", "counter-1"}, {"pathway", "check-up"}});
  CHECK(queue.token(one.token).token.service == ServiceId{"xray"});  // one waits for blood
  queue.call_next("counter-1");
  queue.do_("queue.send_on", {{"desk", "counter-1"}, {"pathway", "check-up"}, {"to", "blood"}});
  CHECK(queue.token(two.token).token.service == ServiceId{"blood"});
  queue.pass(minutes{1});
  queue.call_next("lab-2");
  queue.do_("queue.send_on", {{"desk", "lab-2"}});
  CHECK(queue.token(one.token).token.service == ServiceId{"blood"});  // the other of the stage
  queue.serve("lab-1");
  queue.call_next("lab-1");
  queue.do_("queue.send_on", {{"desk", "lab-1"}});
  CHECK(queue.token(two.token).token.service == ServiceId{"xray"});
}

TEST_CASE("a change of class needs a reason, and counts the whole wait at the new rate") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto first = queue.issue("medicine");
  queue.pass(minutes{1});
  const auto second = queue.issue("medicine");
  queue.pass(minutes{10});
  const json::object raise{{"token", second.token.text()}, {"priority", "yellow"}, {"reason", "pale and sweating"}};
  queue.refused(Code::invalid, "queue.change_priority", {{"token", second.token.text()}, {"priority", "yellow"}, {"reason", ""}});
  queue.refused(Code::invalid, "queue.change_priority", {{"token", second.token.text()}, {"priority", "purple"}, {"reason", "x"}});
  queue.refused(Code::conflict, "queue.change_priority", {{"token", second.token.text()}, {"priority", "green"}, {"reason", "x"}});
  CHECK(queue.as<TokenView>("queue.change_priority", raise).priority == "yellow");
  CHECK(queue.order("medicine") == std::vector{second.number, first.number});
  CHECK(queue.events().back() == "queue.priority_changed");
  queue.restart();
}

TEST_CASE("a visit is cancelled wherever it stands") {
  QueueHost queue;
  queue.open({"room-1", "room-2"});
  const auto waiting = queue.issue("medicine");
  const auto called = queue.issue("medicine");
  queue.refused(Code::invalid, "queue.cancel", {{"token", waiting.token.text()}, {"reason", ""}});
  queue.do_("queue.cancel", {{"token", waiting.token.text()}, {"reason", "went home"}});
  queue.call_next("room-1");
  queue.refused(Code::conflict, "queue.cancel", {{"token", called.token.text()}, {"reason", "x"}, {"desk", "room-2"}});
  queue.do_("queue.cancel", {{"token", called.token.text()}, {"reason", "went home"}});
  CHECK_FALSE(queue.desk("room-1").token);
  CHECK(queue.counts() == Counts{2, 0, 0, 0, 0, 0, 0, 2});
}
