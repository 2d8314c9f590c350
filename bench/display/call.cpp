// Claim: from a call leaving the host to the host hearing that it was painted takes, at the 99th percentile, no longer than a bare
// request and reply through the same broker and two frames of 16.7 ms. The real program, the real broker, a window off screen.

#include <fmt/format.h>
#include <unistd.h>
#include <vestibule/link/broker.hpp>
#include <vestibule/link/child_process.hpp>
#include <vestibule/link/mqtt_bus.hpp>
#include <vestibule/link/system.hpp>
#include <vestibule/wire/topics.hpp>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "board_kit.hpp"
#include "echo.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;

namespace {

using Now = std::chrono::steady_clock;
constexpr int rounds = 200;
constexpr auto minimum_show = 100ms;  // the least the program allows

/// The host's side: work comes from the line's thread, and waiting is for a condition.
class Loop {
 public:
  link::Post post() {
    return [this](std::function<void()> work) {
      const std::lock_guard lock(mutex_);
      work_.push_back(std::move(work));
      arrived_.notify_one();
    };
  }
  template <class Condition>
  bool until(Condition holds, std::chrono::milliseconds most = 10s) {
    const auto end = Now::now() + most;
    while (!holds()) {
      std::unique_lock lock(mutex_);
      if (!arrived_.wait_until(lock, end, [this] { return !work_.empty(); })) return holds();
      const auto ready = std::exchange(work_, {});
      lock.unlock();
      for (const auto& run : ready) run();
    }
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> work_;
};

Result<link::ChildProcess> open_display(const link::PrivateBroker& broker, const std::filesystem::path& memory) {
  std::ofstream(memory) << R"({"epoch":"e1","shown":0,"unacknowledged":[]})";
  link::ChildOptions options;
  options.command = {DISPLAY_PROGRAM, "--offscreen", "--silent", "--size", "1920x1080", "--area", "main", "--client", "screen-1", "--language", "en", "ar",
                     "--port", std::to_string(broker.port()), "--minimum-show", std::to_string(minimum_show.count()), "--memory", memory.string()};
  options.environment = {{"VESTIBULE_PASSWORD", broker.password("screen-1")}};
  return link::ChildProcess::start(options);
}

/// Microseconds from publishing each call to its acknowledgement; empty if one did not come.
bench::Latencies calls(const link::PrivateBroker& broker, Log& log) {
  Loop loop;
  link::MqttOptions options;
  options.port = broker.port();
  options.client = "host";
  options.password = broker.password("host");
  link::MqttBus bus(options, loop.post(), log);
  std::int64_t painted = 0;
  Now::time_point heard;
  bus.subscribe(wire::all_requests(), [&](const wire::Message& message) {
    const auto request = decode_text<wire::Request>(message.payload);
    const auto told = request ? decode<queue::AcknowledgeCall>(request->body) : tl::unexpected(request.error());
    if (!told) return;
    if (told->sequence > painted) heard = Now::now(), painted = told->sequence;
    bus.publish({message.response_topic, encode_text(wire::reply_to(request->id, json::value(json::object{}))), false, {}, message.correlation});
  });
  const link::SystemClock clock;
  bench::Latencies latencies;
  if (!loop.until([&] { return bus.connected(); })) return {};
  for (int round = 1; round <= rounds; ++round) {
    const auto state = state_of(board_up_to(round, clock.wall()), round, clock.wall());
    const auto begun = Now::now();
    bus.publish({wire::state_topic("board/main"), encode_text(state), true, {}, {}});
    if (!loop.until([&] { return painted == round; })) return {};
    latencies.push_back(std::chrono::duration<double, std::micro>(heard - begun).count());
    loop.until([] { return false; }, minimum_show + 20ms);  // the panel is free again
  }
  latencies.erase(latencies.begin());  // with it the program started
  return latencies;
}

}  // namespace

int main() {
  link::BrokerOptions options;
  options.clients = {bench::echo_client, "screen-1"};
  const auto broker = link::PrivateBroker::start(options);
  link::ConsoleLog log("bench", Level::error);
  const auto memory = std::filesystem::temp_directory_path() / fmt::format("bench-display-{}.json", ::getpid());
  if (!broker) return log.error("{}", broker.error().message), 1;
  const auto before = bench::bare_echo(**broker, rounds);
  auto display = open_display(**broker, memory);
  if (!display) return log.error("{}", display.error().message), 1;
  const auto ours = calls(**broker, log);
  display->stop();
  std::filesystem::remove(memory);
  auto bare = bench::bare_echo(**broker, rounds);
  bare.insert(bare.end(), before.begin(), before.end());
  if (ours.empty() || bare.empty()) return log.error("the line broke"), 1;
  const double limit = bench::percentile(bare, 0.99) + 2 * 16'700;
  fmt::print("{:<48}{:>8}{:>10}{:>10}\n", "from call to painted frame, 1920x1080", "rounds", "p50 us", "p99 us");
  fmt::print("{:<48}{:>8}{:>10.0f}{:>10.0f}\n", "bare MQTT request and reply", bare.size(), bench::percentile(bare, 0.5), bench::percentile(bare, 0.99));
  fmt::print("{:<48}{:>8}{:>10.0f}{:>10.0f}\n", "call out, painted, acknowledgement back", ours.size(), bench::percentile(ours, 0.5), bench::percentile(ours, 0.99));
  fmt::print("limit at p99: echo + two frames = {:.0f} us; used {:.0f} %\n", limit, 100 * bench::percentile(ours, 0.99) / limit);
  return bench::percentile(ours, 0.99) <= limit ? 0 : 1;
}
