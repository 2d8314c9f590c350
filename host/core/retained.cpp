#include "retained.hpp"

#include "vestibule/wire/envelope.hpp"
#include "vestibule/wire/topics.hpp"

namespace vestibule::core {
namespace {
constexpr Duration frame{16};
}

void RetainedStates::set(std::string_view subject, json::value state) {
  states_[std::string(subject)] = std::move(state);
  fresh_.emplace(subject);
}

void RetainedStates::flush(std::int64_t sequence) {
  sequence_ = sequence;
  if (resting_ || fresh_.empty()) return;
  for (const auto& subject : std::exchange(fresh_, {})) send(subject, states_[subject], sequence);
  resting_ = true;
  rest_ = timers_.after(frame, [this] {
    resting_ = false;
    flush(sequence_);
  });
}

void RetainedStates::send_all(std::int64_t sequence) {
  fresh_.clear();
  for (const auto& [subject, state] : states_) send(subject, state, sequence);
}

void RetainedStates::send(const std::string& subject, const json::value& state, std::int64_t sequence) {
  wire::State message{epoch_, sequence, clock_.wall(), state};
  bus_.publish({wire::state_topic(subject), encode_text(message), true, {}, {}});
}

}  // namespace vestibule::core
