#include "throttle.hpp"

#include <algorithm>

namespace vestibule::identity {

Duration Throttle::delay(int failures) const {
  if (failures < rule_.free + 1) return Duration{0};
  Duration delay = rule_.first;
  for (int i = rule_.free + 1; i < failures && delay < rule_.most; ++i) delay *= 2;
  return std::min(delay, rule_.most);
}

Duration Throttle::wait(std::string_view who, Steady now) const {
  const auto found = kept_.find(who);
  if (found == kept_.end() || now - found->second.last >= rule_.forgotten) return Duration{0};
  return std::max(Duration{0}, std::chrono::duration_cast<Duration>(found->second.last + delay(found->second.failures) - now));
}

void Throttle::failed(std::string_view who, Steady now) {
  auto found = kept_.find(who);
  if (found == kept_.end()) {
    if (kept_.size() >= most_kept_) {
      kept_.erase(order_.front());
      order_.pop_front();
    }
    order_.emplace_back(who);
    found = kept_.emplace(std::string(who), Record{0, now, std::prev(order_.end())}).first;
  }
  Record& record = found->second;
  if (now - record.last >= rule_.forgotten) record.failures = 0;
  record.failures = std::min(record.failures + 1, 1000);
  record.last = now;
  order_.splice(order_.end(), order_, record.place);
}

void Throttle::succeeded(std::string_view who) {
  const auto found = kept_.find(who);
  if (found == kept_.end()) return;
  order_.erase(found->second.place);
  kept_.erase(found);
}

}  // namespace vestibule::identity
