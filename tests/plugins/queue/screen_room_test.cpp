// Takeovers, alarms and what staff have devices do, on the real host.

#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using namespace std::chrono_literals;

namespace {

Board board_on_the_wire(QueueHost& queue, const std::string& area) {
  queue.host.run_for(Duration{16});  // states leave once a frame
  const auto state = decode_text<wire::State>(queue.host.no_bus.retained.at(wire::state_topic("board/" + area)));
  REQUIRE(state);
  return *decode<Board>(state->body);
}
DeviceOrders orders_on_the_wire(QueueHost& queue, const std::string& device) {
  queue.host.run_for(Duration{16});  // states leave once a frame
  const auto state = decode_text<wire::State>(queue.host.no_bus.retained.at(wire::order_topic(device)));
  REQUIRE(state);
  return *decode<DeviceOrders>(state->body);
}

json::object report_from(std::int64_t frames, std::int64_t answered = 0) {
  return {{"area", "hall"}, {"layout", "landscape"}, {"theme", "calm"}, {"width", 1280}, {"height", 720}, {"frames", frames},
          {"picture", "p" + std::to_string(frames)}, {"one_colour", false}, {"shown", 0}, {"answered", answered}};
}
/// As `device` would over the line: reports are asked in the device's own name.
Result<json::value> report(QueueHost& queue, const std::string& device, json::object body, const char* name = "queue.report_screen") {
  Result<json::value> answer = fail(Code::internal, "no answer");
  queue.host.host->ask({device, "device", device}, name, std::move(body), [&](Result<json::value> given) { answer = std::move(given); });
  queue.host.loop.run_posted();
  return answer;
}

}  // namespace

TEST_CASE("a takeover stands on the boards of its areas, over a restart, until it is ended") {
  QueueHost queue;
  queue.open({"room-1"});
  const json::object texts{{"en", "Please leave the building"}, {"ar", "يرجى مغادرة المبنى"}};
  const auto taken = queue.as<TakenOver>("queue.take_over_screens", {{"texts", texts}});
  CHECK(taken.areas.size() == 2);
  for (const char* area : {"hall", "lab"}) {
    REQUIRE(board_on_the_wire(queue, area).takeover);
    CHECK(board_on_the_wire(queue, area).takeover->level == TakeoverLevel::emergency);
    CHECK(board_on_the_wire(queue, area).takeover->texts.at("en") == "Please leave the building");
  }
  queue.restart();
  CHECK(board_on_the_wire(queue, "hall").takeover);
  CHECK(queue.as<TakenOver>("queue.end_takeover", {{"areas", {"lab"}}}).areas == std::vector{AreaId{"lab"}});
  CHECK_FALSE(board_on_the_wire(queue, "lab").takeover);
  CHECK(board_on_the_wire(queue, "hall").takeover);
  queue.do_("queue.take_over_screens", {{"areas", {"hall"}}, {"texts", {{"en", "Closed at noon"}}}, {"level", "notice"}});
  CHECK(board_on_the_wire(queue, "hall").takeover->level == TakeoverLevel::notice);
  queue.do_("queue.end_takeover", json::object{});
  queue.restart();
  CHECK_FALSE(board_on_the_wire(queue, "hall").takeover);
  queue.refused(Code::conflict, "queue.end_takeover", json::object{});
  queue.refused(Code::invalid, "queue.take_over_screens", {{"texts", json::object{}}});
  queue.refused(Code::invalid, "queue.take_over_screens", {{"texts", {{"en", " "}}}});
  queue.refused(Code::not_found, "queue.take_over_screens", {{"areas", {"roof"}}, {"texts", texts}});
  const auto events = queue.events();
  CHECK(std::count(events.begin(), events.end(), "queue.screens_taken_over") == 2);
  CHECK(std::count(events.begin(), events.end(), "queue.takeover_ended") == 2);
}

