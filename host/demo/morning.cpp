#include "morning.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <vestibule/queue_desk_wire.hpp>

namespace vestibule::demo {
namespace {

using namespace std::chrono_literals;

// The script. A desk's pace leaves enough people waiting for the burst, and the screens keep up with all of it.
constexpr Duration arrivals_over = 24s;
constexpr Duration troubles_at = 6s;
constexpr Duration notice_within = 20s;  // the next patient at that kiosk comes within this
constexpr int rows_of_paper = 150;       // less than half a ticket
constexpr Duration kill_at = 20s;
constexpr int asking_at_kill = 4;  // patients who ask in the very moment
constexpr Duration burst_at = 36s;
constexpr Duration patience = 90s;  // for everyone to be served and every call to be painted
constexpr Duration pace = 2600ms;
constexpr int burst_calls = 12;
constexpr Duration burst_gap = 500ms;

struct Room {
  const char* desk;
  const char* service;
  const char* who;
};
constexpr std::array rooms{Room{"counter-1", "registration", "grace"}, Room{"room-1", "medicine", "omar"}, Room{"laboratory", "blood", "ines"}};
constexpr std::array languages{"en", "ar", "en", "ar", "en"};
constexpr std::array urgencies{"green", "yellow", "blue", "green"};

template <class Array>
auto pick(const Array& from, int number) {
  return from[static_cast<std::size_t>(number) % from.size()];
}

}  // namespace

Morning::Morning(Stage& stage, Loop& loop) : stage_(stage), loop_(loop), begun_(loop.clock().steady()) {
  reception_ = std::make_unique<Patients>(stage.staff("noor"), loop, notes_);
  for (const auto& room : rooms) desks_.push_back(std::make_unique<Desk>(room.desk, pace, stage.staff(room.who), loop, notes_));
  for (const auto& kiosk : stage.kiosks())
    fingers_.push_back(
        std::make_unique<Finger>(kiosk.name, stage.targets_of(kiosk), kiosk.window, stage.desktop(), loop, notes_));
  for (auto& desk : desks_) desk->open();
}

void Morning::say(const std::string& what) const {
  const std::chrono::duration<double> since = loop_.clock().steady() - begun_;
  std::puts(fmt::format("{:6.1f} s  {}", since.count(), what).c_str());
  std::fflush(stdout);
}

/// Runs the loop until `holds` or `most` is over; an error if the morning cannot go on.
Result<> Morning::until(const std::function<bool()>& holds, Duration most) {
  std::string fallen;
  loop_.until([&] { return holds() || stop_() || !(fallen = stage_.fallen()).empty(); }, most);
  if (stop_()) return fail(Code::unavailable, "told to stop in mid-morning");
  if (!fallen.empty())
    return fail(Code::internal, "{} ended by itself; its log is in {}", fallen, stage_.house().folder().string());
  return {};
}

Result<> Morning::moment(Duration since_begin) {
  return until([&] { return loop_.clock().steady() - begun_ >= since_begin; }, since_begin + 1s);
}

void Morning::send_to_kiosks() {
  for (std::size_t kiosk = 0; kiosk < fingers_.size(); ++kiosk)
    for (int i = 0; i < patients_per_kiosk; ++i) {
      const int number = i * static_cast<int>(fingers_.size()) + static_cast<int>(kiosk);
      fingers_[kiosk]->send({pick(languages, number / 2), pick(rooms, number).service, pick(urgencies, number)});
    }
}

void Morning::arrive(int number) {
  const std::string service = pick(rooms, number).service;
  reception_->come(service, pick(languages, number),
                   service == "medicine" ? std::optional<std::string>(pick(urgencies, number)) : std::nullopt);
}

void Morning::send_to_reception() {
  const int all = patients_in_all - patients_per_kiosk * static_cast<int>(fingers_.size()) - asking_at_kill;
  for (int i = 0; i < all; ++i) arrivals_.push_back(loop_.timers().after(arrivals_over * i / all, [this, i] { arrive(i); }));
}

/// A kiosk's own numbers have a dash: "B2-001".
std::size_t Morning::given_alone() const {
  return static_cast<std::size_t>(std::count_if(notes_.told.begin(), notes_.told.end(), [](const Told& told) { return told.number.find('-') != told.number.npos; }));
}

/// Waits until the host has been told such a thing of kiosk-1's printer; false if it has not within `notice_within`.
Result<bool> Morning::printer_says(const std::function<bool(queue::PrinterState)>& holds) {
  const auto end = loop_.clock().steady() + notice_within;
  while (loop_.clock().steady() < end) {
    VESTIBULE_TRY(const auto answer, stage_.manager().call(wire::Verb::ask, "queue.kiosks", json::object{}));
    VESTIBULE_TRY(const auto seen, decode<queue::Kiosks>(answer));
    for (const auto& kiosk : seen.kiosks)
      if (kiosk.kiosk == stage_.kiosks().front().name && kiosk.printer && holds(kiosk.printer->state)) return true;
    const auto again = loop_.clock().steady() + 200ms;
    VESTIBULE_CHECK(until([&] { return loop_.clock().steady() >= again; }, 1s));
  }
  return false;
}

/// One kiosk loses its line and one its paper, at the same time.
Result<Morning::Troubles> Morning::try_kiosks() {
  Troubles troubles;
  say("the cable of kiosk-2 is pulled out, and the paper of kiosk-1 comes to its end");
  stage_.cable().pull_out();
  stage_.printer().rows_left = rows_of_paper;
  VESTIBULE_TRY(troubles.paper_noticed, printer_says([](queue::PrinterState state) { return state == queue::PrinterState::paper_out; }));
  say("staff see that kiosk-1 has no paper, and bring a new roll");
  stage_.printer().clear();
  stage_.printer().rows_left = 1'000'000;
  VESTIBULE_TRY(troubles.paper_mended, printer_says([](queue::PrinterState state) { return state == queue::PrinterState::ready; }));
  VESTIBULE_CHECK(until([&] { return given_alone() > 0; }, notice_within));
  stage_.cable().plug_in();
  troubles.given_alone = given_alone();
  say(fmt::format("the cable is back; kiosk-2 had gone on alone and given {}", troubles.given_alone));
  return troubles;
}

Result<Duration> Morning::kill_host() {
  say("the host is killed (SIGKILL) while patients ask and desks call");
  for (int i = 0; i < asking_at_kill; ++i) arrive(i);
  stage_.house().kill_host();
  VESTIBULE_TRY(const auto away, stage_.house().open());
  say(fmt::format("it is back after {} ms; everyone asks again with the same request ids", away.count()));
  return away;
}

/// Twelve calls half a second apart, by three desks in turn.
Result<int> Morning::burst() {
  for (auto& desk : desks_) desk->rest();
  VESTIBULE_CHECK(
      until([&] { return std::all_of(desks_.begin(), desks_.end(), [](const auto& desk) { return desk->resting(); }); }, 10s));
  say(fmt::format("{} calls, {} ms apart", burst_calls, burst_gap.count()));
  const auto before = notes_.invited.size();
  const auto serving = burst_gap * static_cast<int>(desks_.size()) - 200ms;
  std::vector<Timer> calls;
  for (int i = 0; i < burst_calls; ++i)
    calls.push_back(loop_.timers().after(burst_gap * i, [this, i, serving] {
      auto& desk = *desks_[static_cast<std::size_t>(i) % desks_.size()];
      if (desk.resting()) desk.call_once(serving);
    }));
  const auto end = loop_.clock().steady() + burst_gap * (burst_calls + 2);
  VESTIBULE_CHECK(until([&] { return loop_.clock().steady() >= end; }, burst_gap * (burst_calls + 4)));
  const auto called = notes_.invited.size() - before;
  for (auto& desk : desks_) desk->work();
  return static_cast<int>(called);
}

bool Morning::all_served() const {
  const bool all_hold_numbers = notes_.told.size() + notes_.refused.size() >= patients_in_all;
  return all_hold_numbers && notes_.invited.size() >= notes_.told.size();
}

Result<std::vector<Line>> Morning::play(std::function<bool()> stop) {
  stop_ = std::move(stop);
  begun_ = loop_.clock().steady();
  say(fmt::format("{} patients come: {} touch the kiosks, the others go to the reception; three desks call", patients_in_all,
                  patients_per_kiosk * static_cast<int>(fingers_.size())));
  send_to_kiosks();
  send_to_reception();
  for (auto& desk : desks_) desk->work();
  VESTIBULE_CHECK(moment(troubles_at));
  VESTIBULE_TRY(const auto troubles, try_kiosks());
  VESTIBULE_CHECK(moment(kill_at));
  VESTIBULE_TRY(const auto away, kill_host());
  VESTIBULE_CHECK(moment(burst_at));
  stage_.photograph_screens();
  VESTIBULE_TRY(const int in_burst, burst());
  say("the last patients are called");
  VESTIBULE_CHECK(until([&] { return all_served(); }, patience));
  for (auto& desk : desks_) desk->rest();
  return reckoned(away, in_burst, troubles);
}

Result<std::vector<Line>> Morning::reckoned(Duration away, int in_burst, const Troubles& troubles) {
  Recorded recorded;
  Result<std::string> journal = std::string{};
  loop_.until(
      [&] {
        journal = stage_.house().run({"journal", "--limit", "1000000"});
        if (journal) recorded = read_journal(*journal, minimum_show);
        return !journal || recorded.painted >= recorded.calls;
      },
      30s);
  if (!journal) return tl::unexpected(journal.error());
  VESTIBULE_TRY(const auto answer, stage_.manager().call(wire::Verb::ask, "queue.day", json::object{}));
  VESTIBULE_TRY(const auto day, decode<queue::DayView>(answer));
  auto lines = reckon(notes_, recorded, patients_in_all, day.counts.issued);
  lines.push_back({"  of the calls, in a burst half a second apart", std::to_string(in_burst), std::to_string(burst_calls),
                   in_burst == burst_calls});
  lines.push_back({"given by kiosk-2 while its cable was out", std::to_string(given_alone()), "at least 1", troubles.given_alone > 0});
  lines.push_back({"  of them brought to the host afterwards", std::to_string(recorded.brought), std::to_string(given_alone()),
                   recorded.brought == given_alone()});
  lines.push_back({"staff saw kiosk-1 out of paper, and printing again",
                   troubles.paper_noticed ? troubles.paper_mended ? "both" : "only out of paper" : "neither", "both",
                   troubles.paper_noticed && troubles.paper_mended});
  const auto verified = stage_.house().run({"audit", "verify"});
  lines.push_back(
      {"the journal's chain of hashes", verified ? "verifies" : verified.error().message, "verifies", verified.has_value()});
  lines.push_back({"host ready again after kill -9", fmt::format("{} ms", away.count()), "at most 2000 ms", away <= 2s});
  for (const auto& refused : notes_.refused) say("refused: " + refused);
  for (const auto& fault : recorded.faults) say("unreadable: " + fault);
  say("the morning is over");
  return lines;
}

void Morning::idle_along(const std::function<bool()>& end) {
  int number = 0;
  const auto come = loop_.timers().every(6s, [&] { arrive(number++); });
  for (auto& desk : desks_) desk->work();
  while (!end()) loop_.turn();
}

}  // namespace vestibule::demo
