#include <vestibule/wire/envelope.hpp>

#include "real_line.hpp"

using namespace vestibule;
using test::RealLine;
using namespace std::chrono_literals;

namespace {

/// A host that answers, and remembers its answers by request id as the real one does.
struct EchoHost {
  std::unique_ptr<link::MqttBus> bus;
  std::map<std::string, int> heard;

  explicit EchoHost(std::unique_ptr<link::MqttBus> with) : bus(std::move(with)) {
    bus->subscribe(wire::all_requests(), [this](const wire::Message& message) {
      const auto request = decode_text<wire::Request>(message.payload);
      if (!request) return;
      ++heard[request->id];
      bus->publish(
          {message.response_topic, encode_text(wire::reply_to(request->id, request->body)), false, {}, message.correlation});
    });
  }
};

}  // namespace

TEST_CASE("request and reply through a real broker") {
  RealLine line({"kiosk-1"});
  EchoHost host(line.bus("host"));
  auto kiosk = line.bus("kiosk-1");
  link::Requests requests(*kiosk, line.loop.timers, "kiosk-1");
  int answered = 0;
  for (int i = 0; i < 200; ++i)
    requests.send(wire::Verb::ask, "x.y", i, "r" + std::to_string(i), [&, i](const Result<json::value>& result) {
      REQUIRE(result);
      CHECK(*result == json::value(i));
      ++answered;
    });
  CHECK(line.loop.until([&] { return answered == 200; }));
}

TEST_CASE("requests survive the broker's death in the middle, none is lost, none is answered twice") {
  RealLine line({"kiosk-1"});
  EchoHost host(line.bus("host"));
  auto kiosk = line.bus("kiosk-1");
  link::Requests requests(*kiosk, line.loop.timers, "kiosk-1");
  std::map<std::string, int> answers;
  for (int i = 0; i < 300; ++i) {
    const auto id = "r" + std::to_string(i);
    requests.send(wire::Verb::do_, "x.y", i, id, [&answers, id](const Result<json::value>&) { ++answers[id]; });
    if (i % 100 == 50) {
      line.broker->kill();
      REQUIRE(line.broker->restart());
    }
    line.loop.turn();
  }
  CHECK(line.loop.until([&] { return answers.size() == 300; }));
  for (const auto& [id, count] : answers) CHECK(count == 1);
  CHECK(requests.pending() == 0);
}
