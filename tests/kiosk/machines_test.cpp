// Printers on a cable: what they say of themselves, and what becomes of a ticket when they stop.
#include <doctest/doctest.h>

#include <condition_variable>
#include <deque>
#include <mutex>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "escpos_printer.hpp"
#include "memory_disk.hpp"
#include "printer/escpos.hpp"
#include "printer/machine.hpp"
#include "printer/roll.hpp"
#include "printer/worker.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using namespace std::chrono_literals;
using demo::EscposPrinter;

namespace {

Raster ticket() {
  Raster raster(576, 600);
  for (int y = 0; y < 600; ++y) raster.blacken(y % 576, y);
  return raster;
}

struct Desk {
  EscposPrinter printer;
  std::unique_ptr<Machine> machine = escpos_machine(tcp_transport("127.0.0.1", printer.port()));
  Machine::Outcome print() {
    return machine->print(ticket(), "name", [] { return false; });
  }
};

/// A loop of nothing but posts.
class Posts {
 public:
  void post(std::function<void()> run) {
    const std::lock_guard lock(mutex_);
    runs_.push_back(std::move(run));
    wake_.notify_all();
  }
  template <class Condition>
  bool until(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!condition()) {
      std::unique_lock lock(mutex_);
      if (!wake_.wait_until(lock, end, [&] { return !runs_.empty(); })) return false;
      const auto run = std::move(runs_.front());
      runs_.pop_front();
      lock.unlock();
      run();
    }
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> runs_;
};

StatusBytes bytes(std::uint8_t one, std::uint8_t two, std::uint8_t three, std::uint8_t four) { return {one, two, three, four}; }

}  // namespace

TEST_CASE("the bits of the manual: what most needs somebody is said") {
  CHECK(state_of({}) == PrinterState::unknown);
  CHECK(state_of(bytes(0x12, 0x12, 0x12, 0x12)) == PrinterState::ready);
  CHECK(state_of(bytes(0x16, 0x12, 0x12, 0x12)) == PrinterState::ready);       // the drawer's pin
  CHECK(state_of(bytes(0x12, 0x12, 0x12, 0x1e)) == PrinterState::near_end);
  CHECK(state_of(bytes(0x1a, 0x32, 0x12, 0x7e)) == PrinterState::paper_out);
  CHECK(state_of(bytes(0x1a, 0x16, 0x12, 0x12)) == PrinterState::cover_open);
  CHECK(state_of(bytes(0x1a, 0x36, 0x12, 0x7e)) == PrinterState::paper_out);   // opened to mend that
  CHECK(state_of(bytes(0x1a, 0x52, 0x1a, 0x12)) == PrinterState::jammed);      // the knife
  CHECK(state_of(bytes(0x1a, 0x52, 0x32, 0x12)) == PrinterState::broken);
  CHECK(state_of(bytes(0x1a, 0x52, 0x52, 0x12)) == PrinterState::offline);     // too hot
  for (int byte = 0; byte < 256; ++byte) {
    const auto heard = static_cast<std::uint8_t>(byte);
    CHECK_FALSE((is_status(heard) && is_paper_answer(heard)));
  }
}

TEST_CASE("a ticket comes out as it was drawn, once") {
  Desk desk;
  const auto outcome = desk.print();
  CHECK_MESSAGE(outcome.paper, outcome.why);
  CHECK(outcome.state == PrinterState::ready);
  REQUIRE(desk.printer.tickets().size() == 1);
  const auto rows = desk.printer.tickets()[0].rows;
  const Raster drawn = ticket();
  REQUIRE(rows.size() == 600);
  for (int y = 0; y < 600; ++y)
    CHECK(std::equal(rows[static_cast<std::size_t>(y)].begin(), rows[static_cast<std::size_t>(y)].end(), drawn.row(y),
                     [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; }));
}

