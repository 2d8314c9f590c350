#include "deadlines.hpp"

namespace vestibule::queue {

std::optional<Moment> Deadlines::deadline_of(const Token& token) const {
  if (token.state == State::parked) return token.returns;
  if (token.state == State::called && patience_.calls && token.calls >= patience_.calls) return token.since + patience_.after_last;
  return std::nullopt;
}

void Deadlines::follow(const Token& token) {
  const TokenId id = token.id();
  if (const auto known = by_token_.find(id); known != by_token_.end()) {
    in_order_.erase({known->second, known->first});
    by_token_.erase(known);
  }
  if (const auto deadline = deadline_of(token)) {
    in_order_.emplace(*deadline, id);
    by_token_.emplace(id, *deadline);
  }
}

void Deadlines::clear() {
  in_order_.clear();
  by_token_.clear();
}

std::optional<Moment> Deadlines::next() const {
  return in_order_.empty() ? std::nullopt : std::optional{in_order_.begin()->first};
}

std::vector<TokenId> Deadlines::due(Moment now) const {
  std::vector<TokenId> found;
  for (const auto& [deadline, token] : in_order_) {
    if (deadline > now) break;
    found.push_back(token);
  }
  return found;
}

}  // namespace vestibule::queue
