#include "brokers.hpp"

#include <vestibule/wire/envelope.hpp>

#include "crowd.hpp"
#include "figures.hpp"
#include "queue_hall.hpp"
#include "witness.hpp"

namespace vestibule::faults {
namespace {

using namespace std::chrono_literals;
using wire::Verb;

/// A screen that knows nothing but what is retained: the newest state of each subject.
struct Screen {
  std::unique_ptr<test::Client> client;
  std::map<std::string, std::int64_t> states;  ///< by topic: the sequence it is true for
  std::size_t backwards = 0;                   ///< states that came after newer ones

  explicit Screen(QueueHall& hall) : client(hall.house->client("display-1")) {
    client->bus().subscribe("vestibule/v1/state/#", [this](const wire::Message& message) {
      const auto state = decode_text<wire::State>(message.payload);
      REQUIRE(state);
      auto& known = states[message.topic];
      if (state->sequence < known) ++backwards;
      known = std::max(known, state->sequence);
    });
  }
  /// Whether every subject is as true as the house is now.
  bool is_at(std::int64_t sequence) const {
    return std::all_of(states.begin(), states.end(), [&](const auto& state) { return state.second >= sequence; });
  }
};

std::vector<std::string> everybody() {
  auto clients = crowd_clients;
  clients.push_back("display-1");
  return clients;
}

std::int64_t sequence_of(test::Hall& hall) {
  const auto entries = hall.journal();
  return entries.empty() ? 0 : entries.back().at("sequence").to_number<std::int64_t>();
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
    hall.until([] { return false; }, Duration{static_cast<Duration::rep>(chance() % 100)});  // people go on asking
    REQUIRE(hall.house->broker().restart());
    const auto begun = hall.loop.clock().steady();
    // Everything that was asked is answered, and each screen is as true as what was answered before it.
    const bool answered = crowd.rest(30s);
    const auto sequence = sequence_of(hall);
    const bool shown = hall.until([&] { return screen.is_at(sequence); }, 30s);
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
      "{} times the broker died with all it held, under load: {} answers given to clients; lost, changed, doubled or left out: {} (wanted 0); everybody answered and every "
      "screen up to date {:.0f} ms after its return in the middle, {:.0f} ms at most (wanted 10000)",
      figures.deaths, figures.acknowledged, figures.faults.size(), percentile(figures.together, 0.5), percentile(figures.together, 1));
}

}  // namespace vestibule::faults
