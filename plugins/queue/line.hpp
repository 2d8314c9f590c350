#pragma once
// Everyone who waits for one service. Adding, removing, choosing the next and counting those ahead cost the logarithm of
// the line's length, times the number of classes.

#include <ext/pb_ds/assoc_container.hpp>
#include <ext/pb_ds/tree_policy.hpp>
#include <map>
#include <vector>

#include "token.hpp"

namespace vestibule::queue {

/// A token's place in an order by time; the serial decides between two of the same millisecond.
struct Place {
  Moment at{};
  std::int64_t serial = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// A balanced tree that knows how many stand before a place.
using Places = __gnu_pbds::tree<Place, const Token*, std::less<Place>, __gnu_pbds::rb_tree_tag,
                                __gnu_pbds::tree_order_statistics_node_update>;

/// Those of one class who came before a token and still wait.
struct Earlier {
  const Priority* priority = nullptr;
  std::size_t count = 0;
  const Token* first = nullptr;
};

/// Tokens are the owner's: they must stay where they are, and keep class, desk, joined and credit, while they are in.
class Line {
 public:
  explicit Line(const Service& service) : service_(service), general_(service.scale->classes.size()) {}

  void add(const Token& token);
  void remove(const Token& token);

  std::size_t size() const { return size_; }

  /// Whom `desk` should call: the highest credit among those who wait for anyone, for this desk, or for a desk that has
  /// closed since. Null if there is nobody.
  const Token* next(const Desk& desk, const std::vector<DeskNow>& desks, Moment now) const;
  /// How many `desk` could call.
  std::size_t callable(const Desk& desk, const std::vector<DeskNow>& desks) const;

  /// How many would be called before this token as things stand; it may stand in the line or not yet.
  std::size_t ahead(const Token& token, Moment now) const;

  /// Who came before `joined` and still waits, but for the token itself; by class, most urgent first.
  std::vector<Earlier> earlier_than(const Token& token, Moment joined) const;

  /// The one who has waited longest, reckoned from when they came here. Null if nobody waits.
  const Token* longest() const;

  /// The first `count` in the order they would be called; all of them if `desk` is null.
  std::vector<const Token*> front(std::size_t count, Moment now, const Desk* desk, const std::vector<DeskNow>& desks) const;

  /// Whether a goes before b by the service's rule.
  bool before(const Token& a, const Token& b, Moment now) const;
  Credit credit(const Token& token, Moment now) const { return service_.discipline->credit(*token.priority, now - token.effective()); }

 private:
  /// One class. Those who count as having come when they came stand in one tree; the few with an earlier wait or a booked
  /// time in two, by their turn and by their arrival.
  struct Lane {
    Places plain;
    Places others_by_turn;
    Places others_by_arrival;

    bool empty() const { return plain.empty() && others_by_turn.empty(); }
    std::size_t size() const { return plain.size() + others_by_turn.size(); }
    /// The one whose turn is first, or who came first; null in an empty lane.
    const Token* first_by_turn() const;
    const Token* first_by_arrival() const;
    std::size_t turns_before(const Place& place) const { return plain.order_of_key(place) + others_by_turn.order_of_key(place); }
    std::size_t arrivals_before(const Place& place) const { return plain.order_of_key(place) + others_by_arrival.order_of_key(place); }
  };
  using Lanes = std::vector<Lane>;

  Lanes& lanes_of(const Token& token);
  /// Calls `use` with the lanes of everybody whom the desk may call, or of all if it is null.
  template <class Use>
  void each_lanes(const Desk* desk, const std::vector<DeskNow>* desks, Use use) const;
  std::size_t ahead_in(const Lanes& lanes, const Token& token, Credit credit, Moment now) const;

  const Service& service_;
  std::size_t size_ = 0;
  Lanes general_;
  std::map<std::size_t, Lanes> for_desk_;  ///< by the index of the only desk that may call
};

}  // namespace vestibule::queue
