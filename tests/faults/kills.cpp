#include "kills.hpp"

#include <vestibule/json.hpp>

#include "console.hpp"
#include "crowd.hpp"
#include "figures.hpp"
#include "queue_hall.hpp"
#include "witness.hpp"

namespace vestibule::faults {
namespace {

using namespace std::chrono_literals;

constexpr int cycles_a_day = 100;

class KillRun {
 public:
  explicit KillRun(const KillOptions& options)
      : options_(options),
        chance_(options.seed),
        hall_(crowd_clients),
        crowd_(hall_, options.seed),
        witness_(hall_.house->database().string()) {}

  KillFigures play() {
    hall_.open();
    crowd_.open_day();
    for (int cycle = 1; cycle <= options_.cycles; ++cycle) {
      crowd_.work();
      console_.host_is_at(hall_.house->url());
      REQUIRE(crowd_.until_told(5 + chance_() % 60));
      hall_.until([] { return false; },
                  Duration{static_cast<Duration::rep>(chance_() % 20)});  // at any instant, not at an answer
      hall_.house->kill_host();
      start_again();
      REQUIRE(crowd_.rest());
      compare();
      if (cycle % cycles_a_day == 0) next_day();
    }
    finish();
    return std::move(figures_);
  }

 private:
  /// One start in five is killed on its way.
  void start_again() {
    while (chance_() % 5 == 0) {
      REQUIRE(hall_.house->start());
      hall_.until([] { return false; }, Duration{static_cast<Duration::rep>(chance_() % 120)});
      hall_.house->kill_host();
      ++figures_.in_the_start;
    }
    figures_.ready.push_back(static_cast<double>(hall_.open().count()));
    ++figures_.cycles;
  }

  void compare() {
    auto answered = crowd_.take();
    answered.merge(console_.take());
    const auto wrong = crowd_.ask_again(5);
    figures_.repeated += 5;
    if (wrong > 0) figures_.faults.push_back(fmt::format("{} of 5 repeated requests had another answer", wrong));
    for (auto& fault : witness_.look(answered)) figures_.faults.push_back(std::move(fault));
  }

  void next_day() {
    crowd_.ask("desk-1", "queue.close_desk", json::object{{"desk", "counter-1"}});
    crowd_.ask("desk-1", "queue.close_day", json::object{{"rest", "cancel"}});
    crowd_.open_day();
  }

  void finish() {
    console_.stop();
    compare();
    const auto verdict = hall_.house->run({"audit", "verify"});
    if (!verdict) figures_.faults.push_back(verdict.error().message);
    figures_.over_http = console_.told();
    figures_.acknowledged = crowd_.told() + console_.told();
    figures_.compared = witness_.compared();
    figures_.tokens = witness_.tokens();
  }

  const KillOptions options_;
  std::mt19937_64 chance_;
  QueueHall hall_;
  Crowd crowd_;
  Witness witness_;
  Console console_;
  KillFigures figures_;
};

}  // namespace

KillFigures play_kills(const KillOptions& options) { return KillRun(options).play(); }

std::string summary(const KillFigures& figures) {
  return fmt::format(
      "{} kills of the host under load and {} in its start: {} answers given to clients ({} over HTTP), {} numbers; lost, "
      "changed, doubled or left out: {} "
      "(wanted 0); {} requests asked again had the same answer; ready again after {:.0f} ms in the middle, {:.0f} ms at p99 "
      "(wanted 2000 at most)",
      figures.cycles, figures.in_the_start, figures.acknowledged, figures.over_http, figures.tokens, figures.faults.size(),
      figures.repeated, percentile(figures.ready, 0.5), percentile(figures.ready, 0.99));
}

}  // namespace vestibule::faults
