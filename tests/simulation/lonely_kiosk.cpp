#include "lonely_kiosk.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include <vestibule/queue_desk_wire.hpp>
#include <vestibule/queue_kiosk_wire.hpp>

#include "kiosk_machine.hpp"
#include "store/database.hpp"
#include "store/journal.hpp"
#include "test_host.hpp"

namespace vestibule::simulation {
namespace {

using namespace std::chrono_literals;

kit::TestHostOptions demo_site(std::uint64_t seed) {
  kit::TestHostOptions options;
  options.seed = seed;
  options.line = true;
  options.settings = "[queue]\nhospital = \"demo-hospital.toml\"\n";
  options.files["demo-hospital.toml"] = *core::read_file(VESTIBULE_ASSETS "/demo-hospital.toml");
  return options;
}

void play_hours(kit::TestHost& house, std::vector<std::unique_ptr<KioskMachine>>& kiosks, RandomStream& chance) {
  for (int move = 0; move < 3000; ++move) {
    auto& kiosk = *kiosks[chance.below(kiosks.size())];
    const auto luck = chance.below(200);
    if (luck == 0) kiosk.cut_line();
    else if (luck < 3) kiosk.mend_line();
    else if (luck == 3) kiosk.switch_off();
    else if (luck == 4) house.broker.crash();
    else if (luck < 7) house.broker.mend_all();
    else if (luck == 7) (void)house.restart();
    else (void)kiosk.touch();
    house.run_for(Duration{static_cast<std::int64_t>(400 + chance.below(chance.below(20) ? 3'000 : 60'000))});
  }
}

/// Every number in a hand is one token at the house, called by that number; no hand is counted twice.
void compare(kit::TestHost& house, const std::vector<std::unique_ptr<KioskMachine>>& kiosks, LonelyResult& day) {
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
  std::vector<std::unique_ptr<KioskMachine>> kiosks;
  for (const char* name : {"kiosk-1", "kiosk-2"}) kiosks.push_back(std::make_unique<KioskMachine>(KioskMachine::Surroundings{house.clock, house.loop, house.random, house.broker}, name, lying_disk));
  house.run_for(5s);  // they have met
  house.broker.misbehave({0.1, 0.1, Duration{400}, true});
  for (auto& kiosk : kiosks) kiosk->cuts(30);
  play_hours(house, kiosks, chance);

  house.broker.misbehave({});
  house.broker.mend_all();
  for (auto& kiosk : kiosks) {
    kiosk->cuts(0);
    kiosk->mend_line();
  }
  house.run_for(15min);
  for (const auto& kiosk : kiosks) {
    day.visits += kiosk->visits;
    day.power_cuts += kiosk->power_cuts;
    day.line_cuts += kiosk->line_cuts;
  }
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
