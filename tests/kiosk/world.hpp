#pragma once
// A world for the flow: a clock that is pushed by hand, a host in memory that remembers request ids, a printer that counts.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "flow/flow.hpp"
#include "memory_disk.hpp"

namespace vestibule::kiosk::test {

class FakeClock : public Clock {
 public:
  explicit FakeClock(Duration later = Duration{0}) : now_(Steady{std::chrono::hours{1}} + later) {}
  Instant wall() const override { return from_millis(1'795'000'000'000) + (now_ - Steady{}); }
  Steady steady() const override { return now_; }
  void set(Steady now) { now_ = now; }

 private:
  Steady now_;
};

class CountingRandom : public RandomStream {
 public:
  explicit CountingRandom(std::uint64_t last = 0) : last_(last) {}
  std::uint64_t next() override { return ++last_; }

 private:
  std::uint64_t last_;
};

/// English and Arabic letters, without rare ones.
Keyboards test_keyboards();
/// The menu used by tests and pictures: registration, blood test with an urgency question, pharmacy.
queue::Menu demo_menu();
/// A host that keeps its first answer to each request id, as the real one does.
class FakeHost : public Line {
 public:
  void send(wire::Verb verb, std::string_view name, const std::string& id, const json::value& body) override;
  /// Delivers what has been answered so far.
  void deliver(Flow& flow);

  bool hears = true;     ///< requests arrive
  bool answers = true;   ///< replies arrive
  bool busy = false;     ///< answers "unavailable"
  bool doubles = false;  ///< the bus brings every reply twice
  queue::Menu menu = demo_menu();
  std::map<std::string, queue::IssuedToken> tokens;   ///< by request id
  std::map<std::string, queue::IssueToken> requests;  ///< the same ids
  std::set<std::string> cancelled;                    ///< token ids
  std::set<std::string> private_codes;                ///< services whose call codes tell nobody who came first
  std::optional<Error> refuses;                       ///< what it says to every wish for a token
  std::vector<queue::BringToken> brought;             ///< each once, as they came
  std::vector<queue::ReportKiosk> reports;
  std::vector<queue::ScreenPicture> pictures;         ///< handed in
  queue::Standing standing = queue::Standing::admitted;

  // ---- fake_reception.cpp
  std::map<std::string, queue::CheckInOutcome> appointments;  ///< by code: what becomes of whoever checks in with it
  std::chrono::year_month_day birth_date{std::chrono::year{1950}, std::chrono::month{2}, std::chrono::day{28}};  ///< of all of them
  std::map<std::string, queue::State> tickets;                ///< by secret or call code
  std::vector<queue::CheckIn> check_ins;
  std::map<std::string, queue::CallStaff> staff_calls;        ///< by request id
  std::optional<Error> refuses_staff;

  /// What it says to a request; the flow hears of it by send().
  Result<json::value> answer(std::string_view name, const std::string& id, const json::value& body);

 private:
  Result<json::value> issue(const std::string& id, const queue::IssueToken& request);
  Result<json::value> errand(std::string_view name, const std::string& id, const json::value& body);
  Result<json::value> check_in(const std::string& id, const queue::CheckIn& request);
  Result<json::value> status(const queue::TicketAsked& request);
  queue::CheckedIn appointment(queue::CheckInOutcome outcome);
  queue::TicketStatus ticket(queue::State state);
  Result<json::value> about_kiosk(std::string_view name, const std::string& id, const json::value& body);
  std::map<std::string, Result<json::value>> answers_;  ///< the same id gets the same answer, a refusal too
  std::deque<std::pair<std::string, Result<json::value>>> replies_;
};

class FakePrinter : public Printer {
 public:
  void print(const PrintJob& job) override { jobs.push_back(job); }
  void deliver(Flow& flow);

  std::vector<PrintJob> jobs;
  bool works = true;
  queue::PrinterState state = queue::PrinterState::unknown;  ///< what it says of itself when it does not work

 private:
  std::size_t delivered_ = 0;
};

/// Flow, host, printer and clock together.
class World {
 public:
  struct Start {
    FlowSettings settings{.languages = {"en", "ar"}};
    std::shared_ptr<MemoryDisk> disk;  ///< none: a kiosk that gives no number of its own
    bool hears = true;
    Duration time{0};                  ///< later than the first world's beginning
    std::optional<FakeHost> host;      ///< one that has heard something before
    std::uint64_t first_id = 0;
  };
  static Start with_disk(std::shared_ptr<MemoryDisk> disk);
  explicit World(Start start);
  explicit World(FlowSettings settings = {.languages = {"en", "ar"}}) : World(Start{.settings = std::move(settings), .disk = {}, .host = {}}) {}

  /// Lets that much time pass, ticking the flow exactly when it asks for it.
  void pass(Duration time);
  /// A finger upon the present page, once that takes touches.
  void touch(const std::string& choice);
  /// The scanner has read something.
  void scan(const std::string& text);
  /// A finger upon the present page at this very moment.
  void touch_now(const std::string& choice) { touch_page(flow.page().serial, choice); }
  void touch_page(std::uint64_t serial, const std::string& choice);
  /// Answers and printer's words that are under way arrive.
  void settle();

  FakeClock clock;
  CountingRandom random;
  FakeHost host;
  FakePrinter printer;
  std::shared_ptr<MemoryDisk> disk;
  std::unique_ptr<Offline> offline;
  Flow flow;
  std::vector<PageKind> seen;  ///< each page in turn
  queue::DeviceOrders orders;  ///< what staff want of the kiosk, for tests that order

 private:
  void note();
};

}  // namespace vestibule::kiosk::test
