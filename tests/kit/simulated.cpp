#include "simulated.hpp"

namespace vestibule::kit {

Timer SimulatedLoop::set(Duration delay, std::function<void()> run, Duration period) {
  const Key key{clock_.steady() + delay, ++count_};
  auto pending = std::make_shared<Pending>(Pending{std::move(run), period, key});
  pending_.emplace(key, pending);
  return Timer([this, weak = std::weak_ptr(pending)] {
    if (const auto cancelled = weak.lock()) pending_.erase(cancelled->key);
  });
}

void SimulatedLoop::run_posted() {
  while (!posted_.empty()) {
    const auto run = std::move(posted_.front());
    posted_.pop_front();
    run();
  }
}

void SimulatedLoop::run_for(Duration span) {
  const Steady end = clock_.steady() + span;
  run_posted();
  while (!pending_.empty() && pending_.begin()->first.first <= end) {
    fire(Key(pending_.begin()->first));
    run_posted();
  }
  clock_.move_to(end);
}

void SimulatedLoop::fire(const Key& key) {
  ++fired_;
  const Steady due = key.first;
  const auto pending = std::move(pending_.extract(key).mapped());
  if (due > clock_.steady()) clock_.move_to(due);
  if (pending->period > Duration{0}) {
    pending->key = {due + pending->period, ++count_};
    pending_.emplace(pending->key, pending);
  }
  pending->run();
}

namespace {

struct Splitmix final : RandomStream {
  explicit Splitmix(std::uint64_t seed) : state(seed) {}
  std::uint64_t next() override {
    std::uint64_t z = (state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t state;
};

/// FNV-1a: the same on every compiler, unlike std::hash.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace

RandomStream& SimulatedRandom::stream(std::string_view name) {
  auto& stream = streams_[std::string(name)];
  if (!stream) stream = std::make_unique<Splitmix>(seed_ ^ hash_of(name));
  return *stream;
}

}  // namespace vestibule::kit
