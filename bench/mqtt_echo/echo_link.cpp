#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include <vestibule/link/mqtt_bus.hpp>
#include <vestibule/link/poll_timers.hpp>
#include <vestibule/link/requests.hpp>
#include <vestibule/link/system.hpp>
#include <vestibule/wire/envelope.hpp>

#include "echo.hpp"

namespace vestibule::bench {
namespace {

using namespace std::chrono_literals;
using Now = std::chrono::steady_clock;

/// The simplest owner's loop.
class Loop {
 public:
  link::Post post() {
    return [this](std::function<void()> run) {
      {
        const std::lock_guard lock(mutex_);
        posted_.push_back(std::move(run));
      }
      arrived_.notify_one();
    };
  }
  void turn() {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, 100ms, [this] { return !posted_.empty(); });
    const auto ready = std::exchange(posted_, {});
    lock.unlock();
    for (const auto& run : ready) run();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> posted_;
};

link::MqttOptions options(const link::PrivateBroker& broker, const std::string& client) {
  link::MqttOptions options;
  options.port = broker.port();
  options.client = client;
  options.password = broker.password(client);
  return options;
}

void serve(const link::PrivateBroker& broker, Log& log, const std::atomic<bool>& done) {
  Loop loop;
  link::MqttBus bus(options(broker, "host"), loop.post(), log);
  bus.subscribe(wire::all_requests(), [&](const wire::Message& message) {
    const auto request = decode_text<wire::Request>(message.payload);
    if (request)
      bus.publish(
          {message.response_topic, encode_text(wire::reply_to(request->id, request->body)), false, {}, message.correlation});
  });
  while (!done) loop.turn();
}

}  // namespace

Latencies link_echo(const link::PrivateBroker& broker, int rounds) {
  link::ConsoleLog log("bench");
  link::SystemClock clock;
  link::SystemRandom random;
  Loop loop;
  link::PollTimers timers(clock);
  std::atomic<bool> done{false};
  std::thread host([&] { serve(broker, log, done); });
  link::MqttBus bus(options(broker, echo_client), loop.post(), log);
  link::Requests requests(bus, timers, echo_client);
  const json::value body{{"service", "blood-test"}, {"language", "ar"}};
  Latencies latencies;
  for (int round = 0; round <= rounds; ++round) {
    bool answered = false;
    const auto begun = Now::now();
    requests.send(wire::Verb::ask, "bench.echo", body, link::new_request_id(random.stream("ids")),
                  [&](const auto&) { answered = true; });
    while (!answered) loop.turn(), timers.tick();
    if (round > 0)
      latencies.push_back(
          std::chrono::duration<double, std::micro>(Now::now() - begun).count());  // the first waits for the connection
  }
  done = true;
  host.join();
  return latencies;
}

}  // namespace vestibule::bench
