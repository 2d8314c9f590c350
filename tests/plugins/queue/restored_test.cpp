// What a restore leaves out, so that no number comes twice: the house's own, those of kiosks, and marks.

#include "kit.hpp"
#include "store/snapshot.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using namespace std::chrono_literals;

namespace {

constexpr int gap = 10;

/// What there is now is the backup, and is put back after `lost`.
void restore(QueueHost& queue, Duration lost) {
  queue.host.close();
  queue.host.clock.move_to(queue.host.clock.steady() + lost);
  core::RestoreRecord record;
  record.at = queue.host.clock.wall();
  record.backup_at = record.at - lost;
  record.gap = gap;
  const auto head = core::make_restored(queue.host.database_path(), "", queue.host.clock, queue.host.random, record);
  REQUIRE_MESSAGE(head, head.error().message);
  REQUIRE_MESSAGE(queue.host.open(), queue.host.failure);
}

std::string next_number(QueueHost& queue) { return queue.issue("registration").number; }
void next_day(QueueHost& queue) {
  queue.do_("queue.close_day", {{"rest", "cancel"}});
  queue.do_("queue.open_day", json::object{});
}

/// What the house answers to a kiosk that reports, its disk in its `boot`-th start.
KioskWord report(QueueHost& queue, const std::string& kiosk, char disk, char boot, std::int64_t sequence = 0, int unsynced = 0) {
  ReportKiosk report;
  report.incarnation = std::string(32, disk);
  report.boot = std::string(32, boot);
  report.sequence = sequence;
  report.unsynced = unsynced;
  return queue.as<KioskWord>("queue.report_kiosk", encode(report), kiosk);
}
void bring(QueueHost& queue, const std::string& kiosk, char disk, const std::string& mark, int counter) {
  BringToken brought;
  brought.asked.service = ServiceId{"registration"};
  brought.asked.token = TokenId{fmt::format("{:013}", counter + 1000 * std::stoi(mark))};
  brought.number = fmt::format("A{}-{:03}", mark, counter);
  brought.counter = counter;
  brought.incarnation = std::string(32, disk);
  brought.sequence = counter;
  brought.previous = counter - 1;
  brought.issued_at = queue.host.clock.wall();
  CHECK(queue.as<BroughtToken>("queue.bring_token", encode(brought), kiosk).outcome == Brought::adopted);
}
KioskView kiosk_named(QueueHost& queue, const std::string& name) {
  for (auto& view : queue.answer<Kiosks>("queue.kiosks").kiosks)
    if (view.kiosk == name) return view;
  FAIL("no kiosk " << name);
  return {};
}

}  // namespace

TEST_CASE("after a restore each open series goes on behind the gap, once, and the next day begins anew") {
  QueueHost queue;
  queue.open({});
  CHECK(next_number(queue) == "A001");
  CHECK(next_number(queue) == "A002");
  restore(queue, 1h);
  CHECK(next_number(queue) == "A013");
  CHECK(queue.issue("medicine").number == "M011");
  queue.restart();
  CHECK(next_number(queue) == "A014");
  CHECK(queue.issue("xray").number == "X011");  // what was left out takes none of the three places
  queue.issue("xray");
  queue.issue("xray");
  queue.refused(Code::conflict, "queue.issue_token", {{"service", "xray"}});
  queue.pass(24h);
  next_day(queue);
  CHECK(next_number(queue) == "A001");
}

TEST_CASE("a backup from before the day was opened: today's first numbers may be in people's hands, and are left out") {
  QueueHost queue;
  SUBCASE("made in the night, before any day") {}
  SUBCASE("made after the day before was closed") {
    queue.do_("queue.open_day", {{"day", "2026-11-22"}});
    next_number(queue);
    queue.do_("queue.close_day", {{"rest", "cancel"}});
  }
  restore(queue, 4h);
  queue.open({});
  CHECK(next_number(queue) == "A011");
  queue.restart();
  CHECK(next_number(queue) == "A012");
  next_day(queue);  // the same one, opened again
  CHECK(next_number(queue) == "A013");
  queue.pass(24h);
  next_day(queue);
  CHECK(next_number(queue) == "A001");
}

TEST_CASE("a backup with yesterday still open: yesterday's series and today's both begin behind the gap") {
  QueueHost queue;
  queue.open({});
  CHECK(next_number(queue) == "A001");
  restore(queue, 24h);
  CHECK(next_number(queue) == "A012");
  next_day(queue);
  CHECK(next_number(queue) == "A011");
}

TEST_CASE("after a restore a kiosk is believed whatever start it is in, its numbers go on behind the gap, and what is missing is said") {
  QueueHost queue;
  queue.open({});
  CHECK(report(queue, "kiosk-1", 'a', '1').mark == "1");
  bring(queue, "kiosk-1", 'a', "1", 1);
  bring(queue, "kiosk-1", 'a', "1", 2);
  CHECK(report(queue, "kiosk-1", 'a', '1', 2).next == 3);
  // Lost: it was started anew, and brought numbers 3 to 5.
  restore(queue, 1h);
  const auto word = report(queue, "kiosk-1", 'a', '2', 5);
  CHECK(word.standing == Standing::admitted);
  CHECK(word.next == 2 + gap + 1);
  CHECK(kiosk_named(queue, "kiosk-1").missing == 3);
  CHECK(queue.events().back() == "queue.kiosk_changed");  // staff hear of it
  CHECK(report(queue, "kiosk-1", 'a', '2', 5).next == 2 + gap + 1);
  CHECK(kiosk_named(queue, "kiosk-1").missing == 3);  // counted once
  queue.restart();
  queue.pass(24h);
  next_day(queue);
  CHECK(report(queue, "kiosk-1", 'a', '2', 5).next == 1);
}

TEST_CASE("a kiosk with something left to bring after a restore: its next bringing says what is missing") {
  QueueHost queue;
  queue.open({});
  (void)report(queue, "kiosk-1", 'a', '1');
  bring(queue, "kiosk-1", 'a', "1", 1);
  restore(queue, 1h);
  CHECK(report(queue, "kiosk-1", 'a', '1', 4, 1).standing == Standing::admitted);
  CHECK(kiosk_named(queue, "kiosk-1").missing == 0);
  bring(queue, "kiosk-1", 'a', "1", 4);
  CHECK(kiosk_named(queue, "kiosk-1").missing == 2);
  (void)report(queue, "kiosk-1", 'a', '1', 4);
  CHECK(kiosk_named(queue, "kiosk-1").missing == 2);
}

TEST_CASE("a disk that the house met after the backup has a mark the house has lost: no other disk gets it") {
  QueueHost queue;
  queue.open({});
  CHECK(report(queue, "kiosk-1", 'a', '1').mark == "1");
  restore(queue, 1h);
  const int next = std::stoi(report(queue, "kiosk-9", 'b', '1').mark);
  CHECK(next > 11);
  CHECK(std::stoi(report(queue, "kiosk-8", 'c', '1').mark) == next + 1);
  CHECK(queue.answer<Kiosks>("queue.kiosks").kiosks.size() == 3);
  queue.restart();
}
