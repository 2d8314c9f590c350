#include "brokers.hpp"

#include <vestibule/wire/envelope.hpp>

#include <cstdio>

#include "raw_line.hpp"
#include "standing_house.hpp"

using namespace vestibule;
using namespace vestibule::test;
using namespace vestibule::faults;

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
  bool has(const std::string& word) const { return !states.empty() && states.back().body.at("word").as_string() == word; }
};

}  // namespace

TEST_CASE("the broker dies five times under load with all it held: nothing is lost, and all find together") {
  const auto figures = play_brokers({5, 1});
  for (const auto& fault : figures.faults) FAIL_CHECK(fault);
  CHECK(figures.compared == figures.acknowledged);
  std::printf("%s\n", summary(figures).c_str());
}

TEST_CASE("a screen sleeps while the broker's queue for it overflows: it sees that something is missing, and then the present state") {
  Hall hall({{}, VESTIBULE_PROGRAM, "[ledger]\nmost = 1000000\n", LEDGER_PLUGINS, {"kiosk-1", "display-1"}, {}, {}, 2});
  hall.open();
  const auto kiosk = hall.house->client("kiosk-1");
  hall.carry_out(*kiosk, "ledger.write", json::object{{"word", "awake"}});
  Sleeper screen(*hall.house);
  REQUIRE(hall.until([&] { return screen.read(), screen.has("awake"); }));
  const auto slept_at = screen.states.back().sequence;
  const auto log = hall.house->broker().folder() / "log";
  const auto overflows = [&] { return demo::content_of(log).find("are being dropped") != std::string::npos; };
  // Long words, until the broker says that it drops some: as much as the sockets between the two hold.
  const std::string length(40'000, 'w');
  int words = 0;
  for (; words < 2000 && !overflows(); ++words) hall.carry_out(*kiosk, "ledger.write", json::object{{"word", fmt::format("{}{}", length, words)}});
  if (!overflows()) MESSAGE("the broker never said that it dropped anything");
  for (int i = 0; i < 20; ++i) hall.carry_out(*kiosk, "ledger.write", json::object{{"word", fmt::format("{}more-{}", length, i)}});
  hall.carry_out(*kiosk, "ledger.write", json::object{{"word", "newest"}});
  // It wakes: what was in the sockets is old; the present state comes at the latest with the house's next round of all states.
  REQUIRE(hall.until([&] { return screen.read(), screen.has("newest"); }, 60s));
  std::size_t missing = 0;
  auto before = slept_at;
  for (const auto& state : screen.states) {
    if (state.sequence < before) FAIL_CHECK("an old state came after a newer one");
    if (state.sequence > before + 1) missing += static_cast<std::size_t>(state.sequence - before - 1);
    before = std::max(before, state.sequence);
  }
  std::printf("a screen slept through %d words of 40 kB: %zu never reached it, the newest did\n", words + 20, missing);
  CHECK(missing > 0);
}
