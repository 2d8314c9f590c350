#pragma once
// A hall on simulated time: a line in memory, and a screen whose frames are shown as soon as they are painted.

#include <vestibule/link/poll_timers.hpp>
#include <vestibule/wire/topics.hpp>

#include "board.hpp"
#include "board_kit.hpp"
#include "kit.hpp"
#include "memory_bus.hpp"
#include "simulated.hpp"

namespace vestibule::board {

struct QuietLog final : Log {
  void write(Level, std::string_view) override {}
};

inline ViewOptions english() {
  ViewOptions options;
  options.languages = {*ui::Words::read(*ui::data_file("display/board/locale/en.toml"))};
  return options;
}

struct SmallHall {
  kit::SimulatedClock clock{morning};
  kit::SimulatedRandom random;
  link::PollTimers timers{clock};
  kit::MemoryBroker broker{clock, random.stream("line")};
  QuietLog log;
  std::vector<std::int64_t> seen;  ///< each call that stood in the large panel as new, once a frame showed it
  bool display_works = true;       ///< else nothing is painted any more

  explicit SmallHall(std::uint64_t seed = 1) : random(seed) {}

  /// The screen and board to be shown from now on; they are looked away from before they go.
  void look_at(ui::Screen& screen, const Board& board) { screen_ = &screen, board_ = &board; }
  void look_away() { screen_ = nullptr, board_ = nullptr; }

  /// All that happens at this moment.
  void settle() {
    do {
      timers.tick();
    } while (broker.deliver() > 0);
    if (!screen_ || !display_works || !screen_->changed()) return;
    screen_->update();
    screen_->presented();
    const Shown& shown = board_->model().shown();
    if (shown.fresh && (seen.empty() || seen.back() != shown.call->sequence)) seen.push_back(shown.call->sequence);
    settle();
  }
  void run(Duration time) {
    const Steady end = clock.steady() + time;
    for (settle(); clock.steady() < end; settle())
      clock.move_to(std::max(clock.steady(), std::min({end, timers.next().value_or(end), broker.next().value_or(end)})));
  }

  /// From the host's end, kept as the broker keeps them.
  static void publish_pulse(wire::Bus& host, std::int64_t sequence, Instant at, std::int64_t boot = 1) {
    host.publish({wire::host_topic(), encode_text(wire::HostState{true, "e1", boot, sequence, at}), true, {}, {}});
  }
  static void publish_board(wire::Bus& host, const queue::Board& board, std::int64_t sequence, Instant at = morning) {
    host.publish({wire::state_topic("board/main"), encode_text(state_of(board, sequence, at)), true, {}, {}});
  }
  static void reply(wire::Bus& host, const wire::Message& question, const std::string& text) {
    host.publish({question.response_topic, text, false, {}, question.correlation});
  }

 private:
  ui::Screen* screen_ = nullptr;
  const Board* board_ = nullptr;
};

}  // namespace vestibule::board
