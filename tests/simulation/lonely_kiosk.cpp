#include "lonely_kiosk.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <vestibule/queue_desk_wire.hpp>
#include <vestibule/queue_kiosk_wire.hpp>

#include "flow/flow.hpp"
#include "program/host_line.hpp"
#include "store/database.hpp"
#include "store/journal.hpp"
#include "test_host.hpp"
#include "../kiosk/memory_disk.hpp"

namespace vestibule::simulation {
namespace {

using namespace std::chrono_literals;
using namespace vestibule::kiosk;
using kiosk::test::MemoryDisk, kiosk::test::PowerCut;

kit::TestHostOptions demo_site(std::uint64_t seed) {
  kit::TestHostOptions options;
  options.seed = seed;
  options.line = true;
  options.settings = "[queue]\nhospital = \"demo-hospital.toml\"\n";
  options.files["demo-hospital.toml"] = *core::read_file(VESTIBULE_ASSETS "/demo-hospital.toml");
  return options;
}

/// What a patient holds: the number they saw and the token's id in the code.
struct Held {
  std::string number;
  std::string token;
  bool alone = false;
  bool urgent = false;
};

/// A printer that never fails: what is asked here is who has which number.
struct Paper : Printer {
  void print(const PrintJob& job) override { jobs.push_back(job); }
  std::vector<PrintJob> jobs;
};

/// One kiosk as a machine: what runs on it goes with the power, its disk stays.
class Machine {
 public:
  Machine(kit::TestHost& house, std::string name, LonelyResult& day, bool lying_disk)
      : house_(house), name_(std::move(name)), day_(day), chance_(house.random.stream("lonely." + name_)), ids_(house.random.stream("ids." + name_)) {
    disk_.lies = lying_disk;
    disk_.cut_before_done = [this] { return powered_ && cutting_ && chance_.below(30) == 0; };
    disk_.cut_after_done = [this] { return powered_ && cutting_ && chance_.below(30) == 0; };
    disk_.what_stays = [this](const std::string& bytes) { return left_of(bytes); };
    switch_on();
  }

  /// Everything the kiosk does runs through here: the power may go in the middle.
  template <class Work>
  void run(Work work) {
    if (!powered_) return;
    try {
      work();
    } catch (const PowerCut&) {
      switch_off();
    }
  }

  void switch_off() {
    if (!powered_) return;
    ++day_.power_cuts;
    powered_ = false;
    tick_.stop();
    disk_.lose_power();
    // It may be this very program that is under way: it goes in the loop's next turn.
    house_.loop.post([dead = std::shared_ptr<Running>(std::move(running_))] {});
    on_again_ = house_.loop.after(std::chrono::seconds{chance_.below(180)}, [this] { switch_on(); });
  }
  void switch_on() {
    powered_ = true;
    seen_jobs_ = 0;
    run([this] {
      running_ = std::make_unique<Running>(*this);
      if (cut_line_) house_.broker.cut(name_);
      running_->line.on({[this](const std::string& id, const Result<json::value>& answer) {
                           run([&] { running_->flow.answered(id, answer); });
                           follow();
                         },
                         [this](bool up) {
                           run([&] { running_->flow.line(up); });
                           follow();
                         }});
      follow();
    });
  }

  void cut_line() {
    ++day_.line_cuts;
    cut_line_ = true;
    if (powered_) house_.broker.cut(name_);
  }
  void mend_line() {
    cut_line_ = false;
    if (powered_) house_.broker.mend(name_);
  }
  void cuts(bool may) { cutting_ = may; }

  /// One touch of whoever stands there; patients choose by chance and take what they get.
  void touch() {
    if (!powered_ || !running_) return;
    const Page& page = running_->flow.page();
    if (!page.ready) return;
    std::vector<std::string> names;
    for (const auto& choice : page.choices) names.push_back(choice.name);
    if (page.kind == PageKind::token || page.kind == PageKind::closed || page.kind == PageKind::failed || page.kind == PageKind::urgent)
      for (const auto& action : page.actions)
        if (action.name != "reprint") names.push_back(action.name);
    if (names.empty()) return;
    if (page.kind == PageKind::language) ++day_.visits;
    const auto serial = page.serial;
    const std::string name = names[chance_.below(names.size())];
    run([&] { running_->flow.touch({serial, name}); });
    follow();
  }

  std::vector<Held> held;
  bool powered() const { return powered_; }

 private:
  struct Running {
    explicit Running(Machine& of)
        : bus(of.house_.broker.attach(of.name_)), line(*bus, of.house_.loop, of.name_),
          offline(of.disk_, line, of.house_.clock, of.ids_, of.name_),
          flow({.languages = {"en", "ar"}}, line, paper, of.house_.clock, of.ids_, &offline) {}
    std::unique_ptr<wire::Bus> bus;
    HostLine line;
    Paper paper;
    Offline offline;
    Flow flow;
  };

  /// What the disk holds of a write the power interrupted: all, nothing, a part, or rubbish.
  std::string left_of(const std::string& bytes) {
    const auto kind = chance_.below(4);
    if (kind == 0) return {};
    if (kind == 1) return bytes;
    std::string part = bytes.substr(0, chance_.below(bytes.size()));
    if (kind == 3)
      for (char& c : part) c = static_cast<char>(chance_.below(256));
    return part;
  }