TEST_CASE("a screen that falls silent alarms once, and its return is told") {
  QueueHost queue;
  queue.open({"room-1"});
  REQUIRE(report(queue, "screen-1", report_from(1)));
  queue.pass(1s);
  const auto changes = [&] {
    const auto events = queue.events();
    return std::count(events.begin(), events.end(), "queue.screen_changed");
  };
  CHECK(changes() == 1);  // it is known from now on
  queue.pass(60s);
  CHECK(changes() == 2);
  auto screens = queue.answer<ScreenViews>("queue.screens").screens;
  REQUIRE(screens.size() == 1);
  CHECK(screens[0].state == ScreenState::silent);
  CHECK(screens[0].heard_seconds == 61);
  queue.host.restart();
  queue.pass(60s);
  CHECK(changes() == 2);  // it is known to be silent
  REQUIRE(report(queue, "screen-1", report_from(2)));
  queue.pass(6s);
  CHECK(changes() == 3);
  CHECK(queue.answer<ScreenViews>("queue.screens", {{"area", "hall"}}).screens.at(0).state == ScreenState::seen);
  CHECK(queue.answer<ScreenViews>("queue.screens", {{"area", "lab"}}).screens.empty());
  queue.do_("queue.forget_screen", {{"device", "screen-1"}});
  queue.pass(60s);
  CHECK(changes() == 3);
  CHECK(queue.answer<ScreenViews>("queue.screens").screens.empty());
  queue.refused(Code::not_found, "queue.forget_screen", {{"device", "screen-1"}});
}

TEST_CASE("reports leave nothing in the journal, and wrong ones change nothing") {
  QueueHost queue;
  queue.open({"room-1"});
  REQUIRE(report(queue, "screen-1", report_from(1)));
  queue.pass(1s);
  const auto entries = queue.host.entries().size();
  for (int i = 2; i < 50; ++i) REQUIRE(report(queue, "screen-1", report_from(i, i)));
  queue.pass(1s);
  CHECK(queue.host.entries().size() == entries);
  auto elsewhere = report_from(3);
  elsewhere["area"] = "roof";
  CHECK(report(queue, "screen-2", elsewhere).error().code == Code::not_found);
  auto nowhere = report_from(3);
  nowhere["desk"] = "roof-1";
  CHECK(report(queue, "screen-2", nowhere).error().code == Code::not_found);
  CHECK(queue.answer<ScreenViews>("queue.screens").screens.size() == 1);
}

TEST_CASE("a desk sees its call on the screens that live") {
  QueueHost queue;
  queue.open({"room-1"});
  for (const char* screen : {"screen-1", "screen-2", "screen-3"}) REQUIRE(report(queue, screen, report_from(1)));
  queue.issue("medicine");
  queue.call_next("room-1");
  for (const char* screen : {"screen-1", "screen-3"})
    queue.do_("queue.acknowledge_call", {{"area", "hall"}, {"sequence", 1}, {"shown", "painted"}}, screen);
  auto seen = queue.desk("room-1").seen;
  REQUIRE(seen);
  CHECK(seen->painted == 2);
  CHECK(seen->screens == 3);
  CHECK(seen->voices == 0);
  queue.pass(10s);
  REQUIRE(report(queue, "screen-1", report_from(2)));
  queue.pass(10s);
  seen = queue.desk("room-1").seen;
  CHECK(seen->painted == 2);
  CHECK(seen->screens == 2);  // one is silent and has not shown it; the other silent one has
}

TEST_CASE("orders to a device go to its own topic and outlive a restart") {
  QueueHost queue;
  queue.do_("queue.lock_device", {{"device", "kiosk-1"}});
  queue.do_("queue.tell_device", {{"device", "kiosk-1"}, {"message", {{"en", "Use the other one"}}}});
  queue.do_("queue.reload_device", {{"device", "kiosk-1"}});
  queue.host.no_bus.retained.clear();
  queue.restart();
  const auto orders = orders_on_the_wire(queue, "kiosk-1");
  CHECK(orders.locked);
  CHECK(orders.message.at("en") == "Use the other one");
  CHECK(orders.reload == 1);
  CHECK(queue.as<DeviceOrders>("queue.lock_device", {{"device", "kiosk-1"}, {"locked", false}}).reload == 1);
  CHECK_FALSE(orders_on_the_wire(queue, "kiosk-1").locked);
  CHECK(queue.host.no_bus.retained.count(wire::state_topic("order/kiosk-1")) == 0);
  queue.refused(Code::invalid, "queue.lock_device", {{"device", "a/b"}, {"locked", true}});
  queue.refused(Code::invalid, "queue.tell_device", {{"device", "kiosk-1"}, {"message", {{"en", ""}}}});
}

