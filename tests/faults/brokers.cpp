#include "brokers.hpp"

#include <vestibule/wire/envelope.hpp>

#include "crowd.hpp"
#include "figures.hpp"
#include "queue_hall.hpp"
#include "raw_line.hpp"
#include "witness.hpp"

namespace vestibule::faults {
namespace {

using namespace std::chrono_literals;
using wire::Verb;

/// A screen that knows nothing but what is retained: the newest state of each subject.
struct Screen {
  std::unique_ptr<test::Client> client;
  struct Shown {
    std::int64_t sequence = 0;
    json::value body;
    bool fresh = false;  ///< heard since the broker died
  };
  std::map<std::string, Shown> states;  ///< by topic
  std::size_t backwards = 0;            ///< states that came after newer ones

  explicit Screen(QueueHall& hall) : client(hall.house->client("display-1")) {
    client->bus().subscribe("vestibule/v1/state/#", [this](const wire::Message& message) {
      const auto state = decode_text<wire::State>(message.payload);
      REQUIRE(state);
      auto& known = states[message.topic];
      if (state->sequence < known.sequence)
        ++backwards;
      else
        known = {state->sequence, state->body, true};
    });
  }
  void broker_died() {
    for (auto& [topic, state] : states) state.fresh = false;
  }
  /// Whether every subject has been heard again, and the board says what the house says.
  bool is_up_to_date(const json::value& board) const {
    const auto shown = states.find(wire::state_topic("board/main"));
    if (shown == states.end()) return false;
    for (const char* field : {"calls", "next", "waiting"})
      if (board.as_object().contains(field) && shown->second.body.at(field) != board.at(field)) return false;
    return std::all_of(states.begin(), states.end(), [](const auto& state) { return state.second.fresh; });
  }
};

std::vector<std::string> everybody() {
  auto clients = crowd_clients;
  clients.push_back("display-1");
  return clients;
}

}  // namespace

BrokerFigures play_brokers(const BrokerOptions& options) {
  std::mt19937_64 chance(options.seed);
  QueueHall hall(everybody());
  hall.open();
  Crowd crowd(hall, options.seed);
  Witness witness(hall.house->database().string());
  Screen screen(hall);
  crowd.open_day();
  crowd.work();
  REQUIRE(crowd.until_told(30));
  BrokerFigures figures;
  for (; figures.deaths < options.deaths; ++figures.deaths) {
    REQUIRE(crowd.until_told(5 + chance() % 40));
    hall.house->broker().kill();
    screen.broker_died();
    hall.until([] { return false; }, Duration{static_cast<Duration::rep>(chance() % 100)});  // people go on asking
    REQUIRE(hall.house->broker().restart());
    const auto begun = hall.loop.clock().steady();
    // Everything that was asked is answered, and the screen shows all of it.
    const bool answered = crowd.rest(30s);
    const auto board = screen.client->call(Verb::ask, "queue.board", json::object{{"area", "main"}});
    REQUIRE_MESSAGE(board, board.error().message);
    const bool shown = hall.until([&] { return screen.is_up_to_date(*board); }, 30s);
    figures.together.push_back(static_cast<double>((hall.loop.clock().steady() - begun).count()));
    if (!answered) figures.faults.push_back("people were not answered within 30 s of the broker's return");
    if (!shown) figures.faults.push_back("a screen did not show the present state within 30 s of the broker's return");
    for (auto& fault : witness.look(crowd.take())) figures.faults.push_back(std::move(fault));
    crowd.work();
  }
  crowd.rest();
  for (auto& fault : witness.look(crowd.take())) figures.faults.push_back(std::move(fault));
  if (screen.backwards > 0) figures.faults.push_back(fmt::format("{} states came after newer ones", screen.backwards));
  figures.acknowledged = crowd.told();
  figures.compared = witness.compared();
  return figures;
}

std::string summary(const BrokerFigures& figures) {
  return fmt::format(
      "{} times the broker died with all it held, under load: {} answers given to clients; lost, changed, doubled or left out: "
      "{} (wanted 0); everybody answered and every "
      "screen up to date {:.0f} ms after its return in the middle, {:.0f} ms at most (wanted 10000)",
      figures.deaths, figures.acknowledged, figures.faults.size(), percentile(figures.together, 0.5),
      percentile(figures.together, 1));
}

namespace {

/// A screen that can fall asleep: its program no longer reads from the socket.
struct Sleeper {
  RawLine line;
  std::string stream;
  std::vector<wire::State> states;

