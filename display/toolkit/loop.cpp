#include "vestibule/ui/loop.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "loop_inside.hpp"

namespace vestibule::ui {

namespace {

void wake(Uint32 event_type) {
  SDL_Event event{};
  event.type = event_type;
  SDL_PushEvent(&event);
}

void run_posted(Loop::Inside& loop) {
  std::deque<std::function<void()>> work;
  {
    const std::lock_guard lock(loop.mutex);
    work.swap(loop.posted);
  }
  for (const auto& item : work) item();
}

void run_due(Loop::Inside& loop) {
  const Steady now = loop.clock.steady();
  while (!loop.timers.empty() && loop.timers.begin()->first.first <= now) {
    auto node = loop.timers.extract(loop.timers.begin());
    const auto [due, number] = node.key();
    const auto run = node.mapped().run;  // a copy: running may destroy the timer
    if (node.mapped().period.count() > 0) {
      const Steady next = std::max(due + node.mapped().period, now);
      loop.due_of[number] = next;
      node.key().first = next;
      if (next > now) {
        loop.timers.insert(std::move(node));
      } else {
        node.key().first = loop.due_of[number] = now + node.mapped().period;  // late: do not run twice in a row
        loop.timers.insert(std::move(node));
      }
    } else {
      loop.due_of.erase(number);
    }
    run();
  }
}

/// Milliseconds until the next timer; -1: none, sleep until something comes.
int patience(const Loop::Inside& loop) {
  if (loop.timers.empty()) return -1;
  const auto left = loop.timers.begin()->first.first - loop.clock.steady();
  return static_cast<int>(std::clamp<long long>(left.count(), 0, 60'000));
}

Timer start(const std::shared_ptr<Loop::Inside>& loop, Duration delay, Duration period, std::function<void()> run) {
  const std::uint64_t number = loop->next_timer++;
  const Steady due = loop->clock.steady() + std::max(delay, Duration{0});
  loop->timers[{due, number}] = {period, std::move(run)};
  loop->due_of[number] = due;
  return Timer([weak = std::weak_ptr(loop), number] {
    const auto held = weak.lock();
    if (!held) return;
    const auto found = held->due_of.find(number);
    if (found == held->due_of.end()) return;
    held->timers.erase({found->second, number});
    held->due_of.erase(found);
  });
}

}  // namespace

Loop::Loop(const Clock& clock) : inside_(std::make_shared<Inside>(clock)) {
  // Where nobody is logged in SDL would start a message bus for a desktop that is not there: a program more on a locked machine.
  ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", 0);
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  if (SDL_InitSubSystem(SDL_INIT_EVENTS) != 0) throw std::runtime_error(std::string("SDL does not start: ") + SDL_GetError());
  inside_->wake_event = SDL_RegisterEvents(1);
}

Loop::~Loop() { SDL_QuitSubSystem(SDL_INIT_EVENTS); }

void Loop::run() {
  Inside& loop = *inside_;
  loop.running = true;
  while (loop.running) {
    run_posted(loop);
    run_due(loop);
    const bool more = loop.on_turn && loop.on_turn();
    if (!loop.running) break;
    SDL_Event event;
    // The mutex is not held here: whoever posts afterwards pushes an event, and the wait returns at once.
    if (SDL_WaitEventTimeout(&event, more ? 0 : patience(loop)) == 0) continue;
    do {
      if (loop.on_event) loop.on_event(event);
    } while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) > 0);  // what is there; SDL_PollEvent would ask X each time
  }
}

void Loop::stop() {
  inside_->running = false;
  wake(inside_->wake_event);
}

void Loop::post(std::function<void()> work) {
  bool first = false;
  {
    const std::lock_guard lock(inside_->mutex);
    first = inside_->posted.empty();
    inside_->posted.push_back(std::move(work));
  }
  if (first) wake(inside_->wake_event);  // one event wakes for all that is posted until the loop looks
}

Timer Loop::after(Duration delay, std::function<void()> run) { return start(inside_, delay, Duration{0}, std::move(run)); }
Timer Loop::every(Duration period, std::function<void()> run) { return start(inside_, period, period, std::move(run)); }

/// Sleeps in poll() until a signal comes or its end is wanted: nobody wakes only to look.
struct Signals::Inside {
  int signals = -1, end = -1;
  std::thread waiter;

  ~Inside() {
    ::eventfd_write(end, 1);
    waiter.join();
    ::close(signals);
    ::close(end);
  }
};

Signals::Signals(Loop& loop, std::initializer_list<int> signals, std::function<void(int)> handler) : inside_(std::make_unique<Inside>()) {
  sigset_t awaited;
  sigemptyset(&awaited);
  for (const int signal : signals) sigaddset(&awaited, signal);
  pthread_sigmask(SIG_BLOCK, &awaited, nullptr);
  inside_->signals = ::signalfd(-1, &awaited, SFD_CLOEXEC | SFD_NONBLOCK);
  inside_->end = ::eventfd(0, EFD_CLOEXEC);
  inside_->waiter = std::thread([files = std::array{pollfd{inside_->signals, POLLIN, 0}, pollfd{inside_->end, POLLIN, 0}}, &loop,
                                 handler = std::move(handler)]() mutable {
    for (;;) {
      ::poll(files.data(), files.size(), -1);
      if (files[1].revents != 0) return;
      signalfd_siginfo came{};
      if (::read(files[0].fd, &came, sizeof came) == sizeof came) loop.post([handler, signal = static_cast<int>(came.ssi_signo)] { handler(signal); });
    }
  });
}

Signals::~Signals() = default;

}  // namespace vestibule::ui
