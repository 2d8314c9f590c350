#include "hospital_day.hpp"

#include <vestibule/link/requests.hpp>
#include <vestibule/queue_desk_wire.hpp>
#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "store/database.hpp"
#include "store/journal.hpp"
#include "test_host.hpp"

namespace vestibule::simulation {
namespace {

using namespace std::chrono_literals;
using wire::Verb;

constexpr Duration hours_open = 8h;

kit::TestHostOptions demo_site(std::uint64_t seed) {
  kit::TestHostOptions options;
  options.seed = seed;
  options.line = true;
  options.settings = "[queue]\nhospital = \"demo-hospital.toml\"\n";
  options.files["demo-hospital.toml"] = *core::read_file(VESTIBULE_ASSETS "/demo-hospital.toml");
  return options;
}

/// Somebody with a line of their own and a stream of chance of their own.
struct Person {
  Person(kit::TestHost& at, std::string called)
      : house(at), name(std::move(called)), chance(at.random.stream("day." + name)), bus(at.broker.attach(name)), requests(*bus, at.loop, name) {}

  Duration between(Duration least, Duration most) {
    return least + Duration{static_cast<std::int64_t>(chance.below(static_cast<std::uint64_t>((most - least).count() + 1)))};
  }
  std::string next_id() { return fmt::format("{}-{}", name, ++asked); }
  void later(Duration delay, std::function<void()> run) { timer = house.loop.after(delay, std::move(run)); }

  kit::TestHost& house;
  std::string name;
  RandomStream& chance;
  std::unique_ptr<wire::Bus> bus;
  link::Requests requests;
  Timer timer;
  int asked = 0;
};

struct Kiosk : Person {
  Kiosk(kit::TestHost& at, std::string called, const queue::Menu& menu, DayResult& result) : Person(at, std::move(called)), offered(menu), day(result) {
    wait();
  }

  void wait() {
    const Duration pause = between(40s, 120s);
    later(pause, [this] { press(); });
  }
  void press() {
    queue::IssueToken wish;
    const auto& service = offered.services[chance.below(offered.services.size())];
    wish.service = service.service;
    if (!service.urgency.empty()) wish.priority = service.urgency[chance.below(service.urgency.size())].priority;
    if (chance.below(4) == 0) wish.language = "ar";
    const std::string id = next_id();
    ++day.wished;
    requests.send<queue::IssuedToken>(Verb::do_, "queue.issue_token", wish, id, [this, id](Result<queue::IssuedToken> token) {
      if (token) day.tickets[id] = token->number;
      else ++day.refused;
    });
    wait();
  }

  const queue::Menu& offered;
  DayResult& day;
};

/// A clerk who calls, serves, and now and then does something else.
struct Clerk : Person {
  Clerk(kit::TestHost& at, const queue::DeskId& id) : Person(at, "clerk-" + id.text()), desk(id) {
    ask("queue.open_desk", queue::OpenDesk{desk}, [this](bool) { call(); });
  }

  template <class Body>
  void ask(std::string_view command, const Body& body, std::function<void(bool)> then) {
    requests.send(Verb::do_, command, encode(body), next_id(), [then = std::move(then)](Result<json::value> answer) { then(answer.has_value()); });
  }

  void call() {
    ask("queue.call_next", queue::CallNext{desk}, [this](bool somebody) {
      if (!somebody) return later(between(20s, 60s), [this] { call(); });
      later(between(10s, 60s), [this] { receive(); });
    });
  }
  void receive() {
    const auto luck = chance.below(20);
    if (luck == 0) return ask("queue.no_show", queue::NoShow{desk, {}, {}}, [this](bool) { rest(); });
    if (luck == 1) return ask("queue.recall", queue::Recall{desk}, [this](bool) { later(between(20s, 40s), [this] { receive(); }); });
    if (luck == 2) return ask("queue.undo", queue::Undo{desk}, [this](bool) { rest(); });
    ask("queue.start", queue::Start{desk}, [this](bool) { later(between(1min, 5min), [this] { part(); }); });
  }
  void part() {
    const auto luck = chance.below(12);
    if (luck == 0) return ask("queue.park", queue::Park{desk, {}, 10}, [this](bool) { rest(); });
    if (luck == 1) return ask("queue.transfer", queue::Transfer{desk, {}, queue::ServiceId{"cashier"}, {}}, [this](bool moved) { moved ? rest() : finish(); });
    finish();
  }
  void finish() {
    ask("queue.finish", queue::Finish{desk, "seen"}, [this](bool) { rest(); });
  }
  void rest() { later(between(5s, 60s), [this] { call(); }); }

  queue::DeskId desk;
};

/// A screen that shows each call of its area once, in order, and says so.
struct Screen : Person {
  Screen(kit::TestHost& at, const queue::AreaId& id, DayResult& result) : Person(at, "screen-" + id.text()), area(id), day(result) {
    bus->subscribe(wire::state_topic("board/" + area.text()), [this](const wire::Message& message) { look(message); });
  }

