// What stands at the real ports and does not behave: each is kept within bounds, and a desk works meanwhile.

#include "strangers.hpp"

#include <cstdio>

#include "console.hpp"
#include "figures.hpp"

using namespace vestibule;
using namespace vestibule::faults;

namespace {

constexpr int rounds = 40;

struct Doors : QueueHall {
  std::unique_ptr<Desk> desk;
  Used before;

  Doors() : QueueHall(options()) {
    open();
    REQUIRE(until([&] { return port_of(house->url()) > 0; }));
    desk = std::make_unique<Desk>(*this);
    desk->work(5);
    before = used_by(house->host_pid());
  }
  static demo::HouseOptions options() {
    std::vector<std::string> clients{"kiosk-1", "desk-1", "stranger"};
    for (int i = 0; i < 20; ++i) clients.push_back(fmt::format("display-{}", i));
    return QueueHall::options(std::move(clients));
  }
  int http() const { return port_of(house->url()); }

  /// The host lives, and uses no more than its bounds allow: 512 connections, 64 MiB beyond what it had.
  void within_bounds(const char* what) {
    REQUIRE(house->host_runs());
    const auto now = used_by(house->host_pid());
    std::printf("%s: %d descriptors (%d before), %ld MB (%ld before), %d threads\n", what, now.descriptors, before.descriptors,
                now.memory_kb / 1024, before.memory_kb / 1024, now.threads);
    CHECK(now.descriptors < before.descriptors + 512 + 32);
    CHECK(now.memory_kb < before.memory_kb + 64 * 1024);
    CHECK(now.threads == before.threads);
  }
  /// A request over HTTP like any console's.
  std::string ask(int from) {
    RawLine line(http(), 0, from);
    if (!line.send("GET /api/v1/queue.menu HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) return {};
    const auto answer = line.read(20'000);
    return answer.substr(0, answer.find('\r'));
  }
};

}  // namespace

TEST_CASE("two thousand slow sockets at the HTTP port: within bounds, and desks and consoles are served") {
  Doors doors;
  SlowSockets slow(doors.http(), 2000);
  slow.creep();
  const auto took = doors.desk->work(rounds);
  slow.creep();
  doors.within_bounds("2,000 slow sockets");
  // A console comes in as soon as one of them has kept a place for a second; so does one from an address they come from.
  for (const int from : {1, 2}) {
    std::string answer;
    CHECK(doors.until([&] { return answer = doors.ask(from), answer == "HTTP/1.1 200 OK"; }));
    CAPTURE(answer);
  }
  std::printf("2,000 slow sockets: desk command p99 %.1f ms, none lost\n", percentile(took, 0.99));
}

TEST_CASE("screens that never read, over MQTT and the event stream: the host keeps nothing for them, desks are served") {
  Doors doors;
  std::vector<RawLine> deaf;
  for (int i = 0; i < 20; ++i) {
    const auto name = fmt::format("display-{}", i);
    auto& mqtt = deaf.emplace_back(doors.house->broker().port(), 2048);
    REQUIRE(mqtt.send(mqtt_connect(name, doors.house->broker().password(name)) + mqtt_subscribe("vestibule/v1/state/#")));
    auto& events = deaf.emplace_back(doors.http(), 2048, 3 + i % 3);
    REQUIRE(events.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\n\r\n"));
  }
  const auto took = doors.desk->work(5 * rounds);
  doors.within_bounds("40 screens that never read");
  // One of them wakes up: it hears all it has missed, in order.
  RawLine late(doors.http(), 0, 9);
  REQUIRE(late.send("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\n\r\n"));
  std::string heard;
  REQUIRE(doors.until(
      [&] { return heard += late.read(10, 1 << 16), heard.find(fmt::format("\"number\":\"A{:03}\"", 5 * rounds)) != heard.npos; },
      std::chrono::minutes{1}));
  std::printf("40 screens that never read: desk command p99 %.1f ms\n", percentile(took, 0.99));
}

TEST_CASE("garbage at the HTTP port: each is refused in words or shown out, desks are served") {
  Doors doors;
  std::mt19937_64 chance(1);
  std::map<std::string, int> answers;
  int silent = 0;
  for (const auto& bytes : http_garbage(chance, 1000)) {
    RawLine line(doors.http());
    REQUIRE(line.connected());
    line.send(bytes);
    line.end();
    const auto answer = line.read(20'000);
    if (answer.empty())
      ++silent;
    else
      ++answers[answer.substr(0, std::min<std::size_t>(12, answer.size()))];
    if (!answer.empty()) CHECK_MESSAGE(answer.starts_with("HTTP/1.1 "), answer);
    if (!answer.starts_with("HTTP/1.1 2") && !answer.empty())
      CHECK_MESSAGE(answer.find("\"error\":{\"code\":") != answer.npos, answer);
  }
  const auto took = doors.desk->work(rounds);
  doors.within_bounds("1,000 pieces of garbage at the HTTP port");
  std::string tally;
  for (const auto& [answer, count] : answers) tally += fmt::format("{} x{}, ", answer, count);
  std::printf("garbage over HTTP: %s%d without a word; desk command p99 %.1f ms\n", tally.c_str(), silent,
              percentile(took, 0.99));
  CHECK(silent < 50);  // only what is empty, or ends before it says anything
}

TEST_CASE("garbage at the MQTT port, and garbled requests of a client that may come in: the line and the host stand") {
  Doors doors;
  std::mt19937_64 chance(2);
  for (const auto& bytes : mqtt_garbage(chance, 1000)) {
    RawLine line(doors.house->broker().port());
    REQUIRE(line.connected());
    line.send(bytes);
    line.end();
    CHECK(line.ends(20'000));  // shown out
  }
  const auto stranger = doors.house->client("stranger");
  std::size_t answered = 0;
  stranger->bus().subscribe(wire::reply_topic("stranger"), [&](const wire::Message&) { ++answered; });
  REQUIRE(doors.until([&] { return stranger->bus().connected(); }));
  const auto garbage = json_garbage(chance, 1000);
  for (std::size_t i = 0; i < garbage.size(); ++i) {
    stranger->bus().publish({wire::request_topic("stranger", test::Verb::do_, "queue.issue_token"),
                             garbage[i],
                             false,
                             wire::reply_topic("stranger"),
                             {}});
    if (i % 100 == 99) CHECK(doors.until([&] { return answered == i + 1; }));  // each with what is wrong, or with a number
  }
  const auto took = doors.desk->work(rounds);
  doors.within_bounds("1,000 pieces of garbage at the MQTT port, 1,000 garbled requests");
  std::printf("garbage over MQTT: %zu garbled requests answered, 0 ignored; desk command p99 %.1f ms\n", answered,
              percentile(took, 0.99));
}
