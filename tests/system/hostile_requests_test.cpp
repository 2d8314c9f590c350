// What a client with a valid account can send: each bad request is answered with what is wrong or, if it cannot be answered,
// ignored; nobody else notices.

#include "standing_house.hpp"

using namespace vestibule;
using namespace vestibule::test;

namespace {

/// Publishes whatever it is given and keeps every answer.
struct Stranger {
  StandingHouse& hall;
  std::unique_ptr<Client> client;
  std::vector<wire::Reply> replies;

  explicit Stranger(StandingHouse& in) : hall(in), client(in.house->client("stranger")) {
    client->bus().subscribe(wire::reply_topic("stranger"), [this](const wire::Message& message) {
      auto reply = decode_text<wire::Reply>(message.payload);
      if (reply) replies.push_back(*std::move(reply));
    });
    REQUIRE(hall.until([&] { return client->bus().connected(); }));
  }

  void send(const std::string& payload, const std::string& command = "ledger.write") {
    client->bus().publish(
        {wire::request_topic("stranger", Verb::do_, command), payload, false, wire::reply_topic("stranger"), "c"});
  }
  /// The error the payload is answered with, as "code: message".
  std::string error(const std::string& payload, const std::string& command = "ledger.write") {
    const auto before = replies.size();
    send(payload, command);
    REQUIRE(hall.until([&] { return replies.size() > before; }));
    return replies.back().error ? replies.back().error->code + ": " + replies.back().error->message : "none";
  }
};

void begins(const std::string& text, const char* with) {
  CAPTURE(text);
  CHECK(text.starts_with(with));
}

}  // namespace

TEST_CASE("what is no request is answered with where it goes wrong") {
  StandingHouse hall({"stranger", "kiosk-1"});
  Stranger stranger(hall);
  begins(stranger.error(""), "invalid: not JSON at byte 0");
  begins(stranger.error("{"), "invalid: not JSON");
  begins(stranger.error(std::string(40, '[')), "invalid: not JSON at byte");
  begins(stranger.error(std::string(60'000, '[')), "invalid: not JSON at byte");
  begins(stranger.error("{\"id\":\"\xff\xfe\",\"body\":{}}"), "invalid: not JSON at byte");
  begins(stranger.error(std::string("{\"id\":\"a\0b\"}", 12)), "invalid: not JSON at byte");
  begins(stranger.error("[]"), "invalid: $ expected an object");
  begins(stranger.error(R"({"body":{}})"), "invalid: $.id expected text");
  begins(stranger.error(R"({"id":"","body":{}})"), "invalid: $.id expected 1 to 64");
  begins(stranger.error(fmt::format(R"({{"id":"{}","body":{{}}}})", std::string(10'000, 'i'))), "invalid: $.id expected 1 to 64");
  begins(stranger.error(R"({"id":7,"body":{}})"), "invalid: $.id expected a text");
  CHECK(hall.house->host_runs());
}

TEST_CASE("what is no command, or a command with the wrong fields, is refused by name") {
  StandingHouse hall({"stranger", "kiosk-1"});
  Stranger stranger(hall);
  begins(stranger.error(R"({"id":"1","body":{}})", "ledger.burn"), "not_found:");
  begins(stranger.error(R"({"id":"2","body":{}})"), "invalid: $.word expected text");
  begins(stranger.error(R"({"id":"3","body":{"word":5}})"), "invalid: $.word expected a text");
  begins(stranger.error(R"({"id":"4","body":[]})"), "invalid: $ expected an object");
  CHECK(stranger.error(R"({"id":"5","body":{"word":"plain","colour":"blue"}})") == "none");
  CHECK(stranger.error(R"({"id":"5","body":{"word":"plain","colour":"blue"}})") == "none");
  begins(stranger.error(R"({"id":"5","body":{"word":"changed"}})"), "conflict:");
  CHECK(stranger.error(fmt::format(R"({{"id":"6","body":{{"word":"{}"}}}})", std::string(10'000, 'w'))) == "none");
  CHECK(hall.rows(*stranger.client) == 2);
}

TEST_CASE("oversized messages and strange topics go nowhere, and others are served meanwhile") {
  StandingHouse hall({"stranger", "kiosk-1"});
  Stranger stranger(hall);
  const auto kiosk = hall.house->client("kiosk-1");
  stranger.send(std::string(64 * 1024 + 1, 'x'));
  CHECK(stranger.client->line().counters().oversized == 1);
  stranger.send(R"({"id":"1","body":{"word":"a"}})", std::string(10'000, 'n'));
  stranger.send(R"({"id":"2","body":{"word":"b"}})", "ledger.write/and/more");
  stranger.client->bus().publish({"vestibule/v1/req/stranger/undo/ledger.write", R"({"id":"3","body":{}})", false, {}, {}});
  stranger.client->bus().publish(
      {wire::request_topic("stranger", Verb::do_, "ledger.write"), R"({"id":"4","body":{"word":"d"}})", true, {}, {}});
  CHECK(kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "kiosk"}}));
  CHECK(hall.until([&] { return stranger.replies.size() == 1; }));  // the retained one came to us live, as a request
  CHECK(stranger.client->bus().connected());
}

TEST_CASE("a request in another's name does not reach the host") {
  StandingHouse hall({"stranger", "kiosk-1"});
  Stranger stranger(hall);
  const auto kiosk = hall.house->client("kiosk-1");
  stranger.client->bus().publish({wire::request_topic("kiosk-1", Verb::do_, "ledger.write"),
                                  R"({"id":"1","body":{"word":"forged"}})",
                                  false,
                                  wire::reply_topic("stranger"),
                                  {}});
  stranger.client->bus().publish({wire::state_topic("ledger/last"), R"({"epoch":"x"})", true, {}, {}});
  stranger.client->bus().publish({wire::host_topic(), R"({"online":false})", true, {}, {}});
  REQUIRE(hall.until([&] { return stranger.client->line().counters().denied == 3; }));
  CHECK(hall.rows(*kiosk) == 0);
}

TEST_CASE("a flood of bad requests leaves the host alive and others served") {
  StandingHouse hall({"stranger", "kiosk-1"});
  Stranger stranger(hall);
  const auto kiosk = hall.house->client("kiosk-1");
  for (int i = 0; i < 20'000; ++i) {
    stranger.send("{\"id\":");
    if (i % 1000 == 0) CHECK(kiosk->call(Verb::do_, "ledger.write", json::object{{"word", fmt::format("kiosk-{}", i)}}));
  }
  CHECK(hall.rows(*kiosk) == 20);
  CHECK(hall.house->host_runs());
}

TEST_CASE("garbage in the middle of a connection costs the connection only") {
  StandingHouse hall({"stranger", "kiosk-1"});
  const auto kiosk = hall.house->client("kiosk-1");
  for (const auto& reply :
       {std::string("\xff\xff"), std::string("{}"), std::string(60'000, '\0'), std::string(R"({"id":"x","body":1,"error":2})")}) {
    const auto host =
        std::make_unique<Client>(hall.loop, hall.house->broker(), "host", hall.log);  // takes the host's place for a moment
    REQUIRE(hall.until([&] { return host->bus().connected(); }));
    host->bus().publish({wire::reply_topic("kiosk-1"), reply, false, {}, {}});
    host->bus().publish({wire::host_topic(), reply, true, {}, {}});
  }
  CHECK(kiosk->call(Verb::do_, "ledger.write", json::object{{"word", "still here"}}));
}
