#include <map>

#include "standing_house.hpp"

using namespace vestibule;
using namespace vestibule::test;

namespace {

/// What one client was told: request id -> the answers that came.
using Journal = std::map<std::string, std::vector<Result<json::value>>>;

struct Load {
  std::vector<std::unique_ptr<Client>> clients;
  Journal told;
  int sent = 0;

  /// Sends from each client in turn; more as soon as an answer has come, so that some are always under way.
  void send(StandingHouse& hall) {
    auto& client = *clients[static_cast<std::size_t>(sent) % clients.size()];
    const auto word = fmt::format("word-{:05}", sent++);
    client.requests().send(Verb::do_, "ledger.write", json::object{{"word", word}}, "id-" + word,
                           [this, word](Result<json::value> answer) { told["id-" + word].push_back(std::move(answer)); });
    if (sent % 16 == 0) hall.loop.turn();
  }
  std::size_t under_way() const { return static_cast<std::size_t>(sent) - told.size(); }
};

}  // namespace

TEST_CASE("the host is killed in the middle of the load, again and again: nobody is told anything that is not so") {
  constexpr int kills = 5, between = 150;
  StandingHouse hall({"kiosk-1", "kiosk-2", "desk-1"});
  Load load;
  for (const char* name : {"kiosk-1", "kiosk-2", "desk-1"}) load.clients.push_back(hall.house->client(name));
  for (int kill = 0; kill < kills; ++kill) {
    for (int i = 0; i < between; ++i) load.send(hall);
    REQUIRE(hall.until([&] { return load.told.size() > static_cast<std::size_t>(kill * between + between / 3); }));
    do load.send(hall);
    while (load.under_way() == 0);
    hall.house->kill_host();
    for (int i = 0; i < 20; ++i) load.send(hall);  // patients come while it is away
    CHECK(hall.open() < 5s);
  }
  REQUIRE(hall.until([&] { return load.under_way() == 0; }, 30s));

  for (const auto& entry : load.told) {
    const auto& answers = entry.second;
    REQUIRE(answers.size() == 1);
    CHECK_MESSAGE(answers[0], answers[0].error().message);
  }
  CHECK(hall.rows(*load.clients[0]) == load.sent);
  std::map<std::string, json::value> journal;
  for (const auto& entry : hall.journal()) {
    if (entry.at("command") != "ledger.write") continue;
    CHECK(journal.emplace(entry.at("request_id").as_string().c_str(), entry.at("reply")).second);
  }
  CHECK(journal.size() == static_cast<std::size_t>(load.sent));
  for (const auto& [id, answers] : load.told) CHECK(*answers[0] == journal.at(id));
  const auto verdict = hall.house->run({"audit", "verify"});
  CHECK_MESSAGE(verdict, verdict.error().message);
}

TEST_CASE("a request that was answered before the kill has the same answer after it, and another payload is a conflict") {
  StandingHouse hall({"kiosk-1"});
  const auto kiosk = hall.house->client("kiosk-1");
  const auto first = kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "one"}}, "id-1");
  REQUIRE(first);
  REQUIRE(kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "two"}}, "id-2"));
  hall.house->kill_host();
  hall.open();
  const auto again = kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "one"}}, "id-1");
  REQUIRE(again);
  CHECK(*again == *first);
  const auto other = kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "changed"}}, "id-1");
  REQUIRE_FALSE(other);
  CHECK(other.error().code == Code::conflict);
  CHECK(hall.rows(*kiosk) == 2);
}

TEST_CASE("the broker tells that the host is gone, and of which boot") {
  StandingHouse hall({"display-1"});
  const auto display = hall.house->client("display-1");
  std::vector<wire::HostState> heard;
  display->bus().subscribe(wire::host_topic(), [&](const wire::Message& message) {
    const auto state = decode_text<wire::HostState>(message.payload);
    REQUIRE(state);
    heard.push_back(*state);
  });
  REQUIRE(hall.until([&] { return !heard.empty(); }));
  CHECK(heard.back().online);
  const auto first = heard.back();
  hall.house->kill_host();
  REQUIRE(hall.until([&] { return !heard.back().online; }));
  CHECK(heard.back().boot == first.boot);
  CHECK(heard.back().epoch == first.epoch);
  hall.open();
  REQUIRE(hall.until([&] { return heard.back().online; }));
  CHECK(heard.back().boot > first.boot);
  CHECK(heard.back().epoch == first.epoch);
}

TEST_CASE("told to close, it closes: exit status 0, its will told, and the next start finds everything") {
  StandingHouse hall({"kiosk-1"});
  const auto kiosk = hall.house->client("kiosk-1");
  REQUIRE(kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "one"}}));
  CHECK(hall.house->close() == 0);
  hall.open();
  CHECK(hall.rows(*kiosk) == 1);
}
