#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;

TEST_CASE("before a day is opened nobody gets a number and no desk opens") {
  QueueHost queue;
  CHECK(queue.refused(Code::conflict, "queue.issue_token", {{"service", "registration"}}).find("queue.open_day") != std::string::npos);
  queue.refused(Code::conflict, "queue.open_desk", {{"desk", "counter-1"}});
  queue.refused(Code::conflict, "queue.close_day", json::object{});
  const auto day = queue.answer<DayView>("queue.day");
  CHECK_FALSE(day.day);
  CHECK_FALSE(day.open);
}

TEST_CASE("the day is today at the site unless it is named") {
  QueueHost queue;
  CHECK(to_iso(*queue.as<DayView>("queue.open_day", json::object{}).day) == "2026-11-23");
  queue.refused(Code::conflict, "queue.open_day", json::object{});
  queue.do_("queue.close_day", json::object{});
  queue.refused(Code::conflict, "queue.open_day", {{"day", "2026-11-22"}});
  CHECK(to_iso(*queue.as<DayView>("queue.open_day", {{"day", "2026-11-25"}}).day) == "2026-11-25");
  queue.refused(Code::invalid, "queue.open_day", {{"day", "2026-02-30"}});
}

TEST_CASE("numbers begin anew with each day, and go on when a day is opened again") {
  QueueHost queue;
  queue.open({});
  CHECK(queue.issue("registration").number == "A001");
  CHECK(queue.issue("registration").number == "A002");
  CHECK(queue.issue("medicine").number == "M001");
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  queue.do_("queue.open_day", json::object{});
  CHECK(queue.issue("registration").number == "A003");
  queue.restart();
  CHECK(queue.issue("registration").number == "A004");
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  queue.do_("queue.open_day", {{"day", "2026-11-24"}});
  CHECK(queue.issue("registration").number == "A001");
  CHECK(queue.issue("medicine").number == "M001");
}

TEST_CASE("closing refuses while somebody is there, or ends every visit") {
  QueueHost queue;
  queue.open({"counter-1", "room-1", "room-2"});
  for (int i = 0; i < 3; ++i) queue.issue("registration");
  for (int i = 0; i < 3; ++i) queue.issue("medicine");
  queue.call_next("counter-1");
  queue.call_next("room-1");
  queue.at_desk("queue.start", "room-1");
  queue.do_("queue.park", {{"token", queue.issued[5].text()}, {"minutes", 5}});
  CHECK(queue.refused(Code::conflict, "queue.close_day", json::object{}).find("6 tokens") != std::string::npos);
  const auto day = queue.as<DayView>("queue.close_day", {{"rest", "cancel"}});
  CHECK(day.counts == Counts{6, 0, 0, 0, 0, 1, 0, 5});
  CHECK_FALSE(day.open);
  CHECK(queue.token(queue.issued[3]).token.outcome == "day_closed");
  CHECK(queue.desk("room-1").attendance == Attendance::closed);
  CHECK_FALSE(queue.desk("room-1").token);
  queue.restart();
  queue.refused(Code::conflict, "queue.undo", {{"desk", "room-1"}});
  queue.refused(Code::conflict, "queue.issue_token", {{"service", "registration"}});
}

TEST_CASE("a jump of the wall clock moves nobody in the order and expires nothing") {
  QueueHost queue;
  queue.open({"room-1"});
  const auto first = queue.issue("medicine");
  const auto parked = queue.issue("medicine");
  queue.do_("queue.park", {{"token", parked.token.text()}, {"minutes", 30}});
  queue.pass(std::chrono::minutes{5});
  queue.host.clock.set_wall(queue.host.clock.wall() - std::chrono::hours{3});
  const auto second = queue.issue("medicine");
  queue.host.clock.set_wall(queue.host.clock.wall() + std::chrono::hours{48});
  queue.pass(std::chrono::minutes{1});
  CHECK(queue.order("medicine") == std::vector{first.number, second.number});
  CHECK(queue.token(first.token).token.waited_seconds == 360);
  CHECK(queue.token(second.token).token.waited_seconds == 60);
  CHECK(queue.token(parked.token).token.state == State::parked);
  queue.do_("queue.pause_desk", {{"desk", "room-1"}});  // both clocks are seen together at each action
  queue.restart();
  CHECK(queue.token(first.token).token.waited_seconds == 360);
}