TEST_CASE("each fault is named before a dot is burned, and over when it is mended") {
  const auto check = [](std::atomic<bool> EscposPrinter::*fault, PrinterState state) {
    Desk desk;
    desk.printer.*fault = true;
    const auto outcome = desk.print();
    CHECK_FALSE(outcome.paper);
    CHECK(outcome.state == state);
    CHECK(desk.machine->look() == state);
    CHECK(desk.printer.begun() == 0);
    desk.printer.*fault = false;
    CHECK(desk.machine->look() == PrinterState::ready);
    CHECK(desk.print().paper);
    CHECK(desk.printer.tickets().size() == 1);
  };
  check(&EscposPrinter::cover_open, PrinterState::cover_open);
  check(&EscposPrinter::jammed, PrinterState::jammed);
  check(&EscposPrinter::hot, PrinterState::offline);
}

TEST_CASE("paper that ends in mid-ticket is noticed, and so is a cover that is opened") {
  Desk desk;
  desk.printer.rows_left = 130;
  const auto outcome = desk.print();
  CHECK_FALSE(outcome.paper);
  CHECK(outcome.state == PrinterState::paper_out);
  CHECK(desk.printer.begun() == 130);
  CHECK(desk.printer.tickets().empty());
  desk.printer.clear();
  desk.printer.rows_left = 100'000;
  CHECK(desk.print().paper);
}

TEST_CASE("near the end it still prints, and says so") {
  Desk desk;
  desk.printer.near_end = true;
  const auto outcome = desk.print();
  CHECK(outcome.paper);
  CHECK(outcome.state == PrinterState::near_end);
}

TEST_CASE("slow, noisy, without GS r or without any answer: the ticket is printed") {
  for (const int kind : {0, 1, 2, 3}) {
    INFO("kind " << kind);
    Desk desk;
    if (kind == 0) desk.printer.milliseconds_a_band = 60;
    if (kind == 1) desk.printer.rubbish = true;
    if (kind == 2) desk.printer.silent = true;
    if (kind == 3) desk.printer.milliseconds_a_band = 20, desk.printer.rubbish = true;
    const auto outcome = desk.print();
    CHECK_MESSAGE(outcome.paper, outcome.why);
    CHECK(outcome.state == (kind == 2 ? PrinterState::unknown : PrinterState::ready));
  }
}

TEST_CASE("a line that breaks in mid-ticket, or is not there, is a fault; the next ticket connects anew") {
  Desk desk;
  desk.printer.hang_up_after = 9000;
  CHECK_FALSE(desk.print().paper);
  desk.printer.clear();
  CHECK(desk.print().paper);
  desk.printer.refuses = true;
  CHECK_FALSE(desk.print().paper);
  const auto nowhere = escpos_machine(tcp_transport("127.0.0.1", 1));
  CHECK(nowhere->look() == PrinterState::offline);
  CHECK_FALSE(escpos_machine(device_transport("/nowhere"))->print(ticket(), "x", [] { return false; }).paper);
}

TEST_CASE("a device file takes the bytes") {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("vestibule-device-{}", getpid());
  std::ofstream{path};
  CHECK(escpos_machine(device_transport(path))->print(ticket(), "x", [] { return false; }).paper);
  std::ifstream in(path, std::ios::binary);
  const std::string bytes_in{std::istreambuf_iterator<char>(in), {}};
  CHECK(bytes_in.ends_with(escpos(ticket())));
  std::filesystem::remove(path);
}

TEST_CASE("the print queue is reached by its own program, and its refusal is a fault") {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("vestibule-lp-{}", getpid());
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "lp") << "#!/bin/sh\n[ \"$3\" = tickets ] || exit 1\nfor last; do :; done\ncp \"$last\" " << (folder / "out").string() << "\n";
  ::chmod((folder / "lp").c_str(), 0755);
  const std::string before = ::getenv("PATH");
  ::setenv("PATH", (folder.string() + ":" + before).c_str(), 1);
  const auto never = [] { return false; };
  CHECK(spooler_machine("tickets", folder)->print(ticket(), "A1", never).paper);
  CHECK_FALSE(spooler_machine("other", folder)->print(ticket(), "A2", never).paper);
  std::ifstream in(folder / "out", std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == escpos(ticket()));
  ::setenv("PATH", before.c_str(), 1);
  std::filesystem::remove_all(folder);
}

