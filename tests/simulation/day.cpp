#include "day.hpp"

#include "bounds.hpp"
#include "hospital.hpp"
#include "mischief.hpp"
#include "oracle.hpp"

namespace vestibule::simulation {
namespace {

using namespace std::chrono_literals;

constexpr const char* kiosk_names[] = {"kiosk-1", "kiosk-2", "kiosk-3", "kiosk-4"};
constexpr Duration converge_within = 30s;  // I13
constexpr std::uint64_t events_to_converge = 60'000;

/// Who opens the house in the morning and closes it at night, and insists until it is done.
struct Manager : Client {
  using Client::Client;
  bool insist(const std::string& command, const json::value& body) {
    bool done = false, asked = false;
    std::optional<Result<json::value>> answer;
    for (int tries = 0; tries < 60 && !done; ++tries) {
      if (!std::exchange(asked, true)) do_(command, body, [&](const Result<json::value>& said) { answer = said; });
      world.loop.run_for(2s);
      done = answer.has_value();
    }
    return done && (*answer);
  }
};

/// The whole day with everybody in it.
class Day {
 public:
  explicit Day(const Plan& plan);
  DayReport play();

 private:
  bool open();
  void people_come();
  void patients_come(KioskMachine& kiosk, RandomStream& chance, Timer& timer);
  void somebody_trespasses();
  void hours();
  void quiet();
  void check_converged();
  DayReport report();

