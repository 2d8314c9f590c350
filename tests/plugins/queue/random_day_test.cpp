// Whole random days: every command in any order and state, the invariants after each, restarts in between.

#include <map>
#include <random>
#include <set>

#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;

namespace {

const std::vector<std::string> services{"registration", "medicine", "emergency", "blood", "xray"};
const std::vector<std::string> desks{"counter-1", "counter-2", "room-1", "room-2", "lab-1", "lab-2"};
const std::vector<std::string> classes{"assisted", "ordinary", "red", "yellow", "green"};

class RandomDay {
 public:
  explicit RandomDay(std::uint64_t seed) : chance_(seed), queue_("no_show_calls = 2\nno_show_seconds = 40\n") {}

  void play(int steps) {
    queue_.do_("queue.open_day", json::object{});
    for (int step = 0; step < steps; ++step) {
      CAPTURE(step);
      act();
      if (below(4) == 0) queue_.pass(Duration{static_cast<std::int64_t>(below(300'000))});
      check();
      if (below(40) == 0) queue_.restart();
    }
    queue_.do_("queue.close_day", {{"rest", "cancel"}});
    check();
    queue_.restart();
  }
  /// How often each command was carried out.
  const std::map<std::string, int>& happened() const { return happened_; }

 private:
  std::uint64_t below(std::uint64_t bound) { return chance_() % bound; }
  std::string one_of(const std::vector<std::string>& words) { return words[below(words.size())]; }
  std::string some_token() { return queue_.issued.empty() ? "NOBODY" : queue_.issued[queue_.issued.size() - 1 - below(std::min<std::size_t>(12, queue_.issued.size()))].text(); }

  /// A refusal must leave every answer as it was.
  void attempt(const std::string& command, const json::object& body) {
    const bool thorough = below(10) == 0;
    const std::string before = thorough ? queue_.everything() : "";
    const auto result = queue_.host.do_(command, body);
    if (result) {
      ++happened_[command];
      if (command == "queue.issue_token") queue_.issued.push_back(decode<IssuedToken>(*result)->token);
    } else {
      CAPTURE(result.error().message);
      CHECK((result.error().code == Code::conflict || result.error().code == Code::invalid || result.error().code == Code::not_found));
      if (thorough) CHECK(queue_kit::difference(before, queue_.everything()) == "");
    }
  }

  void act() {
    const std::string desk = one_of(desks);
    switch (below(24)) {
      case 0: case 1: case 2: case 3: case 4: return issue();
      case 5: return attempt("queue.open_desk", {{"desk", desk}});
      case 6: return attempt(below(3) ? "queue.pause_desk" : "queue.close_desk", {{"desk", desk}});
      case 7: case 8: case 9: case 10: return attempt("queue.call_next", {{"desk", desk}});
      case 11: return attempt("queue.call_token", {{"desk", desk}, {"token", some_token()}, {"reason", "asked for"}});
      case 12: return attempt("queue.recall", {{"desk", desk}});
      case 13: return attempt("queue.start", {{"desk", desk}});
      case 14: return attempt("queue.finish", {{"desk", desk}, {"outcome", "well"}});
      case 15: return attempt("queue.no_show", {{"desk", desk}});
      case 16: return attempt("queue.park", {{"desk", desk}, {"minutes", 1 + below(20)}});
      case 17: return attempt("queue.park", {{"token", some_token()}, {"minutes", 1 + below(20)}});
      case 18: return attempt("queue.return_token", {{"token", some_token()}});
      case 19: return transfer(desk);
      case 20: return attempt("queue.send_on", below(2) ? json::object{{"desk", desk}} : json::object{{"desk", desk}, {"pathway", "blood-and-back"}});
      case 21: return attempt("queue.change_priority", {{"token", some_token()}, {"priority", one_of(classes)}, {"reason", "looked again"}});
      case 22: return attempt("queue.cancel", {{"token", some_token()}, {"reason", "went home"}});
      default: return attempt("queue.undo", {{"desk", desk}});
    }
  }

  void issue() {
    json::object body{{"service", one_of(services)}};
    if (below(3) == 0) body["priority"] = one_of(classes);
    if (below(5) == 0) body["language"] = "ar";
    if (below(5) == 0) body["pathway"] = below(2) ? "blood-and-back" : "check-up";
    if (below(5) == 0) body["booked"] = to_iso(queue_.host.clock.wall() + std::chrono::minutes{static_cast<int>(below(90)) - 45});
    attempt("queue.issue_token", body);
  }

  void transfer(const std::string& desk) {
    json::object body;
    if (below(2)) body["desk"] = desk;
    else body["token"] = some_token();
    if (below(2)) body["service"] = one_of(services);
    else body["to_desk"] = one_of(desks);
    attempt("queue.transfer", body);
  }

  void check() {
    check_counts();
    check_desks();
    for (const char* area : {"hall", "lab"}) check_calls(area);
  }

  /// I6, and I3: issued = the sum of all states = the numbers given out, which have no gaps.
  void check_counts() {
    const auto day = queue_.answer<DayView>("queue.day");
    const Counts& counts = day.counts;
    CHECK(counts.issued == counts.waiting + counts.called + counts.serving + counts.parked + counts.done + counts.no_show + counts.cancelled);
    CHECK(counts.issued == static_cast<int>(queue_.issued.size()));
    int waiting = 0;
    for (const auto& service : services) waiting += static_cast<int>(queue_.order(service).size());
    CHECK(waiting == counts.waiting);
  }

  /// I5: a token is at one desk at most, and both say so.
  void check_desks() {
    std::set<std::string> at_desks;
    for (const auto& desk : queue_.answer<Desks>("queue.desks").desks) {
      if (!desk.token) continue;
      CHECK(at_desks.insert(desk.token->number).second);
      CHECK((desk.token->state == State::called || desk.token->state == State::serving));
      CHECK(desk.token->desk == desk.desk);
      CHECK(desk.attendance != Attendance::closed);
    }
    const Counts counts = queue_.counts();
    CHECK(static_cast<int>(at_desks.size()) == counts.called + counts.serving);
  }

  void check_calls(const std::string& area) {
    std::vector<BoardCall> calls;
    for (bool more = true; more;) {
      const std::int64_t after = calls.empty() ? 0 : calls.back().sequence;
      const auto part = queue_.answer<Calls>("queue.calls_since", {{"area", area}, {"after", after}});
      calls.insert(calls.end(), part.calls.begin(), part.calls.end());
      more = part.more.value_or(false);
    }
    for (std::size_t i = 1; i < calls.size(); ++i) CHECK(calls[i].sequence == calls[i - 1].sequence + 1);
    const auto& board = queue_.board(area);
    if (!calls.empty()) CHECK(board.calls.back().sequence == calls.back().sequence);
  }

  std::mt19937_64 chance_;
  QueueHost queue_;
  std::map<std::string, int> happened_;
};

}  // namespace

TEST_CASE("random days keep the invariants, and a restart changes no answer") {
  std::map<std::string, int> happened;
  for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
    CAPTURE(seed);
    RandomDay day(seed);
    day.play(700);
    for (const auto& [command, count] : day.happened()) happened[command] += count;
  }
  CHECK(happened.size() == 17);  // every command of the queue but the two of the day and the screens' one
  for (const auto& entry : happened) CHECK_MESSAGE(entry.second >= 3, entry.first);
}