  void look(const wire::Message& message) {
    const auto state = decode_text<wire::State>(message.payload);
    const auto board = state ? decode<queue::Board>(state->body) : tl::unexpected(state.error());
    if (!board || board->calls.empty()) return;
    auto& shown = day.shown[area.text()];
    const std::int64_t last = shown.empty() ? 0 : *shown.rbegin();
    if (board->calls.front().sequence > last + 1) fetch(last);
    for (const auto& call : board->calls) show(call);
  }
  void fetch(std::int64_t after) {
    requests.send<queue::Calls>(Verb::ask, "queue.calls_since", queue::CallsSince{area, after}, next_id(), [this](Result<queue::Calls> missed) {
      if (!missed) return;
      for (const auto& call : missed->calls) show(call);
      if (missed->more.value_or(false)) fetch(missed->calls.back().sequence);
    });
  }
  void show(const queue::BoardCall& call) {
    if (!day.shown[area.text()].insert(call.sequence).second) return;
    requests.send(Verb::do_, "queue.acknowledge_call", encode(queue::AcknowledgeCall{area, call.sequence, queue::Shown::painted}), next_id(),
                  [](Result<json::value>) {});
  }

  queue::AreaId area;
  DayResult& day;
};

void count(kit::TestHost& house, DayResult& day) {
  const auto counts = house.ask_as<queue::DayView>("queue.day", queue::DayAsked{})->counts;
  day.issued = counts.issued;
  day.waiting = counts.waiting;
  day.called = counts.called;
  day.serving = counts.serving;
  day.parked = counts.parked;
  day.done = counts.done;
  day.no_show = counts.no_show;
  day.cancelled = counts.cancelled;
}

}  // namespace

DayResult play_day(std::uint64_t seed) {
  DayResult day;
  kit::TestHost house(demo_site(seed));
  (void)house.do_("queue.open_day", json::object{});
  const auto menu = *house.ask_as<queue::Menu>("queue.menu", queue::MenuAsked{});
  const auto desks = *house.ask_as<queue::Desks>("queue.desks", queue::DesksAsked{});
  house.broker.misbehave({0.05, 0.05, Duration{300}, true});
  std::vector<std::unique_ptr<Kiosk>> kiosks;
  std::vector<std::unique_ptr<Clerk>> clerks;
  std::map<std::string, std::unique_ptr<Screen>> screens;
  for (const char* name : {"kiosk-1", "kiosk-2"}) kiosks.push_back(std::make_unique<Kiosk>(house, name, menu, day));
  for (const auto& desk : desks.desks) {
    clerks.push_back(std::make_unique<Clerk>(house, desk.desk));
    if (!screens.contains(desk.area.text())) screens[desk.area.text()] = std::make_unique<Screen>(house, desk.area, day);
  }
  house.run_for(hours_open / 4);
  house.broker.crash();
  house.run_for(5s);
  house.broker.mend_all();
  house.run_for(hours_open / 4);
  if (!house.restart()) day.warnings.push_back("the host did not open again: " + house.failure);
  house.run_for(hours_open / 2);

  for (auto& kiosk : kiosks) kiosk->timer.stop();
  for (auto& clerk : clerks) clerk->timer.stop();
  house.broker.misbehave({});
  house.run_for(1min);  // the last answers and states arrive
  count(house, day);
  for (const auto& [area, screen] : screens) {
    const auto board = house.ask_as<queue::Board>("queue.board", queue::BoardAsked{queue::AreaId{area}});
    if (board && !board->calls.empty()) day.last_call[area] = board->calls.back().sequence;
  }
  const auto verdict = core::verify(house.host->database().session());
  day.journal_verifies = !verdict.fault;
  day.entries = verdict.entries;
  day.journal_hash = verdict.last_hash;
  day.warnings.insert(day.warnings.end(), house.log.lines.begin(), house.log.lines.end());
  return day;
}

std::vector<std::string> faults_of(const DayResult& day) {
  std::vector<std::string> faults = day.warnings;
  if (!day.journal_verifies) faults.push_back("the journal does not verify");
  const int told = static_cast<int>(day.tickets.size());
  if (told + day.refused != day.wished) faults.push_back(fmt::format("{} wishes, {} answers", day.wished, told + day.refused));
  if (day.issued != told) faults.push_back(fmt::format("{} told a number, {} tokens issued", told, day.issued));
  std::set<std::string> numbers;
  for (const auto& [id, number] : day.tickets)
    if (!numbers.insert(number).second) faults.push_back(fmt::format("{} was given twice", number));
  const int somewhere = day.waiting + day.called + day.serving + day.parked + day.done + day.no_show + day.cancelled;
  if (day.issued != somewhere) faults.push_back(fmt::format("{} issued, {} somewhere", day.issued, somewhere));
  for (const auto& [area, last] : day.last_call) {
    const auto shown = day.shown.find(area);
    const std::size_t seen = shown == day.shown.end() ? 0 : shown->second.size();
    if (static_cast<std::int64_t>(seen) != last) faults.push_back(fmt::format("{} of {} calls were shown in {}", seen, last, area));
  }
  return faults;
}

}  // namespace vestibule::simulation