TEST_CASE("which printer an address means") {
  CHECK(machine_for("tcp:printer.local"));
  CHECK(machine_for("tcp:10.0.0.7:9100"));
  CHECK(machine_for("device:/dev/usb/lp0"));
  CHECK(machine_for("spooler:tickets"));
  CHECK(machine_for("some/folder"));
  CHECK(machine_for("folder:12:30"));
  CHECK(machine_for("./12:30"));
  for (const auto* wrong : {"tcp:", "tcp::9100", "tcp:x:", "tcp:x:0", "tcp:x:99999", "tcp:x:9a"}) CHECK_FALSE(machine_for(wrong));
  for (const auto* wrong : {"tpc:10.0.0.7:9100", "Device:/dev/usb/lp0", "device:", "spooler:", "spooler:-x", "folder:", ":9100", ":", ""}) {
    const auto machine = machine_for(wrong);
    REQUIRE_MESSAGE(!machine, wrong);
    CHECK(machine.error().message.find(fmt::format("'{}'", wrong)) != std::string::npos);
    for (const auto* way : {"device:", "tcp:", "spooler:", "folder:", "path of a folder"}) CHECK(machine.error().message.find(way) != std::string::npos);
  }
}

TEST_CASE("the worker prints in order on its own thread, tells each change of state once, and holds nobody up") {
  EscposPrinter printer;
  printer.milliseconds_a_band = 5;
  Posts loop;
  std::vector<std::string> done;
  std::vector<PrinterState> states;
  const auto post = [&](std::function<void()> run) { loop.post(std::move(run)); };
  PrintWorker worker(machine_for(fmt::format("tcp:127.0.0.1:{}", printer.port())).value(), post,
                     {[&](const std::string& id, const Machine::Outcome& outcome) { done.push_back(id + (outcome.paper ? "" : " not")); },
                      [&](PrinterState state) { states.push_back(state); }},
                     20ms);
  const auto begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i) worker.print(fmt::format("job-{}", i), ticket(), "x");
  CHECK(std::chrono::steady_clock::now() - begun < 1s);
  REQUIRE(loop.until([&] { return done.size() == 3; }));
  CHECK(done == std::vector<std::string>{"job-0", "job-1", "job-2"});
  printer.cover_open = true;
  REQUIRE(loop.until([&] { return states.back() == PrinterState::cover_open; }));
  worker.print("job-3", ticket(), "x");
  REQUIRE(loop.until([&] { return done.size() == 4; }));
  CHECK(done.back() == "job-3 not");
  printer.cover_open = false;
  REQUIRE(loop.until([&] { return states.back() == PrinterState::ready; }));
  CHECK(states == std::vector{PrinterState::ready, PrinterState::cover_open, PrinterState::ready});
  for (int i = 0; i < 20; ++i) worker.print("many", ticket(), "x");
  REQUIRE(loop.until([&] { return std::count(done.begin(), done.end(), "many not") >= 10; }));
}

TEST_CASE("the roll forecasts its end, keeps count over restarts, and begins anew when it is changed") {
  test::MemoryDisk disk;
  Instant now = *instant_from_iso("2026-11-22T08:00:00Z");
  {
    Roll roll(10'000, disk);
    CHECK(roll.millimetres_left() == 10'000);
    CHECK_FALSE(roll.tickets_left());
    for (int i = 0; i < 20; ++i) {
      roll.printed(1368, now);  // with what is fed: 200 mm
      now += 2min;
    }
    CHECK(roll.millimetres_left() == 6'000);
    CHECK(roll.tickets_left() == 30);
    REQUIRE(roll.ends_at(now));
    CHECK(*roll.ends_at(now) == now + 60min);
  }
  Roll again(10'000, disk);
  CHECK(again.tickets_left() == 30);
  CHECK_FALSE(again.ends_at(now + 6h));  // nothing is printed any more
  again.changed(now);
  CHECK(again.tickets_left() == 50);
  disk.files["roll"] = "rubbish";
  CHECK(Roll(10'000, disk).millimetres_left() == 10'000);
}