TEST_CASE("a picture is kept if it was asked for") {
  QueueHost queue;
  queue.do_("queue.picture_device", {{"device", "screen-1"}});
  CHECK(orders_on_the_wire(queue, "screen-1").picture == 1);
  queue.host.host->ask({"x", "", "x"}, "queue.screen_picture", {{"device", "screen-1"}}, [](const auto& answer) { CHECK(answer.error().code == Code::not_found); });
  const json::object picture{{"number", 1}, {"width", 320}, {"height", 180}, {"png", "iVBORw0="}};
  CHECK(report(queue, "screen-2", picture, "queue.hand_in_picture").error().code == Code::conflict);
  CHECK(report(queue, "screen-1", picture, "queue.hand_in_picture"));
  CHECK(queue.answer<ScreenPicture>("queue.screen_picture", {{"device", "screen-1"}}).png == "iVBORw0=");
  json::object wrong = picture;
  wrong["png"] = "<script>";
  CHECK(report(queue, "screen-1", wrong, "queue.hand_in_picture").error().code == Code::invalid);
  wrong["png"] = std::string(60'000, 'A');
  CHECK(report(queue, "screen-1", wrong, "queue.hand_in_picture").error().code == Code::invalid);
}

TEST_CASE("a board says who waits for what, and what is behind each door") {
  QueueHost queue;
  queue.open({"room-1", "room-2"});
  queue.do_("queue.pause_desk", {{"desk", "room-2"}});
  queue.issue("medicine");
  queue.issue("medicine");
  const auto called = queue.call_next("room-1");
  auto board = board_on_the_wire(queue, "hall");
  CHECK(board.open == true);
  REQUIRE(board.services.size() == 3);
  CHECK(board.services[1].name.at("en") == "Medicine");
  CHECK(board.services[1].waiting == 1);
  const auto door = [&](const std::string& desk) {
    const auto found = std::find_if(board.desks.begin(), board.desks.end(), [&](const auto& one) { return one.desk.text() == desk; });
    REQUIRE(found != board.desks.end());
    return *found;
  };
  CHECK(door("room-1").door == Door::called);
  CHECK(door("room-1").call_code == called.token->call_code);
  CHECK(door("room-2").door == Door::paused);
  CHECK(door("counter-1").door == Door::closed);
  CHECK(board.desks.size() == 4);
  queue.at_desk("queue.start", "room-1");
  board = board_on_the_wire(queue, "hall");
  CHECK(door("room-1").door == Door::serving);
  queue.at_desk("queue.finish", "room-1");
  board = board_on_the_wire(queue, "hall");
  CHECK(door("room-1").door == Door::free);
  CHECK_FALSE(door("room-1").call_code);
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  CHECK(board_on_the_wire(queue, "hall").open == false);
}

TEST_CASE("an area may have private codes, and a service of it numbers all the same") {
  std::string text = queue_kit::hospital_text;
  text.replace(text.find("id = \"lab\""), 10, "id = \"lab\"\ncodes = \"private\"");
  text.replace(text.find("daily_limit = 3"), 15, "codes = \"number\"");
  QueueHost queue("", text);
  queue.open({"lab-1"});
  const auto blood = queue.issue("blood");
  CHECK(blood.number == "B001");
  CHECK(blood.call_code.size() == 5);
  CHECK(queue.issue("xray").call_code == "X001");
  CHECK(queue.issue("registration").call_code == "A001");
  queue.call_next("lab-1");
  CHECK(board_on_the_wire(queue, "lab").calls.back().call_code == blood.call_code);
  CHECK(queue.desk("lab-1").token->number == "B001");
}