  explicit Sleeper(demo::House& house) : line(house.broker().port(), 4096) {
    REQUIRE(line.send(mqtt_connect("display-1", house.broker().password("display-1"))));
    REQUIRE(line.send(mqtt_subscribe(wire::state_topic("ledger/last"))));
  }
  void read() {
    stream += line.read(0, 1 << 16);
    for (const auto& payload : mqtt_payloads(stream)) {
      auto state = decode_text<wire::State>(payload);
      REQUIRE_MESSAGE(state, payload);
      states.push_back(*std::move(state));
    }
  }
  bool has(const std::string& word) {
    read();
    return !states.empty() && states.back().body.at("word").as_string() == word;
  }
};

/// Counts what is missing after `before`; an old state after a newer one is a fault.
void count_missing(const std::vector<wire::State>& states, std::int64_t before, SleepFigures& figures) {
  for (const auto& state : states) {
    if (state.sequence < before) figures.faults.push_back("an old state came after a newer one");
    if (state.sequence > before + 1) figures.missing += static_cast<std::size_t>(state.sequence - before - 1);
    before = std::max(before, state.sequence);
  }
}

}  // namespace

SleepFigures sleep_through(Wake wake) {
  SleepFigures figures;
  test::Hall hall({{}, VESTIBULE_PROGRAM, "[ledger]\nmost = 1000000\n", LEDGER_PLUGINS, {"kiosk-1", "display-1"}, {}, {}, false, 2});
  hall.open();
  const auto kiosk = hall.house->client("kiosk-1");
  const auto write = [&](const std::string& word) {
    hall.carry_out(*kiosk, "ledger.write", json::object{{"word", word}});
    ++figures.words;
  };
  write("awake");
  Sleeper screen(*hall.house);
  REQUIRE(hall.until([&] { return screen.has("awake"); }));
  const auto slept_at = screen.states.back().sequence;
  const auto log = hall.house->broker().folder() / "log";
  const auto overflows = [&] { return demo::content_of(log).find("are being dropped") != std::string::npos; };
  // Long words, until the broker says that it drops some: as much as the sockets between the two hold.
  const std::string length(40'000, 'w');
  while (figures.words < 5000 && !overflows()) write(length + std::to_string(figures.words));
  if (!overflows()) figures.faults.push_back("the broker never said that it dropped anything");
  for (int i = 0; i < 20; ++i) write(length + std::to_string(figures.words));
  write("newest");
  // It wakes: what was in the sockets is old.
  if (wake == Wake::something_changes) {
    std::size_t read = 0;  // what waited for it goes through first: the broker's queue must have room for one more
    REQUIRE(hall.until([&] { return screen.read(), std::exchange(read, screen.states.size()) == screen.states.size(); }));
    write("newest of all");
  }
  const char* const present = wake == Wake::something_changes ? "newest of all" : "newest";
  if (!hall.until([&] { return screen.has(present); }, 60s))
    figures.faults.push_back("the screen never showed the present state");
  count_missing(screen.states, slept_at, figures);
  return figures;
}

std::string summary(const SleepFigures& figures) {
  return fmt::format(
      "a screen slept through {} states of 40 kB; {} of them never reached it and it saw that they were missing; the present one "
      "came (wanted: yes)",
      figures.words, figures.missing);
}

}  // namespace vestibule::faults
