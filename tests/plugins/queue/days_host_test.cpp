// Query queue.days over several days in the real host.

#include <vestibule/queue_days_wire.hpp>

#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using std::chrono::minutes;

TEST_CASE("the last days are told with who came, how long they waited, and nothing of the days before") {
  QueueHost queue;
  for (int day = 0; day < 3; ++day) {
    queue.open({"room-1"});
    for (int i = 0; i <= day; ++i) queue.issue("medicine");
    queue.pass(minutes{10});
    queue.serve("room-1");
    REQUIRE(queue.host.do_("queue.close_day", {{"rest", "cancel"}}));
    queue.pass(minutes{24 * 60});
  }
  const auto days = queue.answer<DaysTold>("queue.days").days;
  REQUIRE(days.size() == 3);
  CHECK(days[0].day < days[1].day);
  CHECK(days[2].came == 3);
  CHECK(days[2].done == 1);
  CHECK(days[2].cancelled == 2);
  REQUIRE(days[2].waits);
  CHECK(days[2].waits->called == 1);
  CHECK(days[2].waits->half_seconds == 600);
  REQUIRE(days[2].hours.size() == 1);
  CHECK(days[2].hours[0].came == 3);
  CHECK(queue.answer<DaysTold>("queue.days", {{"days", 1}}).days.size() == 1);
  CHECK(queue.answer<DaysTold>("queue.days", {{"until", to_iso(days[0].day)}}).days.size() == 1);
  const auto others = queue.answer<DaysTold>("queue.days", {{"service", "blood"}}).days;
  REQUIRE(others.size() == 3);
  CHECK(others[2].came == 0);
}

TEST_CASE("the report is a PDF in the reader's language") {
  QueueHost queue;
  queue.open({"room-1"});
  queue.issue("medicine");
  queue.pass(minutes{5});
  queue.serve("room-1");
  const auto report = queue.answer<ReportFile>("queue.report", {{"language", "ar"}, {"days", 1}});
  CHECK(report.name.starts_with("report-20"));
  CHECK(report.type == "application/pdf");
  CHECK(report.base64.starts_with("JVBERi0x"));  // "%PDF-1"
  CHECK(queue_kit::outcome(queue.host.ask("queue.report", {{"language", "tlh"}})) == "invalid");
}

TEST_CASE("a house without a day tells none, and what is wrong is refused") {
  QueueHost queue;
  CHECK(queue.answer<DaysTold>("queue.days").days.empty());
  CHECK(queue_kit::outcome(queue.host.ask("queue.days", {{"days", 0}})) == "invalid");
  CHECK(queue_kit::outcome(queue.host.ask("queue.days", {{"days", 32}})) == "invalid");
  CHECK(queue_kit::outcome(queue.host.ask("queue.days", {{"until", "yesterday"}})) == "invalid");
}
