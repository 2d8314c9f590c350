#include "token.hpp"

#include <algorithm>

namespace vestibule::queue {

void sort_by_service(std::vector<std::pair<const Service*, Duration>>& earned) {
  std::sort(earned.begin(), earned.end(), [](const auto& a, const auto& b) { return a.first->index < b.first->index; });
}

void close_visit(Token& token, Moment now) {
  if (token.state == State::waiting) token.credit = now - token.effective();
  token.state = token.state == State::serving ? State::done : State::cancelled;
  token.outcome = day_closed;
  token.since = now;
  ++token.revision;
}

void close_for_the_night(DeskNow& desk, Moment now) {
  desk.attendance = Attendance::closed;
  desk.token = TokenId{};
  desk.why.reset();
  desk.by.clear();
  desk.since = now;
  ++desk.revision;
}

}  // namespace vestibule::queue
