#include <doctest/doctest.h>

#include "board_kit.hpp"
#include "board_model.hpp"

using namespace vestibule;
using namespace vestibule::board;
using namespace std::chrono_literals;

namespace {

/// A model with a clock that is moved by hand, and the list of what stood in the large panel as new.
struct Wall {
  Steady now{};
  BoardModel model;
  std::vector<std::int64_t> shown;

  explicit Wall(Memory memory = {}) : model({.area = main_area}, std::move(memory), now) {}

  void collect() {
    for (const auto sequence : model.newly_shown()) shown.push_back(sequence);
  }
  void state(const queue::Board& board, std::int64_t sequence, Instant at = morning, std::string epoch = "e1") {
    const auto taken = model.take_state(state_of(board, sequence, at, std::move(epoch)), now);
    REQUIRE_MESSAGE(taken, (taken ? "" : taken.error().message));
    collect();
  }
  void pulse(std::string epoch = "e1", std::int64_t boot = 1, bool retained = false, bool online = true) {
    model.take_host({online, std::move(epoch), boot, 1, online ? std::optional(morning) : std::nullopt}, retained, now);
    collect();
  }
  void answer(std::vector<queue::BoardCall> calls) {
    model.take_calls({std::move(calls), {}}, now);
    collect();
  }
  void wait(Duration time) {
    now += time;
    model.advance(now);
    collect();
  }
  /// Sleeps exactly as the program does: until the model's next change, as often as needed.
  void sleep(Duration time) {
    const Steady end = now + time;
    for (auto next = model.next_change(); next && *next <= end; next = model.next_change()) {
      REQUIRE(*next > now);
      wait(*next - now);
    }
    wait(end - now);
  }
  std::string panel() const { return model.shown().call ? model.shown().call->call_code : ""; }
};

std::vector<std::int64_t> up_to(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> all;
  for (; first <= last; ++first) all.push_back(first);
  return all;
}

}  // namespace

TEST_CASE("a burst of twelve calls half a second apart is shown whole, each for its time, in order") {
  Wall wall;
  wall.state(board_up_to(0), 1);
  for (std::int64_t i = 1; i <= 12; ++i) {
    wall.state(board_up_to(i), 1 + i);
    wall.sleep(500ms);
  }
  CHECK(wall.shown.size() < 12);
  CHECK(wall.model.shown().fresh);
  wall.sleep(30s);
  CHECK(wall.shown == up_to(1, 12));
  CHECK(wall.panel() == "A012");
  CHECK_FALSE(wall.model.shown().fresh);
  CHECK(wall.model.memory().shown == 12);
}

TEST_CASE("each call stands at least its minimum time") {
  Wall wall;
  wall.state(board_up_to(0), 1);
  wall.state(board_up_to(2), 2);
  CHECK(wall.panel() == "A001");
  wall.wait(1999ms);
  CHECK(wall.panel() == "A001");
  wall.wait(1ms);
  CHECK(wall.panel() == "A002");
  CHECK(wall.model.shown().last.size() == 1);
}

TEST_CASE("a gap is asked about once, and filled in order") {
  Wall wall;
  wall.state(board_up_to(3), 1);
  CHECK_FALSE(wall.model.question());
  queue::Board late = board_up_to(40);
  wall.state(late, 9);
  const auto question = wall.model.question();
  REQUIRE(question);
  CHECK(question->after == 3);
  CHECK_FALSE(wall.model.question());
  CHECK(wall.shown.empty());
  std::vector<queue::BoardCall> missing;
  for (std::int64_t i = 4; i <= 40; ++i) missing.push_back(call(i));
  wall.answer(missing);
  wall.sleep(120s);
  CHECK(wall.shown == up_to(4, 40));
}

TEST_CASE("a long answer in parts is asked for until the gap is closed") {
  Wall wall;
  wall.state(board_up_to(1), 1);
  wall.state(board_up_to(30), 2);
  REQUIRE(wall.model.question()->after == 1);
  wall.answer({call(2), call(3)});
  REQUIRE(wall.model.question()->after == 3);
  wall.answer({call(4), call(5), call(6)});
  CHECK_FALSE(wall.model.question());
  wall.sleep(120s);
  CHECK(wall.shown == up_to(2, 30));
}

TEST_CASE("without an answer later calls wait a moment, and the missing one is shown when it comes") {
  Wall wall;
  wall.state(board_up_to(1), 1);
  queue::Board holed = board_up_to(3);
  holed.calls.erase(holed.calls.begin() + 1);
  wall.state(holed, 2);
  CHECK(wall.model.question());
  wall.sleep(2900ms);
  CHECK(wall.shown.empty());
  wall.sleep(200ms);
  CHECK(wall.shown == std::vector<std::int64_t>{3});
  wall.answer({call(2), call(3)});
  wall.sleep(10s);
  CHECK(wall.shown == std::vector<std::int64_t>{3, 2});
}

TEST_CASE("a host that cannot fill the gap does not hold up the calls after it") {
  for (const bool refused : {false, true}) {
    Wall wall;
    wall.state(board_up_to(1), 1);
    wall.state(board_up_to(40), 2);
    REQUIRE(wall.model.question());
    if (refused) wall.model.question_failed(wall.now), wall.collect();
    else wall.answer({});
    CHECK(wall.shown == std::vector<std::int64_t>{17});
  }
}

TEST_CASE("doubled and reordered states change nothing") {
  Wall wall;
  wall.state(board_up_to(0), 1);
  wall.state(board_up_to(2), 5);
  wall.state(board_up_to(1), 4);
  wall.state(board_up_to(2), 5);
  wall.sleep(20s);
  CHECK(wall.shown == up_to(1, 2));
  CHECK(wall.model.shown().call->call_code == "A002");
}

