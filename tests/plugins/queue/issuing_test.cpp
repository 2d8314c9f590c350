#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;

TEST_CASE("a token says its number, where to wait and how many are ahead") {
  QueueHost queue;
  queue.open({"counter-1"});
  const auto first = queue.issue("registration", {{"language", "ar"}, {"needs", {"wheelchair", "deaf"}}});
  CHECK(first.number == "A001");
  CHECK(first.call_code == "A001");
  CHECK(first.ahead == 0);
  CHECK_FALSE(first.wait);  // no history: nothing is said
  CHECK(first.area_name.at("en") == "Hall");
  CHECK(queue.issue("registration").ahead == 1);
  const auto status = queue.token(first.token);
  CHECK(status.token.language == "ar");
  CHECK(status.token.needs == std::vector{Need::deaf, Need::wheelchair});
  CHECK(status.desks_open == 1);
  CHECK(status.desks == 2);
  CHECK(queue.events().back() == "queue.token_issued");
}

TEST_CASE("ids are 13 characters and never the same, numbers have no gaps") {
  QueueHost queue;
  queue.open({});
  std::set<std::string> ids;
  for (int i = 1; i <= 300; ++i) {
    const auto token = queue.issue("registration");
    CHECK(token.number == fmt::format("A{:03}", i));
    CHECK(token.token.text().size() == 13);
    ids.insert(token.token.text());
    if (i % 50 == 0) queue.refused(Code::invalid, "queue.issue_token", {{"service", "registration"}, {"priority", "purple"}});
  }
  CHECK(ids.size() == 300);
}

TEST_CASE("a secret call code tells nobody who came first") {
  QueueHost queue;
  queue.open({"room-2"});
  const auto token = queue.issue("emergency");
  CHECK(token.number == "E001");
  CHECK(token.call_code.size() == 5);
  CHECK(token.call_code != token.number);
  CHECK(queue.issue("emergency").call_code != token.call_code);
  queue.call_next("room-2");
  const auto board = queue.board("hall");
  CHECK(board.calls.back().call_code == token.call_code);
  CHECK(board.now == std::vector{token.call_code});
  queue.restart();
}

TEST_CASE("a service has hours and a daily limit") {
  QueueHost queue;  // 07:00 UTC is 08:00 in Vienna
  queue.open({});
  for (int i = 0; i < 3; ++i) queue.issue("xray");
  CHECK(queue.refused(Code::conflict, "queue.issue_token", {{"service", "xray"}}).find("all 3 places") != std::string::npos);
  const auto open = [&] { return queue.answer<Menu>("queue.menu").services.back().open; };
  CHECK_FALSE(open());
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  queue.do_("queue.open_day", {{"day", "2026-11-24"}});
  CHECK(open());
  queue.pass(std::chrono::minutes{90});
  CHECK_FALSE(open());
  CHECK(queue.refused(Code::conflict, "queue.issue_token", {{"service", "xray"}}).find("closed at this hour") != std::string::npos);
}

TEST_CASE("the menu holds what a kiosk shows") {
  QueueHost queue;
  queue.open({});
  queue.issue("medicine");
  const auto menu = queue.answer<Menu>("queue.menu");
  CHECK(menu.site.at("ar") == "اختبار");
  CHECK(menu.languages == std::vector<std::string>{"en", "ar"});
  REQUIRE(menu.services.size() == 5);
  CHECK(menu.services[1].waiting == 1);
  CHECK(menu.services[1].urgency.front().urgent);
  CHECK(menu.services[1].urgency.front().priority == "red");
  CHECK(menu.services[0].urgency.empty());
}

TEST_CASE("what cannot be asked for is refused with a sentence") {
  QueueHost queue;
  queue.open({});
  CHECK(queue.refused(Code::not_found, "queue.issue_token", {{"service", "surgery"}}).find("'surgery'") != std::string::npos);
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"priority", "purple"}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"language", "tlh"}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"needs", {"coffee"}}});
  queue.refused(Code::not_found, "queue.issue_token", {{"service", "medicine"}, {"pathway", "nowhere"}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"pathway", "check-up"}});
  queue.refused(Code::invalid, "queue.issue_token", {{"service", "medicine"}, {"booked", "tomorrow"}});
}
