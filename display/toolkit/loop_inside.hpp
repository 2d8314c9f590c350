#pragma once
// What a Loop keeps; the Window hooks into it.

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <mutex>

#include "sdl.hpp"
#include "vestibule/ui/loop.hpp"

namespace vestibule::ui {

struct Loop::Inside {
  explicit Inside(const Clock& c) : clock(c) {}

  struct Pending {
    Duration period{0};  // 0: once
    std::function<void()> run;
  };
  using Due = std::pair<Steady, std::uint64_t>;  // when, and which

  const Clock& clock;
  Uint32 wake_event = 0;
  std::atomic<bool> running{false};

  std::mutex mutex;                          // guards `posted`
  std::deque<std::function<void()>> posted;

  std::map<Due, Pending> timers;
  std::map<std::uint64_t, Steady> due_of;    // to find a timer by its number
  std::uint64_t next_timer = 1;

  std::function<void(const SDL_Event&)> on_event;  // the window's
  std::function<bool()> on_turn;                   // the window's: paint what has changed; true if there is more already
};

}  // namespace vestibule::ui