TEST_CASE("after a restart without memory nothing old is shown as new, and the picture is right") {
  Wall wall;
  wall.state(board_up_to(7), 20);
  CHECK(wall.shown.empty());
  CHECK_FALSE(wall.model.shown().fresh);
  CHECK(wall.model.shown().waited_for);
  CHECK(wall.panel() == "A007");
  CHECK(wall.model.shown().last.front().call_code == "A006");
  CHECK(wall.model.newly_painted() == std::vector<std::int64_t>{7});  // still waited for: the desk is to know that it stands there
  CHECK(wall.model.memory().unacknowledged == std::vector<std::int64_t>{7});
  wall.state(board_up_to(8), 21);
  CHECK(wall.shown == std::vector<std::int64_t>{8});
  CHECK(wall.model.newly_painted() == std::vector<std::int64_t>{8});
}

TEST_CASE("five hundred missed calls come in parts, and each is shown in order") {
  Wall wall(Memory{"e1", 20, {}});
  wall.state(board_up_to(524), 600);
  int questions = 0;
  for (auto question = wall.model.question(); question; question = wall.model.question(), ++questions) {
    std::vector<queue::BoardCall> part;
    for (std::int64_t i = question->after + 1; i <= std::min<std::int64_t>(524, question->after + 100); ++i) part.push_back(call(i));
    wall.sleep(2s);  // each part well within the patience, all of them far beyond it
    wall.answer(part);
  }
  CHECK(questions == 5);
  wall.sleep(1100s);
  CHECK(wall.shown == up_to(21, 524));
}

TEST_CASE("after a restart with memory what was not shown yet is shown, the rest is not repeated") {
  Wall wall(Memory{"e1", 5, {4}});
  wall.state(board_up_to(7), 20);
  CHECK(wall.model.shown().last.front().call_code == "A005");
  wall.sleep(10s);
  CHECK(wall.shown == up_to(6, 7));
  CHECK(wall.model.memory().unacknowledged == std::vector<std::int64_t>{4, 6, 7});
  wall.model.acknowledged(4);
  CHECK(wall.model.memory().unacknowledged == std::vector<std::int64_t>{6, 7});
}

TEST_CASE("a call missed long ago and answered since is not shown as new, one still waited for is") {
  Wall wall(Memory{"e1", 5, {}});
  queue::Board board = board_up_to(7, morning - 10min);
  board.now = {"A006"};
  wall.state(board, 20, morning);
  wall.sleep(10s);
  CHECK(wall.shown == std::vector<std::int64_t>{6});
  CHECK(wall.model.memory().shown == 7);
}

TEST_CASE("a restart of the host repeats its state and shows nothing twice") {
  Wall wall;
  wall.pulse("e1", 1);
  wall.state(board_up_to(2), 5);
  wall.state(board_up_to(3), 6);
  wall.sleep(5s);
  wall.pulse("e1", 2);
  wall.state(board_up_to(3), 6);
  wall.state(board_up_to(3), 9);
  wall.sleep(5s);
  CHECK(wall.shown == std::vector<std::int64_t>{3});
}

TEST_CASE("another database begins anew, and states of the old one are ignored") {
  Wall wall;
  wall.pulse("e1", 7);
  wall.state(board_up_to(9), 50);
  wall.state(board_up_to(2), 3, morning, "e2");  // before the host has said so: held
  CHECK(wall.panel() == "A009");
  wall.pulse("e2", 1);
  CHECK(wall.panel() == "A002");
  CHECK(wall.shown.empty());
  wall.state(board_up_to(10), 60, morning, "e1");
  CHECK(wall.panel() == "A002");
  wall.state(board_up_to(3), 4, morning, "e2");
  CHECK(wall.panel() == "A003");
}

TEST_CASE("stale after fifteen seconds without a pulse, by the steady clock, a kept pulse is no sign of life") {
  Wall wall;
  wall.pulse();
  wall.state(board_up_to(1), 1);
  wall.wait(14'999ms);
  CHECK_FALSE(wall.model.shown().stale);
  wall.pulse("e1", 1, true);
  wall.wait(1ms);
  CHECK(wall.model.shown().stale);
  wall.pulse("e1", 0, false);  // of an earlier start
  CHECK(wall.model.shown().stale);
  wall.pulse("e1", 1, false, false);  // a will
  CHECK(wall.model.shown().stale);
  wall.pulse();
  CHECK_FALSE(wall.model.shown().stale);
  CHECK(wall.model.next_change() == wall.now + 15s);
}

TEST_CASE("a recall moves the number to the top and is shown once more") {
  Wall wall;
  wall.state(board_up_to(3), 1);
  queue::Board board = board_up_to(3);
  queue::BoardCall again = call(4);
  again.call_code = "A002";
  again.recall = true;
  board.calls.push_back(again);
  board.now = {"A002", "A003"};
  wall.state(board, 2);
  CHECK(wall.panel() == "A002");
  CHECK(wall.model.shown().fresh);
  REQUIRE(wall.model.shown().last.size() == 2);
  CHECK(wall.model.shown().last[0].call_code == "A003");
  CHECK(wall.model.shown().last_waited_for[0]);
  CHECK(wall.model.shown().last[1].call_code == "A001");
}

TEST_CASE("what is no board of this area is refused and changes nothing") {
  Wall wall;
  wall.state(board_up_to(3), 1);
  queue::Board other = board_up_to(9);
  other.area = queue::AreaId{"other"};
  CHECK(wall.model.take_state(state_of(other, 9), wall.now).error().code == Code::invalid);
  CHECK(wall.model.take_state({"e1", 9, morning, json::value{{"calls", 3}}}, wall.now).error().message == "$.area expected id, but the field is absent");
  CHECK(wall.panel() == "A003");
}
