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
  if (resting_ || fresh_.empty()) return;
  leaving_ = std::exchange(fresh_, {});
  send_next();
}

void RetainedStates::send_next() {
  const auto topic = leaving_.extract(leaving_.begin());
  send(topic.value(), states_[topic.value()]);
  resting_ = true;
  rest_ = timers_.after(leaving_.empty() ? frame : Duration{0}, [this] {
    if (!leaving_.empty()) return send_next();
    resting_ = false;
    flush(sequence_);
  });
}

void RetainedStates::send_all(std::int64_t sequence) {
  if (VESTIBULE_PLANTED("states_not_sent_again")) return;
  for (const auto& [topic, state] : states_) fresh_.insert(topic);
  flush(sequence);
}

void RetainedStates::send(const std::string& topic, State& state) {
  if (silent_) return;
  if (auto made = state.now(); !made.empty()) state.last = std::move(made);
  if (state.last.empty()) return;
  bus_.publish({topic, wire::state_text({epoch_, sequence_, clock_.wall(), {}}, state.last), true, {}, {}});
}

}  // namespace vestibule::core
