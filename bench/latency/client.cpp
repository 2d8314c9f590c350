#include "client.hpp"

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <set>

#include <vestibule/link/mqtt_bus.hpp>
#include <vestibule/link/poll_timers.hpp>
#include <vestibule/link/requests.hpp>
#include <vestibule/link/system.hpp>
#include <vestibule/queue_wire.hpp>
#include <vestibule/wire/envelope.hpp>

namespace vestibule::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr Duration patience{10'000};

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "bench_latency: %s\n", why.c_str());
  std::exit(1);
}

link::MqttOptions options_for(const link::PrivateBroker& broker, const std::string& account, const std::string& client) {
  link::MqttOptions options;
  options.port = broker.port();
  options.client = client;
  options.user = account;
  options.password = broker.password(account);
  return options;
}

/// What is handed to this thread, run here while it waits.
class Inbox {
 public:
  void post(std::function<void()> run) {
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(run));
    wake_.notify_one();
  }
  /// Runs what comes until `done`, or false when it takes longer.
  template <class Done>
  bool run_until(Done done, Duration longest = patience) {
    const auto end = Clock::now() + longest;
    while (!done()) {
      std::unique_lock lock(mutex_);
      if (!wake_.wait_until(lock, end, [this] { return !posted_.empty(); })) return false;
      auto batch = std::exchange(posted_, {});
      lock.unlock();
      for (auto& run : batch) run();
    }
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::function<void()>> posted_;
};

}  // namespace

struct Client::Inside {
  Inside(const link::PrivateBroker& broker, const std::string& name)
      : bus(options_for(broker, name, name), [this](std::function<void()> run) { inbox.post(std::move(run)); }, log), requests(bus, timers, name) {}

  Inbox inbox;
  link::ConsoleLog log{"bench", Level::error};
  link::SystemClock clock;
  link::SystemRandom random;
  link::PollTimers timers{clock};
  link::MqttBus bus;
  link::Requests requests;
};

Client::Client(const link::PrivateBroker& broker, const std::string& name) : inside_(std::make_unique<Inside>(broker, name)) {
  if (!inside_->inbox.run_until([this] { return inside_->bus.connected(); })) give_up(name + " cannot connect");
}
Client::~Client() = default;

Client::Answered Client::ask(wire::Verb verb, const std::string& name, const json::value& body) {
  std::optional<Answered> answered;
  const auto begun = Clock::now();
  inside_->requests.send(verb, name, body, link::new_request_id(inside_->random.stream("bench")), [&](Result<json::value> answer) {
    answered = Answered{std::move(answer), std::chrono::duration<double, std::micro>(Clock::now() - begun).count()};
  });
  if (!inside_->inbox.run_until([&] { return answered.has_value(); })) give_up(name + " was not answered");
  return *std::move(answered);
}

struct Ear::Inside {
  Inside(const link::PrivateBroker& broker, const std::string& account)
      : bus(options_for(broker, account, "bench-ear"), [this](std::function<void()> run) { inbox.post(std::move(run)); }, log) {
    bus.subscribe("vestibule/v1/req/+/do/queue.acknowledge_call", [this](const wire::Message& message) {
      const auto request = decode_text<wire::Request>(message.payload);
      const auto shown = request ? decode<queue::AcknowledgeCall>(request->body) : tl::unexpected(request.error());
      if (shown) painted.insert(shown->sequence);
    });
  }
  Inbox inbox;
  link::ConsoleLog log{"bench", Level::error};
  std::set<std::int64_t> painted;
  link::MqttBus bus;
};

Ear::Ear(const link::PrivateBroker& broker, const std::string& host_account) : inside_(std::make_unique<Inside>(broker, host_account)) {
  if (!inside_->inbox.run_until([this] { return inside_->bus.connected(); })) give_up("the ear cannot connect");
}
Ear::~Ear() = default;

double Ear::painted(std::int64_t sequence, Clock::time_point begun, Duration longest) {
  if (!inside_->inbox.run_until([&] { return inside_->painted.contains(sequence); }, longest)) return -1;
  return std::chrono::duration<double, std::micro>(Clock::now() - begun).count();
}

}  // namespace vestibule::bench