  const Plan plan_;
  World world_;
  Notebook notebook_;
  Reference reference_{hospital_services()};
  House house_;
  Oracle oracle_;
  Bounds bounds_{world_, house_, notebook_};
  std::unique_ptr<Manager> manager_;
  std::vector<std::unique_ptr<Clerk>> clerks_;
  std::unique_ptr<Receptionist> receptionist_;
  std::vector<std::unique_ptr<Screen>> screens_;
  std::vector<std::unique_ptr<KioskMachine>> kiosks_;
  std::vector<Timer> fingers_;
  Timer trespassing_;
  std::unique_ptr<Mischief> mischief_;
  bool coming_ = true;
  std::string last_hash_;
};

Day::Day(const Plan& plan)
    : plan_(plan), world_(plan.seed), house_(world_, {hospital_text(), 2 * rate(plan.faults, Fault::recovery_cut), [this] {
        if (mischief_ && std::exchange(mischief_->wall_set, false)) {
          oracle_.look();
          reference_.lost_time();
        }
        oracle_.look();
      }}),
      oracle_(house_, notebook_, reference_) {
  house_.disk.lie(plan.lying_disk);
}

bool Day::open() {
  for (int seconds = 0; !house_.host() && seconds < 600; ++seconds) world_.loop.run_for(1s);
  manager_ = std::make_unique<Manager>(world_, notebook_, "manager");
  return manager_->insist("queue.open_day", json::object{});
}

void Day::people_come() {
  std::vector<std::string> clients{"host", "manager"};
  const auto services = hospital_services();
  for (const auto& desk : hospital_desks()) {
    std::vector<std::string> elsewhere;
    for (const auto& [id, service] : services)
      if (id != desk.services.front()) elsewhere.push_back(id);
    clerks_.push_back(std::make_unique<Clerk>(world_, notebook_, queue::DeskId{desk.id}, desk.services, elsewhere));
    clients.push_back(clerks_.back()->name);
  }
  std::vector<std::string> all;
  for (const auto& [id, service] : services) all.push_back(id);
  receptionist_ = std::make_unique<Receptionist>(world_, notebook_, std::move(all));
  clients.push_back(receptionist_->name);
  for (const char* area : {"main", "tests"})
    for (int number = 1; number <= (area == std::string_view("main") ? 2 : 1); ++number) {
      screens_.push_back(std::make_unique<Screen>(world_, notebook_, area, number));
      clients.push_back(screens_.back()->name);
    }
  fingers_.resize(std::size(kiosk_names));
  for (const char* name : kiosk_names)
    kiosks_.push_back(std::make_unique<KioskMachine>(KioskMachine::Surroundings{world_.clock, world_.loop, world_.random, world_.broker, &notebook_, 1min}, name));
  for (std::size_t i = 0; i < kiosks_.size(); ++i) patients_come(*kiosks_[i], world_.random.stream("patients." + kiosks_[i]->name()), fingers_[i]);
  mischief_ = std::make_unique<Mischief>(world_, house_, notebook_, plan_.faults, kiosks_, std::move(clients));
}

/// A finger touches every other second; between two visits nobody stands there for a while.
void Day::patients_come(KioskMachine& kiosk, RandomStream& chance, Timer& timer) {
  const bool somebody = coming_ && kiosk.touch();
  const Duration pause = somebody ? 800ms + Duration{static_cast<std::int64_t>(chance.below(2'000))} : 2s + Duration{static_cast<std::int64_t>(chance.below(27'000))};
  timer = world_.loop.after(pause, [this, &kiosk, &chance, &timer] { patients_come(kiosk, chance, timer); });
}

/// Every few minutes somebody asks for what is not theirs.
void Day::somebody_trespasses() {
  RandomStream& chance = world_.random.stream("trespass");
  trespassing_ = world_.loop.after(2min + Duration{static_cast<std::int64_t>(chance.below(240'000))}, [this, &chance] {
    const auto who = chance.below(clerks_.size() + screens_.size() + 1);
    if (who < clerks_.size()) clerks_[who]->trespass();
    else if (who < clerks_.size() + screens_.size()) screens_[who - clerks_.size()]->trespass();
    else receptionist_->trespass();
    if (coming_) somebody_trespasses();
  });
}

void Day::hours() {
  world_.loop.run_for(20s);  // the kiosks have met the house
  mischief_->begin();
  somebody_trespasses();
  for (Duration passed{0}; passed < plan_.open && notebook_.faults.empty(); passed += 1min) {
    world_.loop.run_for(1min);
    oracle_.look();
    bounds_.check(clerks_, screens_, kiosks_);
  }
}

/// Clerks go, nobody comes; once more everything breaks; then nothing is wrong any more, and all must find together.
void Day::quiet() {
  coming_ = false;
  for (auto& clerk : clerks_) clerk->go_home();
  receptionist_->go_home();
  world_.loop.run_for(2min);
  mischief_->salvo();
  world_.loop.run_for(20s);
  mischief_->end();
  for (int seconds = 0; !house_.host() && seconds < 60; ++seconds) world_.loop.run_for(1s);
  const auto before = world_.loop.fired();
  world_.loop.run_for(converge_within);
  if (const auto events = world_.loop.fired() - before; events > events_to_converge)
    notebook_.fault(fmt::format("I13 {} events in the last {} s, and nothing was going on", events, converge_within / 1s));
  oracle_.look();
  bounds_.check(clerks_, screens_, kiosks_);
  check_converged();
}

void Day::check_converged() {
  if (!house_.host()) return notebook_.fault("I13 the house does not start");
  const auto restless = [&](const Client& client) {
    if (!client.at_rest()) notebook_.fault(fmt::format("I13 {} still waits for {} answers", client.name, client.requests.pending()));
  };
  for (const auto& clerk : clerks_) restless(*clerk);
  restless(*receptionist_);
  for (const auto& screen : screens_) {
    screen->look();
    world_.loop.run_for(2s);  // what it has missed is fetched; somebody may come back meanwhile
    screen->look();
    restless(*screen);
    const auto board = house_.ask_as<queue::Board>("queue.board", queue::BoardAsked{queue::AreaId{screen->area()}});
    const std::int64_t last = board && !board->calls.empty() ? board->calls.back().sequence : 0;
    if (screen->last() != last) notebook_.fault(fmt::format("I13 {} shows calls up to {}, and {} were made", screen->name, screen->last(), last));
    const bool same = screen->board() && board && screen->board()->now == board->now && screen->board()->waiting == board->waiting;
    if (!same)
      notebook_.fault(fmt::format("I13 {} shows {} waiting, of entry {}; {} wait, and the journal is at {}", screen->name,
                                  screen->board() ? screen->board()->waiting : -1, screen->sequence(), board ? board->waiting : -1, house_.host()->sequence()));
    const auto kept = world_.broker.retained(wire::state_topic("board/" + screen->area()));
    const auto state = kept ? decode_text<wire::State>(*kept) : Result<wire::State>(fail(Code::not_found, "nothing"));
    const auto late = state ? decode<queue::Board>(state->body) : Result<queue::Board>(tl::unexpected(state.error()));
    const bool old = late && board && (late->waiting != board->waiting || encode_text(late->calls) != encode_text(board->calls));
    if (!late || old) notebook_.fault(fmt::format("I13 a screen of {} that is switched on now finds no board, or an old one", screen->area()));
    if (world_.clock.steady() - screen->heard() > 15s) notebook_.fault(fmt::format("I14 {} has heard nothing for {} s", screen->name, (world_.clock.steady() - screen->heard()) / 1s));
  }
  for (const auto& [id, token] : reference_.tokens())
    if (token.state == queue::State::parked && token.since && world_.clock.steady().time_since_epoch().count() > token.due + 30'000 && !mischief_->wall_ever_set)
      notebook_.fault(fmt::format("I13 {} is parked still, {} s after its time", token.number, (world_.clock.steady().time_since_epoch().count() - token.due) / 1000));
  if (house_.faulted()) notebook_.fault("the queue is out of service");
}

DayReport Day::play() {
  if (!open()) notebook_.fault("I13 the day cannot be opened");
  else {
    people_come();
    hours();
    if (notebook_.faults.empty()) quiet();
    if (notebook_.faults.empty()) {
      oracle_.compare(screens_);
      oracle_.compare_hands(kiosks_);
      if (!manager_->insist("queue.close_day", json::object{{"rest", "cancel"}})) notebook_.fault("the day cannot be closed");
      oracle_.look();
      if (!reference_.closed()) notebook_.fault("I10 the day was closed, and the journal does not know");
      oracle_.compare(screens_);
      house_.kill();  // what was in memory only is gone now
      for (int seconds = 0; !house_.host() && seconds < 60; ++seconds) world_.loop.run_for(1s);
      oracle_.look();
      oracle_.compare(screens_);
      bounds_.check_tables();
      last_hash_ = oracle_.verify();
    }
  }
  return report();
}

DayReport Day::report() {
  DayReport day;
  for (auto& fault : house_.faults) notebook_.fault(std::move(fault));
  day.faults = notebook_.faults;
  if (day.faults.size() > 20) day.faults.resize(20);
  notebook_.mark(last_hash_);
  day.trace = notebook_.trace;
  for (const auto& kiosk : kiosks_) {
    day.visits += kiosk->visits;
    day.kiosk_cuts += kiosk->power_cuts;
    day.held += static_cast<int>(kiosk->held.size());
    for (const auto& held : kiosk->held) day.alone += held.alone;
  }
  const auto counts = reference_.counts();
  day.tokens = counts.issued;
  day.done = counts.done;
  day.starts = house_.starts;
  day.failed_starts = house_.failed_starts;
  day.cuts = house_.cuts;
  day.kills = house_.kills;
  day.broker_losses = mischief_ ? mischief_->broker_losses : 0;
  day.entries = reference_.last();
  day.answers = notebook_.answers;
  day.repetitions = notebook_.repetitions;
  day.conflicts = notebook_.conflicts;
  day.settled = oracle_.settled;
  day.io_errors = house_.disk.errors();
  day.overflown = world_.broker.overflown();
  return day;
}

}  // namespace

Plan plan_of(std::uint64_t seed) {
  Plan plan;
  plan.seed = seed;
  kit::SimulatedRandom random(seed);
  plan.faults = draw_faults(random.stream("faults"));
  // What a failed sync left uncertain shows only if somebody reads on over the restart and the power goes before they have done: each
  // alone is drawn often, the three together hardly ever. So every eighth day has them.
  if (seed % 8 == 5)
    for (const Fault fault : {Fault::power_cut, Fault::sync_error, Fault::long_read}) plan.faults[fault] = 3;
  return plan;
}

DayReport play(const Plan& plan) { return Day(plan).play(); }

Plan shrink(Plan plan) {
  const Faults all = plan.faults;
  for (const auto& [fault, level] : all) {
    Plan without = plan;
    without.faults.erase(fault);
    if (!play(without).faults.empty()) plan = without;
  }
  return plan;
}

std::string command_for(const Plan& plan) {
  const std::string minutes = plan.open == Plan{}.open ? "" : fmt::format(" VESTIBULE_MINUTES={}", plan.open / 1min);
  return fmt::format("VESTIBULE_SEED={} VESTIBULE_FAULTS={}{} build/release/bin/soak_days", plan.seed, text_of(plan.faults), minutes);
}

}  // namespace vestibule::simulation
