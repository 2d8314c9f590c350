#include "retained.hpp"

#include "vestibule/wire/envelope.hpp"
#include "vestibule/trial.hpp"

namespace vestibule::core {
namespace {
constexpr Duration frame{16};
}

void RetainedStates::set(const std::string& topic, Now now) {
  states_[topic].now = std::move(now);
  fresh_.insert(topic);
}

void RetainedStates::flush(std::int64_t sequence) {
  sequence_ = sequence;
  if (silent_ || resting_ || fresh_.empty()) return;
  for (const auto& topic : std::exchange(fresh_, {})) send(topic, states_[topic], sequence);
  resting_ = true;
  rest_ = timers_.after(frame, [this] {
    resting_ = false;
    flush(sequence_);
  });
}

void RetainedStates::send_all(std::int64_t sequence) {
  fresh_.clear();
  if (silent_) return;
  if (VESTIBULE_PLANTED("states_not_sent_again")) return;
  for (auto& [topic, state] : states_) send(topic, state, sequence);
}

void RetainedStates::send(const std::string& topic, State& state, std::int64_t sequence) {
  if (auto made = state.now(); !made.empty()) state.last = std::move(made);
  if (state.last.empty()) return;
  bus_.publish({topic, wire::state_text({epoch_, sequence, clock_.wall(), {}}, state.last), true, {}, {}});
}

}  // namespace vestibule::core