  /// After anything: what can be read on the glass is in the patient's head.
  void follow() {
    if (!powered_ || !running_) return;
    auto& flow = running_->flow;
    for (; seen_jobs_ < running_->paper.jobs.size(); ++seen_jobs_) {
      const PrintJob job = running_->paper.jobs[seen_jobs_];
      held.push_back({job.token.number, job.token.token.text(), job.alone, false});
      run([&] { flow.printed(job.id, true); });
      if (!powered_) return;
    }
    tick_ = house_.loop.after(std::max(flow.due() - house_.clock.steady(), Duration{0}), [this] {
      run([&] { running_->flow.tick(); });
      follow();
    });
  }

  kit::TestHost& house_;
  const std::string name_;
  LonelyResult& day_;
  RandomStream& chance_;
  RandomStream& ids_;
  MemoryDisk disk_;
  std::unique_ptr<Running> running_;
  std::size_t seen_jobs_ = 0;
  bool powered_ = true, cut_line_ = false, cutting_ = false;
  Timer tick_, on_again_;
};

void play_hours(kit::TestHost& house, std::vector<std::unique_ptr<Machine>>& kiosks, RandomStream& chance) {
  for (int move = 0; move < 3000; ++move) {
    auto& kiosk = *kiosks[chance.below(kiosks.size())];
    const auto luck = chance.below(200);
    if (luck == 0) kiosk.cut_line();
    else if (luck < 3) kiosk.mend_line();
    else if (luck == 3) kiosk.switch_off();
    else if (luck == 4) house.broker.crash();
    else if (luck < 7) house.broker.mend_all();
    else if (luck == 7) (void)house.restart();
    else kiosk.touch();
    house.run_for(Duration{static_cast<std::int64_t>(400 + chance.below(chance.below(20) ? 3'000 : 60'000))});
  }
}

/// Every number in a hand is one token at the house, called by that number; no hand is counted twice.
void compare(kit::TestHost& house, const std::vector<std::unique_ptr<Machine>>& kiosks, LonelyResult& day) {
  std::set<std::string> numbers, ids;
  for (const auto& kiosk : kiosks)
    for (const Held& held : kiosk->held) {
      ++day.holding;
      day.alone += held.alone;
      if (!numbers.insert(held.number).second) day.faults.push_back(fmt::format("number {} was given twice", held.number));
      if (!ids.insert(held.token).second) day.faults.push_back(fmt::format("token {} is in two hands", held.token));
      const auto status = house.ask_as<queue::TokenStatus>("queue.token", queue::TokenAsked{queue::TokenId{held.token}});
      if (!status) day.faults.push_back(fmt::format("the house does not know {}: {}", held.number, status.error().message));
      else if (status->token.call_code != held.number)
        day.faults.push_back(fmt::format("{} is called {} by the house", held.number, status->token.call_code));
      else if (status->token.state != queue::State::waiting)
        day.faults.push_back(fmt::format("{} does not wait", held.number));
    }
}

}  // namespace

LonelyResult play_lonely_day(std::uint64_t seed, bool lying_disk) {
  LonelyResult day;
  kit::TestHost house(demo_site(seed));
  auto& chance = house.random.stream("lonely");
  (void)house.do_("queue.open_day", json::object{});
  std::vector<std::unique_ptr<Machine>> kiosks;
  for (const char* name : {"kiosk-1", "kiosk-2"}) kiosks.push_back(std::make_unique<Machine>(house, name, day, lying_disk));
  house.run_for(5s);  // they have met
  house.broker.misbehave({0.1, 0.1, Duration{400}, true});
  for (auto& kiosk : kiosks) kiosk->cuts(true);
  play_hours(house, kiosks, chance);

  house.broker.misbehave({});
  house.broker.mend_all();
  for (auto& kiosk : kiosks) {
    kiosk->cuts(false);
    kiosk->mend_line();
  }
  house.run_for(15min);
  compare(house, kiosks, day);
  const auto counts = house.ask_as<queue::DayView>("queue.day", queue::DayAsked{})->counts;
  day.orphans = counts.waiting - day.holding;
  const auto kiosks_now = house.ask_as<queue::Kiosks>("queue.kiosks", queue::KiosksAsked{});
  for (const auto& view : kiosks_now->kiosks) {
    if (view.unsynced) day.faults.push_back(fmt::format("{} has {} tokens left", view.kiosk, view.unsynced));
    if (view.standing != queue::Standing::admitted || view.twin) day.faults.push_back(fmt::format("{} is fenced", view.kiosk));
    if (view.garbled) day.faults.push_back(fmt::format("{} lost records", view.kiosk));
  }
  for (const auto& number : kiosks_now->quarantined) day.faults.push_back(fmt::format("{} is in quarantine: {}", number.number, number.why));
  if (core::verify(house.host->database().session()).fault) day.faults.push_back("the journal does not verify");
  return day;
}

}  // namespace vestibule::simulation
