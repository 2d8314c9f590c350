// When a service is open, and what is said while it is not.
#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using namespace std::chrono_literals;

namespace {

/// The hospital with other hours for the blood test, a tree and days of their own. It is Monday, 08:00 in Vienna.
std::string hospital() {
  std::string text = queue_kit::hospital_text;
  const std::string blood = "id = \"blood\"\nletter = \"B\"\n";
  text.replace(text.find(blood), blood.size(), blood + R"(
group = "tests"
info = { en = "Do not eat before the test.", ar = "لا تأكل قبل الفحص." }
asks = ["name", "symptoms"]
shows_name = true
long_queue = { people = 2 }
opening = [
  { days = ["mon", "tue", "wed", "thu", "fri"], from = "07:00", until = "12:00" },
  { days = ["mon", "tue", "wed", "thu", "fri"], from = "14:00", until = "16:00" },
]
)");
  const std::string desk = "[[desk]]\nid = \"counter-1\"";
  text.insert(text.find("[[service]]"), R"([[group]]
id = "diagnostics"
name = { en = "Diagnostics", ar = "التشخيص" }
[[group]]
id = "tests"
name = { en = "Tests", ar = "الفحوص" }
parent = "diagnostics"
)");
  return text + R"(
[[special_day]]
date = "2026-11-24"
[[special_day]]
date = "2026-11-24"
services = ["medicine"]
open = [{ from = "10:00", until = "11:00" }]
)";
}

MenuService entry(QueueHost& queue, const std::string& id) {
  for (const auto& service : queue.answer<Menu>("queue.menu").services)
    if (service.service.text() == id) return service;
  FAIL("no service " << id);
  return {};
}

}  // namespace

TEST_CASE("the menu carries the tree and what a service asks and tells") {
  QueueHost queue("", hospital());
  queue.open({});
  const auto menu = queue.answer<Menu>("queue.menu");
  REQUIRE(menu.groups.size() == 2);
  CHECK(menu.groups[1].parent == "diagnostics");
  CHECK(menu.groups[0].name.at("en") == "Diagnostics");
  CHECK(menu.appointments == true);
  const auto blood = entry(queue, "blood");
  CHECK(blood.group == "tests");
  CHECK(blood.info.at("en") == "Do not eat before the test.");
  CHECK(blood.asks == std::vector{Ask::name, Ask::symptoms});
  CHECK(blood.shows_name == true);
  CHECK_FALSE(entry(queue, "registration").group);
}

TEST_CASE("a break is a gap between two spans: closed, and when it opens again") {
  QueueHost queue("", hospital());
  queue.open({});
  CHECK(entry(queue, "blood").open);
  queue.pass(5h);  // 13:00
  const auto blood = entry(queue, "blood");
  CHECK_FALSE(blood.open);
  REQUIRE(blood.closed);
  CHECK(blood.closed->because == ClosedBecause::hours);
  CHECK(blood.closed->opens == When{0, 1, "14:00"});
  CHECK(queue.refused(Code::conflict, "queue.issue_token", {{"service", "blood"}}).find("it opens at 14:00") != std::string::npos);
  queue.pass(1h);
  CHECK(entry(queue, "blood").open);
  queue.pass(3h);  // 17:00; Tuesday is special
  CHECK(entry(queue, "blood").closed->opens == When{2, 3, "07:00"});
}

TEST_CASE("a special day goes before the week, and what it says of one service before what it says of all") {
  QueueHost queue("", hospital());
  queue.open({});
  queue.pass(24h + 30min);  // Tuesday, 08:30
  CHECK(entry(queue, "blood").closed->because == ClosedBecause::special_day);
  CHECK(entry(queue, "registration").closed->opens == When{1, 3, "00:00"});
  CHECK(entry(queue, "medicine").closed->opens == When{0, 2, "10:00"});
  CHECK(queue.refused(Code::conflict, "queue.issue_token", {{"service", "registration"}}).find("other hours today") != std::string::npos);
  queue.pass(2h);
  CHECK(entry(queue, "medicine").open);
}

TEST_CASE("before the day is opened it is closed, and nobody knows until when") {
  QueueHost queue("", hospital());
  CHECK(entry(queue, "registration").closed->because == ClosedBecause::day);
  CHECK_FALSE(entry(queue, "registration").closed->opens);
}

TEST_CASE("a full service says so, and opens on its next day") {
  QueueHost queue("", hospital());
  queue.open({});
  for (int i = 0; i < 3; ++i) queue.issue("xray");
  const auto xray = entry(queue, "xray");
  CHECK(xray.closed->because == ClosedBecause::full);
  CHECK(xray.closed->opens == When{2, 3, "08:00"});
}

TEST_CASE("staff give a number all the same, with a reason that stands in the event") {
  QueueHost queue("", hospital());
  queue.open({});
  queue.pass(5h);
  const json::object token{{"service", "blood"}};
  queue.refused(Code::conflict, "queue.issue_token", token);
  queue.refused(Code::invalid, "queue.issue_anyway", {{"token", token}, {"reason", " "}});
  const auto issued = queue.as<IssuedToken>("queue.issue_anyway", {{"token", token}, {"reason", "came from the ward"}});
  CHECK(issued.number == "B001");
  CHECK(queue.host.entries().back().events.find("came from the ward") != std::string::npos);
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  queue.refused(Code::conflict, "queue.issue_anyway", {{"token", token}, {"reason", "came from the ward"}});
}

TEST_CASE("a long queue is one with so many people, or so long a range") {
  QueueHost queue("", hospital());
  queue.open({});
  queue.issue("blood");
  CHECK_FALSE(entry(queue, "blood").long_queue);
  queue.issue("blood");
  CHECK(entry(queue, "blood").long_queue == true);
}
