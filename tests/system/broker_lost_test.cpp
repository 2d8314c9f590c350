#include "standing_house.hpp"

using namespace vestibule;
using namespace vestibule::test;

namespace {

/// A screen that keeps the newest state of what the ledger shows.
struct Screen {
  std::unique_ptr<Client> client;
  std::string word;
  std::int64_t sequence = 0;
  int stale = 0;  // states older than the one shown

  explicit Screen(StandingHouse& hall) : client(hall.house->client("display-1")) {
    client->bus().subscribe(wire::state_topic("ledger/last"), [this](const wire::Message& message) {
      const auto state = decode_text<wire::State>(message.payload);
      REQUIRE(state);
      if (state->sequence < sequence) ++stale;
      sequence = state->sequence;
      word = state->body.at("word").as_string().c_str();
    });
  }
};

}  // namespace

TEST_CASE("the broker dies with all it held: screens show the present state again within ten seconds, clients lose nothing") {
  StandingHouse hall({"kiosk-1", "display-1"});
  const auto kiosk = hall.house->client("kiosk-1");
  Screen screen(hall);
  int told = 0;
  const auto write = [&](int number) {
    const auto word = fmt::format("word-{}", number);
    kiosk->requests().send(Verb::do_, "ledger.write", json::object{{"word", word}}, word, [&](const Result<json::value>& answer) {
      CHECK(answer);
      ++told;
    });
  };
  write(0);
  REQUIRE(hall.until([&] { return screen.word == "word-0"; }));
  for (int round = 1; round <= 3; ++round) {
    hall.house->broker().kill();
    write(round);  // somebody touches the kiosk while it is away
    screen.word.clear();
    const auto restarted = hall.house->broker().restart();
    REQUIRE_MESSAGE(restarted, restarted.error().message);
    const auto begun = hall.loop.clock().steady();
    const auto word = fmt::format("word-{}", round);
    REQUIRE(hall.until([&] { return screen.word == word && told == round + 1; }));
    CHECK(hall.loop.clock().steady() - begun < 10s);
  }
  CHECK(screen.stale == 0);
  CHECK(hall.rows(*kiosk) == 4);
  CHECK(hall.house->host_runs());
}

TEST_CASE("host and broker die together") {
  StandingHouse hall({"kiosk-1", "display-1"});
  const auto kiosk = hall.house->client("kiosk-1");
  REQUIRE(kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "before"}}));
  hall.house->broker().kill();
  hall.house->kill_host();
  Screen screen(hall);
  REQUIRE(hall.house->broker().restart());
  hall.open();
  CHECK(kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "after"}}));
  CHECK(hall.until([&] { return screen.word == "after"; }));
  CHECK(hall.rows(*kiosk) == 2);
}

TEST_CASE("a host that starts before its broker finds it later") {
  StandingHouse hall({"kiosk-1"});
  hall.house->broker().kill();
  hall.house->kill_host();
  const auto kiosk = hall.house->client("kiosk-1");
  const auto log_before = demo::content_of(hall.house->log_file()).size();
  bool told = false;
  kiosk->requests().send(Verb::do_, "ledger.write", json::object{{"word", "patient"}}, "id-1",
                         [&](const Result<json::value>& answer) { told = answer.has_value(); });
  REQUIRE(hall.house->start());
  REQUIRE(hall.until([&] { return demo::content_of(hall.house->log_file()).find("ready:", log_before) != std::string::npos; }));
  REQUIRE(hall.house->broker().restart());
  REQUIRE(hall.house->await());
  CHECK(hall.until([&] { return told; }));
}
