#include "lonely_kiosk.hpp"

#include <cstdio>
#include <set>

#include <vestibule/queue_desk_wire.hpp>
#include <vestibule/queue_kiosk_wire.hpp>

#include "days.hpp"
#include "store/database.hpp"
#include "store/journal.hpp"

namespace vestibule::simulation {
namespace {

using namespace std::chrono_literals;

kit::TestHostOptions demo_site(std::uint64_t seed, const std::string& vfs) {
  kit::TestHostOptions options;
  options.vfs = vfs;
  options.seed = seed;
  options.line = true;
  options.settings = "[queue]\nhospital = \"demo-hospital.toml\"\n";
  options.files["demo-hospital.toml"] = *core::read_file(VESTIBULE_ASSETS "/demo-hospital.toml");
  return options;
}

/// Every number in a hand is one token at the house, called by that number; no hand is counted twice.
void compare(LonelyHouse& at, LonelyResult& day) {
  std::set<std::string> numbers, ids;
  const auto wrong = [&day](int& count, std::string sentence) {
    ++count;
    day.faults.push_back(std::move(sentence));
  };
  for (const auto& kiosk : at.kiosks)
    for (const Held& held : kiosk->held) {
      ++day.holding;
      day.alone += held.alone;
      if (!numbers.insert(held.number).second) wrong(day.doubled, fmt::format("number {} was given twice", held.number));
      if (!ids.insert(held.token).second) wrong(day.doubled, fmt::format("token {} is in two hands", held.token));
      const auto status = at.house.ask_as<queue::TokenStatus>("queue.token", queue::TokenAsked{queue::TokenId{held.token}});
      if (!status) wrong(day.lost, fmt::format("the house does not know {}: {}", held.number, status.error().message));
      else if (status->token.call_code != held.number) wrong(day.lost, fmt::format("{} is called {} by the house", held.number, status->token.call_code));
      else if (status->token.state != queue::State::waiting) wrong(day.lost, fmt::format("{} does not wait", held.number));
    }
}

/// Nothing is left to bring, nobody is shut out, no number lies aside.
void look_at_kiosks(LonelyHouse& at, LonelyResult& day) {
  const auto now = at.house.ask_as<queue::Kiosks>("queue.kiosks", queue::KiosksAsked{});
  for (const auto& view : now->kiosks) {
    if (view.unsynced) day.faults.push_back(fmt::format("{} has {} tokens left", view.kiosk, view.unsynced));
    if (view.standing != queue::Standing::admitted || view.twin) day.faults.push_back(fmt::format("{} is fenced", view.kiosk));
    if (view.garbled) day.faults.push_back(fmt::format("{} lost records", view.kiosk));
  }
  for (const auto& number : now->quarantined) day.faults.push_back(fmt::format("{} is in quarantine: {}", number.number, number.why));
}

}  // namespace

LonelyHouse::LonelyHouse(std::uint64_t seed, HouseDisk of_house, bool lying_disk)
    : own_random_(seed), memory_(own_random_.stream("disk")), house(demo_site(seed, of_house == HouseDisk::memory ? memory_.vfs() : "")),
      chance_(house.random.stream("lonely")) {
  (void)house.do_("queue.open_day", json::object{});
  const KioskMachine::Surroundings around{house.clock, house.loop, house.random, house.broker};
  for (const char* name : {"kiosk-1", "kiosk-2"}) kiosks.push_back(std::make_unique<KioskMachine>(around, name, lying_disk));
  house.run_for(5s);  // they have met
}

void LonelyHouse::play(int moves) {
  house.broker.misbehave({0.1, 0.1, Duration{400}, true});
  for (auto& kiosk : kiosks) kiosk->cuts(30);
  for (int move = 0; move < moves; ++move) {
    auto& kiosk = *kiosks[chance_.below(kiosks.size())];
    const auto luck = chance_.below(200);
    if (luck == 0) kiosk.cut_line();
    else if (luck < 3) kiosk.mend_line();
    else if (luck == 3) kiosk.switch_off();
    else if (luck == 4) house.broker.crash();
    else if (luck < 7) house.broker.mend_all();
    else if (luck == 7) (void)house.restart();
    else (void)kiosk.touch();
    house.run_for(Duration{static_cast<std::int64_t>(400 + chance_.below(chance_.below(20) ? 3'000 : 60'000))});
  }
}

void LonelyHouse::find_together() {
  house.broker.misbehave({});
  house.broker.mend_all();
  for (auto& kiosk : kiosks) {
    kiosk->cuts(0);
    kiosk->mend_line();
  }
  house.run_for(15min);
}

LonelyResult play_lonely_day(std::uint64_t seed, bool lying_disk) {
  LonelyResult day;
  LonelyHouse at(seed, HouseDisk::memory, lying_disk);
  at.play(3000);
  at.find_together();
  for (const auto& kiosk : at.kiosks) {
    ++day.kiosk_days;
    day.visits += kiosk->visits;
    day.power_cuts += kiosk->power_cuts;
    day.line_cuts += kiosk->line_cuts;
  }
  compare(at, day);
  // A token nobody holds needs a power cut between disk and glass, or an urgent patient, who is told the way and gets no paper.
  day.orphans = at.house.ask_as<queue::DayView>("queue.day", queue::DayAsked{})->counts.waiting - day.holding;
  if (day.orphans < 0) day.faults.push_back(fmt::format("{} more hold a number than wait", -day.orphans));
  look_at_kiosks(at, day);
  if (core::verify(at.house.host->database().session()).fault) day.faults.push_back("the journal does not verify");
  return day;
}

LonelyResult play_lonely_days(int kiosk_days) {
  const auto wanted = static_cast<int>(number_from("VESTIBULE_KIOSK_DAYS", static_cast<std::uint64_t>(kiosk_days)));
  LonelyResult all;
  for (std::uint64_t seed = number_from("VESTIBULE_SEED", 1); all.kiosk_days < wanted; ++seed) {
    const LonelyResult day = play_lonely_day(seed);
    for (const auto& fault : day.faults)
      all.faults.push_back(fmt::format("seed {}: {} (VESTIBULE_SEED={} VESTIBULE_KIOSK_DAYS=1 replays it)", seed, fault, seed));
    all.kiosk_days += day.kiosk_days;
    all.visits += day.visits;
    all.holding += day.holding;
    all.alone += day.alone;
    all.power_cuts += day.power_cuts;
    all.line_cuts += day.line_cuts;
    all.orphans += day.orphans;
    all.lost += day.lost;
    all.doubled += day.doubled;
    if (all.kiosk_days % 500 == 0 && all.kiosk_days < wanted) print(all);  // an hour's run says how far it is
  }
  return all;
}

void print(const LonelyResult& all) {
  std::printf("kiosk-days alone: %d with %d power cuts and %d line cuts; %d visits, %d numbers in a hand, %d of them given alone; lost %d, doubled %d; "
              "%d urgent or held by nobody\n",
              all.kiosk_days, all.power_cuts, all.line_cuts, all.visits, all.holding, all.alone, all.lost, all.doubled, all.orphans);
  std::fflush(stdout);
}

}  // namespace vestibule::simulation
