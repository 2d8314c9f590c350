#pragma once
// What the tests with a real broker share: an owner's loop, and clients of a private broker.

#include <doctest/doctest.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <vestibule/link/broker.hpp>
#include <vestibule/link/mqtt_bus.hpp>
#include <vestibule/link/poll_timers.hpp>
#include <vestibule/link/requests.hpp>
#include <vestibule/link/system.hpp>

namespace vestibule::test {

using namespace std::chrono_literals;

/// Runs what is posted to it, and timers, until a condition holds. 20 s without it is a failure, not a wait.
class TestLoop {
 public:
  link::SystemClock clock;
  link::PollTimers timers{clock};

  link::Post post() {
    return [this](std::function<void()> run) {
      const std::lock_guard lock(mutex_);
      posted_.push_back(std::move(run));
      arrived_.notify_one();
    };
  }

  template <class Condition>
  bool until(Condition holds, std::chrono::seconds most = 20s) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (!holds()) {
      if (std::chrono::steady_clock::now() > end) return false;
      turn();
    }
    return true;
  }

  void turn() {
    std::unique_lock lock(mutex_);
    const auto latest = std::min(timers.next().value_or(clock.steady() + 100ms), clock.steady() + 100ms);
    arrived_.wait_until(lock, latest, [this] { return !posted_.empty(); });
    const auto ready = std::exchange(posted_, {});
    lock.unlock();
    for (const auto& run : ready) run();
    timers.tick();
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> posted_;
};

/// Keeps what is logged, for tests to look into.
class KeptLog final : public Log {
 public:
  void write(Level, std::string_view text) override {
    const std::lock_guard lock(mutex_);
    text_ += std::string(text) + "\n";
  }
  bool holds(std::string_view text) const {
    const std::lock_guard lock(mutex_);
    return text_.find(text) != std::string::npos;
  }
  std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 private:
  mutable std::mutex mutex_;
  std::string text_;
};

struct RealLine {
  TestLoop loop;
  KeptLog log;
  std::unique_ptr<link::PrivateBroker> broker;

  explicit RealLine(std::vector<std::string> clients) {
    link::BrokerOptions options;
    options.clients = std::move(clients);
    auto started = link::PrivateBroker::start(std::move(options));
    REQUIRE_MESSAGE(started, started.error().message);
    broker = *std::move(started);
  }

  link::MqttOptions options(const std::string& client) const {
    link::MqttOptions options;
    options.port = broker->port();
    options.client = client;
    options.password = broker->password(client);
    return options;
  }
  std::unique_ptr<link::MqttBus> bus(link::MqttOptions with) {
    return std::make_unique<link::MqttBus>(std::move(with), loop.post(), log);
  }
  std::unique_ptr<link::MqttBus> bus(const std::string& client) { return bus(options(client)); }

  std::unique_ptr<link::MqttBus> connected(const std::string& client) {
    auto one = bus(client);
    REQUIRE(loop.until([&] { return one->connected(); }));
    return one;
  }
};

}  // namespace vestibule::test
