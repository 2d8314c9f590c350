#include "line.hpp"

#include <vestibule/trial.hpp>

namespace vestibule::queue {
namespace {

Place turn_of(const Token& token) { return {token.effective(), token.serial}; }
Place arrival_of(const Token& token) { return {VESTIBULE_PLANTED("last_come_first") ? Moment{-token.joined.time_since_epoch()} : token.joined, token.serial}; }
bool is_plain(const Token& token) { return token.credit == Duration::zero(); }
/// The one who stands first in two trees.
const Token* first_of(const Places& a, const Places& b) {
  if (a.empty() || b.empty()) return !a.empty() ? a.begin()->second : !b.empty() ? b.begin()->second : nullptr;
  return a.begin()->first < b.begin()->first ? a.begin()->second : b.begin()->second;
}
std::size_t rank_of(const Token& token) { return static_cast<std::size_t>(token.priority->rank); }

}  // namespace

const Token* Line::Lane::first_by_turn() const { return first_of(plain, others_by_turn); }
const Token* Line::Lane::first_by_arrival() const { return first_of(plain, others_by_arrival); }

Line::Lanes& Line::lanes_of(const Token& token) {
  return token.desk ? for_desk_.try_emplace(token.desk->index, general_.size()).first->second : general_;
}

void Line::add(const Token& token) {
  Lane& lane = lanes_of(token)[rank_of(token)];
  if (is_plain(token)) {
    lane.plain.insert({arrival_of(token), &token});
  } else {
    lane.others_by_turn.insert({turn_of(token), &token});
    lane.others_by_arrival.insert({arrival_of(token), &token});
  }
  ++size_;
}

void Line::remove(const Token& token) {
  Lane& lane = lanes_of(token)[rank_of(token)];
  if (is_plain(token)) {
    size_ -= lane.plain.erase(arrival_of(token));
  } else {
    size_ -= lane.others_by_turn.erase(turn_of(token));
    lane.others_by_arrival.erase(arrival_of(token));
  }
}

template <class Use>
void Line::each_lanes(const Desk* desk, const std::vector<DeskNow>* desks, Use use) const {
  use(general_);
  for (const auto& [index, lanes] : for_desk_)
    if (!desk || index == desk->index || (*desks)[index].attendance == Attendance::closed) use(lanes);
}

bool Line::before(const Token& a, const Token& b, Moment now) const {
  const Credit credit_a = credit(a, now), credit_b = credit(b, now);
  if (credit_a != credit_b) return credit_a > credit_b;
  if (a.priority != b.priority) return a.priority->rank < b.priority->rank;
  return turn_of(a) < turn_of(b);
}

const Token* Line::next(const Desk& desk, const std::vector<DeskNow>& desks, Moment now) const {
  const Token* best = nullptr;
  each_lanes(&desk, &desks, [&](const Lanes& lanes) {
    for (const Lane& lane : lanes) {
      const Token* head = lane.first_by_turn();
      if (head && (!best || before(*head, *best, now))) best = head;
    }
  });
  return best;
}

std::size_t Line::callable(const Desk& desk, const std::vector<DeskNow>& desks) const {
  std::size_t count = 0;
  each_lanes(&desk, &desks, [&](const Lanes& lanes) {
    for (const Lane& lane : lanes) count += lane.size();
  });
  return count;
}

std::size_t Line::ahead_in(const Lanes& lanes, const Token& token, Credit credit, Moment now) const {
  std::size_t count = 0;
  for (std::size_t rank = 0; rank < lanes.size(); ++rank) {
    const Lane& lane = lanes[rank];
    if (lane.empty()) continue;
    if (rank == rank_of(token)) {
      count += lane.turns_before(turn_of(token));
      continue;
    }
    // Of two with the same credit the more urgent goes first. Ahead are those who came at or before now - wait.
    const Credit enough = rank < rank_of(token) ? credit : credit + 1;
    const Moment latest = now - service_.discipline->wait_for(service_.scale->classes[rank], enough);
    count += lane.turns_before(Place{latest + Duration{1}, std::numeric_limits<std::int64_t>::min()});
  }
  return count;
}

std::size_t Line::ahead(const Token& token, Moment now) const {
  const Credit own = credit(token, now);
  std::size_t count = 0;
  each_lanes(nullptr, nullptr, [&](const Lanes& lanes) {
    // One who may go to any desk is not held up by those who wait for another; but all of them need the desks' time.
    count += ahead_in(lanes, token, own, now);
  });
  return count;
}

std::vector<Earlier> Line::earlier_than(const Token& token, Moment joined) const {
  std::vector<Earlier> found(general_.size());
  const Place place{joined, token.serial};
  each_lanes(nullptr, nullptr, [&](const Lanes& lanes) {
    for (std::size_t rank = 0; rank < lanes.size(); ++rank) {
      const std::size_t count = lanes[rank].arrivals_before(place);
      if (!count) continue;
      const Token* first = lanes[rank].first_by_arrival();
      Earlier& earlier = found[rank];
      earlier.priority = first->priority;
      earlier.count += count;
      if (!earlier.first || arrival_of(*first) < arrival_of(*earlier.first)) earlier.first = first;
    }
  });
  std::erase_if(found, [](const Earlier& earlier) { return earlier.count == 0; });
  return found;
}

const Token* Line::longest() const {
  const Token* longest = nullptr;
  each_lanes(nullptr, nullptr, [&](const Lanes& lanes) {
    for (const Lane& lane : lanes) {
      const Token* first = lane.first_by_arrival();
      if (first && (!longest || arrival_of(*first) < arrival_of(*longest))) longest = first;
    }
  });
  return longest;
}

std::vector<const Token*> Line::front(std::size_t count, Moment now, const Desk* desk, const std::vector<DeskNow>& desks) const {
  struct Head {
    Places::const_iterator at, end;
  };
  std::vector<Head> heads;
  each_lanes(desk, &desks, [&](const Lanes& lanes) {
    for (const Lane& lane : lanes)
      for (const Places* places : {&lane.plain, &lane.others_by_turn})
        if (!places->empty()) heads.push_back({places->begin(), places->end()});
  });
  std::vector<const Token*> found;
  while (found.size() < count) {
    Head* best = nullptr;
    for (Head& head : heads)
      if (head.at != head.end && (!best || before(*head.at->second, *best->at->second, now))) best = &head;
    if (!best) break;
    found.push_back(best->at->second);
    ++best->at;
  }
  return found;
}

}  // namespace vestibule::queue
