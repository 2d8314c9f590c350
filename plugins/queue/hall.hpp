#pragma once
// The front hall as it is now, in memory: it answers questions and takes in changes. It decides nothing and cannot fail;
// the tables hold the same, and filling a new one from them gives an equal hall.

#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <boost/unordered/unordered_flat_set.hpp>

#include "change.hpp"
#include "line.hpp"

namespace vestibule::queue {

struct Day {
  std::chrono::year_month_day date{};
  Instant opened_at{};
  std::optional<Instant> closed_at;
  friend bool operator==(const Day&, const Day&) = default;
};

/// One call as the screens of its area show it, and which of them have.
struct AreaCall {
  BoardCall shown;
  std::vector<std::string> painted, spoken;  ///< devices
  mutable std::string text{};                ///< `shown` as JSON, from when it was first sent until `shown` changes

  const std::string& as_text() const { return text.empty() ? text = encode_text(shown) : text; }
};

struct AreaCalls {
  std::int64_t last = 0;
  std::deque<AreaCall> recent;  ///< oldest first, at most 200
  std::map<std::string, int> painters;  ///< how many of them each device has painted
  AreaCall* find(std::int64_t sequence);
  const AreaCall* find(std::int64_t sequence) const { return const_cast<AreaCalls*>(this)->find(sequence); }
  static constexpr std::size_t kept = 200;
};

/// Somebody of `passed` was passed over by a token that had joined at `joined`.
struct RecentPass {
  Moment at{};
  Moment joined{};
  const Priority* priority = nullptr;
  const Priority* passed = nullptr;
  Cause cause = Cause::in_turn;
  std::int64_t serial = 0;
  int revision = 0;
  static constexpr std::size_t kept = 1000;
};

/// Tokens by the text of their id.
struct ById {
  using is_transparent = void;
  static std::string_view id_of(const Token* token) { return token->short_id.view(); }
  static std::string_view id_of(std::string_view id) { return id; }
  template <class Key>
  std::size_t operator()(const Key& key) const { return std::hash<std::string_view>{}(id_of(key)); }
  template <class A, class B>
  bool operator()(const A& a, const B& b) const { return id_of(a) == id_of(b); }
};

class Hall {
 public:
  explicit Hall(const Hospital& hospital);
  Hall(const Hall&) = delete;

  const Hospital& hospital() const { return hospital_; }
  const std::optional<Day>& day() const { return day_; }
  bool open() const { return day_ && !day_->closed_at; }

  const Token* find(const TokenId& id) const;
  /// All of the day, in the order they were issued.
  const std::deque<Token>& tokens() const { return tokens_; }
  const std::vector<DeskNow>& desks() const { return desks_; }
  const DeskNow& desk(const Desk& desk) const { return desks_[desk.index]; }
  const std::optional<LastAction>& last_action(const Desk& desk) const { return last_actions_[desk.index]; }
  const Line& line(const Service& service) const { return lines_[service.index]; }
  const Waits& waits() const { return waits_; }
  const AreaCalls& calls(const Area& area) const { return calls_[area.index]; }
  const std::deque<RecentPass>& recent_passes(const Service& service) const { return passes_[service.index]; }
  /// Initials that the patient agreed to have shown; empty: the code alone.
  std::string shown_name(std::int64_t serial) const;
  bool code_in_use(const std::string& code) const { return codes_.contains(code); }

  int count(const Service& service, State state) const { return counts_[service.index][static_cast<std::size_t>(state)]; }
  /// Desks that give the service and are in this attendance.
  int desks_for(const Service& service, Attendance attendance) const;
  /// Numbers given out for the service today.
  int issued(const Service& service) const { return counters_[service.index] - left_out_[service.index]; }
  /// The highest of them, or of those left out.
  int last_number(const Service& service) const { return counters_[service.index]; }
  std::int64_t next_serial() const { return last_serial_ + 1; }

  void apply(const Change& change);
  void open_day(const Day& day);
  /// Ends every visit that is not over and closes the desks.
  void close_day(Instant at, Moment now);
  void acknowledge(const Area& area, std::int64_t sequence, Shown shown, const std::string& device);

  // ---- filling from the tables
  void put(Token token);
  /// Nobody is given the numbers from `first` to `last`.
  void leave_out(const Service& service, int first, int last);
  void put(const DeskNow& desk) {
    desks_[desk.desk->index] = desk;
    mark_changed(*desk.desk->area);
  }
  void put(const Desk& desk, LastAction action) { last_actions_[desk.index] = std::move(action); }
  void put(const Area& area, AreaCall call);
  void put(const Service& service, const RecentPass& pass);
  void put(const Taking& taking) { waits_.learn(taking); }
  void put(const Day& day) { day_ = day; }
  void put_shown_name(std::int64_t serial, std::string name) { shown_names_[serial] = std::move(name); }
  /// The highest serial ever given; tokens of earlier days are not loaded.
  void put_last_serial(std::int64_t serial) { last_serial_ = serial; }

  /// Areas whose board has changed since this was last asked, each once.
  std::vector<const Area*> take_changed_areas();
  void mark_changed(const Area& area) { changed_[area.index] = true; }
  void mark_all_changed();

 private:
  void leave(const Token& token);
  void enter(const Token& token);
  void take_back(const Change& change);
  void remember(const Change& change);
  void changed(const Service& service) { changed_[service.area->index] = true; }

  const Hospital& hospital_;
  std::optional<Day> day_;
  std::deque<Token> tokens_;  // which never moves them
  boost::unordered_flat_set<Token*, ById, ById> by_id_;
  std::vector<DeskNow> desks_;
  std::vector<std::optional<LastAction>> last_actions_;
  std::vector<Line> lines_;
  std::vector<std::array<int, 7>> counts_;
  std::vector<int> counters_;
  std::vector<int> left_out_;  // numbers nobody was given, below the counter
  std::vector<AreaCalls> calls_;
  std::vector<std::deque<RecentPass>> passes_;
  std::unordered_set<std::string> codes_;
  std::unordered_map<std::int64_t, std::string> shown_names_;  // by serial; few have one
  Waits waits_;
  std::int64_t last_serial_ = 0;
  std::vector<bool> changed_;
};

}  // namespace vestibule::queue
