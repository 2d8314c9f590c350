#include "vestibule/link/poll_timers.hpp"

namespace vestibule::link {

/// Outlives the timers that point into it.
struct PollTimers::Waiting {
  struct Call {
    std::shared_ptr<const std::function<void()>> run;  // shared: it may cancel itself while it runs
    std::optional<Duration> period;
  };
  using Key = std::pair<Steady, std::uint64_t>;

  std::map<Key, Call> calls;
  std::map<std::uint64_t, Steady> due;  // by number
  std::uint64_t last = 0;

  void put(std::uint64_t number, Steady at, Call call) {
    calls.emplace(Key{at, number}, std::move(call));
    due[number] = at;
  }
  void remove(std::uint64_t number) {
    const auto at = due.extract(number);
    if (!at.empty()) calls.erase(Key{at.mapped(), number});
  }
};

PollTimers::PollTimers(const Clock& clock) : clock_(clock), waiting_(std::make_shared<Waiting>()) {}

Timer PollTimers::after(Duration delay, std::function<void()> run) { return arm(delay, {}, std::move(run)); }
Timer PollTimers::every(Duration period, std::function<void()> run) {
  return arm(period, std::max(period, Duration{1}), std::move(run));
}

Timer PollTimers::arm(Duration delay, std::optional<Duration> period, std::function<void()> run) {
  const auto number = ++waiting_->last;
  waiting_->put(number, clock_.steady() + delay, {std::make_shared<const std::function<void()>>(std::move(run)), period});
  return Timer([waiting = std::weak_ptr(waiting_), number] {
    if (const auto alive = waiting.lock()) alive->remove(number);
  });
}

void PollTimers::tick() {
  const auto waiting = waiting_;  // a call may destroy us
  const auto now = clock_.steady();
  const auto newest = waiting->last;
  for (auto next = waiting->calls.begin(); next != waiting->calls.end() && next->first.first <= now;) {
    const auto [at, number] = next->first;
    if (number > newest) {
      ++next;
      continue;
    }
    const auto call = next->second;
    waiting->remove(number);
    if (call.period) waiting->put(number, std::max(at + *call.period, now + Duration{1}), call);
    (*call.run)();
    next = waiting->calls.begin();
  }
}

std::optional<Steady> PollTimers::next() const {
  if (waiting_->calls.empty()) return std::nullopt;
  return waiting_->calls.begin()->first.first;
}

}  // namespace vestibule::link
