#pragma once
// What falls due by itself: parked tokens that come back, called ones who do not come.

#include <set>
#include <unordered_map>
#include <vector>

#include "token.hpp"

namespace vestibule::queue {

/// After how many calls, and how long after the last of them, a token is a no-show. Zero calls: never by itself.
struct Patience {
  int calls = 0;
  Duration after_last{};
};

class Deadlines {
 public:
  explicit Deadlines(Patience patience) : patience_(patience) {}

  /// Takes in the token as it is now.
  void follow(const Token& token);
  void clear();

  std::optional<Moment> next() const;
  /// Those due at `now`. They stay due until follow() says otherwise: an action that failed is tried again.
  std::vector<TokenId> due(Moment now) const;

 private:
  std::optional<Moment> deadline_of(const Token& token) const;

  Patience patience_;
  std::set<std::pair<Moment, TokenId>> in_order_;
  std::unordered_map<TokenId, Moment> by_token_;
};

}  // namespace vestibule::queue
