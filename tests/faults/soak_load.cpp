// soak_load: how long a desk waits for its commands while the house is quiet, and under ten times its load with 2,000 slow
// sockets at the door; in one run, the two in turns. VESTIBULE_LOAD_ROUNDS says how many patients each turn has (default 3000).

#include <doctest/doctest.h>

#include <cstdio>

#include "console.hpp"
#include "crowd.hpp"
#include "figures.hpp"
#include "strangers.hpp"

using namespace vestibule;
using namespace vestibule::faults;
using namespace std::chrono_literals;

namespace {

constexpr int turns = 5, times = 10;

/// Kiosks that together ask for a number ten times as often as the desk works, evenly.
class Load {
 public:
  Load(QueueHall& hall, double a_second) : hall_(hall), pause_(std::chrono::duration_cast<Duration>(1s / a_second * kiosks)) {
    for (int i = 0; i < kiosks; ++i) clients_.push_back(hall.house->client(fmt::format("load-{}", i)));
  }
  void begin() {
    for (auto& client : clients_)
      timers_.push_back(hall_.loop.timers().every(std::max(pause_, Duration{1}), [this, &client] {
        client->requests().send(wire::Verb::do_, "queue.issue_token", json::object{{"service", "pharmacy"}},
                                fmt::format("load-{}", ++sent_),
                                [this](const Result<json::value>& answer) { ++(answer ? answered_ : refused_); });
      }));
  }
  void end() {
    timers_.clear();
    hall_.until([&] { return answered_ + refused_ == sent_; }, 60s);
  }
  static std::vector<std::string> names() {
    std::vector<std::string> all{"kiosk-1", "desk-1"};
    for (int i = 0; i < kiosks; ++i) all.push_back(fmt::format("load-{}", i));
    return all;
  }
  int sent() const { return sent_; }
  int answered() const { return answered_; }

 private:
  static constexpr int kiosks = 20;
  QueueHall& hall_;
  const Duration pause_;
  std::vector<std::unique_ptr<test::Client>> clients_;
  std::vector<Timer> timers_;
  int sent_ = 0, answered_ = 0, refused_ = 0;
};

/// A very large hospital at its busiest: a hundred kiosks and desks with a command every five seconds each.
constexpr double busy_a_second = 20;

}  // namespace

TEST_CASE("a desk under ten times the load and two thousand slow sockets") {
  const int rounds = number_from("VESTIBULE_LOAD_ROUNDS", 3000);
  QueueHall hall(Load::names());
  hall.open();
  Desk desk(hall);
  desk.work(20);
  std::vector<double> quiet, loaded;
  Load load(hall, busy_a_second * times);
  for (int turn = 0; turn < turns; ++turn) {
    for (const double took : desk.work(rounds / turns)) quiet.push_back(took);
    SlowSockets slow(port_of(hall.house->url()), 2000);
    load.begin();
    for (int part = 0; part < 3; ++part) {
      slow.creep();
      for (const double took : desk.work(rounds / turns / 3)) loaded.push_back(took);
    }
    load.end();
  }
  CHECK(load.answered() == load.sent());
  CHECK(hall.house->host_runs());
  std::printf(
      "a desk's command, quiet: %.2f ms in the middle, %.2f ms at p99 (%zu commands); with %d times a busy hour's load (%.0f "
      "commands/s beside the desk's own) and "
      "2,000 slow sockets: %.2f ms and %.2f ms (%zu); p99 ratio %.1f (wanted 5 at most); lost %d of %d (wanted 0)\n",
      percentile(quiet, 0.5), percentile(quiet, 0.99), quiet.size(), times, busy_a_second * times, percentile(loaded, 0.5),
      percentile(loaded, 0.99), loaded.size(), percentile(loaded, 0.99) / percentile(quiet, 0.99), load.sent() - load.answered(),
      load.sent());
}
