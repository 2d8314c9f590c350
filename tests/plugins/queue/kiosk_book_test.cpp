// Who may speak in a kiosk's name: reports held against what the house knows of its disks.

#include <doctest/doctest.h>

#include "kiosk_book.hpp"

using namespace vestibule;
using namespace vestibule::queue;

namespace {

struct Book : KioskBook {
  ReportKiosk asked(const std::string& disk, const std::string& boot) const {
    ReportKiosk report;
    report.incarnation = disk;
    report.boot = boot;
    return report;
  }
  KioskChange told(const ReportKiosk& asked, bool alive = true) {
    const KioskChange change = report("kiosk-1", asked, alive, Instant{});
    for (const auto& row : change.rows) put(row);
    return change;
  }
  Standing word(const std::string& disk, const std::string& boot) const { return standing({"kiosk-1", disk, boot}); }
};

}  // namespace

TEST_CASE("staff hear of a printer, a journal or a complaint that is another than before, and of nothing twice") {
  Book book;
  CHECK_FALSE(book.told(book.asked("disk", "boot")).needs_look);
  auto report = book.asked("disk", "boot");
  report.printer = PrinterReport{PrinterState::jammed, {}, {}, {}};
  CHECK(book.told(report).needs_look);
  CHECK_FALSE(book.told(report).needs_look);
  report.garbled = 1;
  CHECK(book.told(report).needs_look);
  report.faults = {"it cannot be heard"};
  CHECK(book.told(report).needs_look);
  CHECK_FALSE(book.told(report).needs_look);
  report.printer->state = PrinterState::ready;
  CHECK(book.told(report).needs_look);
}

TEST_CASE("when staff have said that the next one is the kiosk, another disk takes over from one that is still there") {
  Book book;
  book.told(book.asked("old", "boot-1"));
  KioskRow open = *book.current("kiosk-1");
  open.boot.clear();
  book.put(open);
  const auto change = book.told(book.asked("new", "boot-2"));
  CHECK(change.standing == Standing::admitted);
  REQUIRE(change.fenced.size() == 1);
  CHECK(change.fenced[0].why == "replaced");
  CHECK(book.word("old", "boot-1") == Standing::fenced);
  CHECK(book.word("new", "boot-2") == Standing::admitted);
  CHECK(view_of(*book.find("kiosk-1", "old")).standing == Standing::fenced);
  CHECK(view_of(*book.find("kiosk-1", "new")).standing == Standing::admitted);
}

TEST_CASE("a second machine is told of once, however often it reports") {
  Book book;
  book.told(book.asked("first", "boot-1"));
  CHECK(book.told(book.asked("second", "boot-2")).fenced.size() == 1);
  CHECK(book.told(book.asked("second", "boot-2")).fenced.empty());
  CHECK(book.word("second", "boot-2") == Standing::fenced);
}

TEST_CASE("of a copied disk the last sixteen starts are known, and each is told of once") {
  Book book;
  book.told(book.asked("disk", "boot-0"));
  for (int n = 1; n <= 20; ++n) {
    const auto change = book.told(book.asked("disk", fmt::format("copy-{}", n)));
    CHECK(change.standing == Standing::fenced);
    REQUIRE(change.fenced.size() == 1);
    CHECK(change.fenced[0].why == "copied_disk");
  }
  CHECK(book.find("kiosk-1", "disk")->twins.size() == 16);
  CHECK(book.find("kiosk-1", "disk")->twins.back() == "copy-20");
  CHECK(book.told(book.asked("disk", "copy-20")).fenced.empty());
  CHECK(book.word("disk", "boot-0") == Standing::admitted);
}

TEST_CASE("a report that the kiosk's next start has overtaken is no copy of its disk, one that is said again later is") {
  Book book;
  book.told(book.asked("disk", "boot-1"));
  auto next = book.asked("disk", "boot-3");
  next.before = {"boot-1", "boot-2"};
  CHECK(book.told(next).standing == Standing::admitted);

  const auto late = book.asked("disk", "boot-2");
  const auto change = book.told(late);
  CHECK(change.standing == Standing::unknown);
  CHECK(change.fenced.empty());
  CHECK(book.word("disk", "boot-3") == Standing::admitted);
  CHECK_FALSE(view_of(*book.find("kiosk-1", "disk")).twin);

  const auto again = book.told(late);
  CHECK(again.standing == Standing::fenced);
  REQUIRE(again.fenced.size() == 1);
  CHECK(again.fenced[0].why == "copied_disk");
}

TEST_CASE("of a disk nobody has heard of nothing is known, and one whose name has nobody is what it was") {
  Book book;
  CHECK(book.word("disk", "boot") == Standing::unknown);
  KioskRow fenced;
  fenced.mark = 1;
  fenced.name = "kiosk-1";
  fenced.incarnation = "disk";
  fenced.boot = "boot";
  fenced.standing = "fenced";
  book.put(fenced);
  CHECK(book.word("disk", "boot") == Standing::fenced);
}

TEST_CASE("after a restore whoever speaks next is believed, and what it had brought since is counted as missing once") {
  Book book;
  book.told(book.asked("disk", "boot-1"));
  for (const auto& row : book.after_restore(100, "2026-11-30")) book.put(row);
  CHECK(book.word("disk", "boot-1") == Standing::unknown);
  auto report = book.asked("disk", "boot-7");
  report.sequence = 5;
  report.unsynced = 2;
  CHECK(book.told(report).standing == Standing::admitted);  // with something to bring: that will say what is missing
  CHECK(book.find("kiosk-1", "disk")->missing == 0);
  report.unsynced = 0;
  CHECK(book.told(report).needs_look);
  CHECK(book.find("kiosk-1", "disk")->missing == 5);
  report.sequence = 9;
  CHECK_FALSE(book.told(report).needs_look);
  CHECK(book.find("kiosk-1", "disk")->missing == 5);
}
