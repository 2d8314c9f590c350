#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using std::chrono::minutes;

namespace {

Board retained(QueueHost& queue, const std::string& area) {
  queue.host.run_for(Duration{16});  // states leave once a frame
  const auto state = decode_text<wire::State>(queue.host.no_bus.retained.at(wire::state_topic("board/" + area)));
  REQUIRE(state);
  const auto board = decode<Board>(state->body);
  REQUIRE(board);
  CHECK(json::serialize(state->body) == json::serialize(queue.ask("queue.board", {{"area", area}})));  // to the letter
  return *board;
}

}  // namespace

TEST_CASE("each change repaints the board of its area") {
  QueueHost queue;
  queue.open({"room-1", "lab-1"});
  CHECK(retained(queue, "hall").calls.empty());
  queue.issue("medicine");
  queue.issue("registration");
  CHECK(retained(queue, "hall").waiting == 2);
  CHECK(retained(queue, "hall").next == std::vector<std::string>{"A001", "M001"});
  CHECK(retained(queue, "lab").waiting == 0);
  queue.call_next("room-1");
  const auto board = retained(queue, "hall");
  CHECK(board.now == std::vector<std::string>{"M001"});
  CHECK(board.next == std::vector<std::string>{"A001"});
  REQUIRE(board.calls.size() == 1);
  CHECK(board.calls[0].sequence == 1);
  CHECK(board.calls[0].desk_name.at("ar") == "الغرفة 1");
  queue.at_desk("queue.start", "room-1");
  CHECK(retained(queue, "hall").now.empty());
  CHECK(retained(queue, "hall").calls.size() == 1);
}

TEST_CASE("a call that is taken back is sent as such, though its text was sent before") {
  QueueHost queue;
  queue.open({"room-1"});
  queue.issue("medicine");
  queue.call_next("room-1");
  CHECK_FALSE(retained(queue, "hall").calls.back().withdrawn);
  queue.do_("queue.undo", {{"desk", "room-1"}});
  CHECK(retained(queue, "hall").calls.back().withdrawn == true);
}

TEST_CASE("calls are counted by area without gaps, recalls included, over a restart") {
  QueueHost queue;
  queue.open({"room-1", "room-2", "lab-1"});
  for (int i = 0; i < 4; ++i) queue.issue("medicine");
  queue.issue("blood");
  queue.call_next("room-1");
  queue.call_next("lab-1");
  queue.at_desk("queue.recall", "room-1");
  queue.restart();
  queue.call_next("room-2");
  const auto calls = queue.answer<Calls>("queue.calls_since", {{"area", "hall"}, {"after", 0}}).calls;
  REQUIRE(calls.size() == 3);
  for (std::size_t i = 0; i < calls.size(); ++i) CHECK(calls[i].sequence == static_cast<std::int64_t>(i) + 1);
  CHECK(calls[1].recall);
  CHECK(calls[1].call_code == calls[0].call_code);
  CHECK(queue.answer<Calls>("queue.calls_since", {{"area", "hall"}, {"after", 2}}).calls.size() == 1);
  CHECK(queue.board("lab").calls.size() == 1);
}

TEST_CASE("a burst leaves the last 24 calls on the board and all of them to be asked for") {
  QueueHost queue;
  queue.open({"room-1"});
  for (int i = 0; i < 40; ++i) queue.issue("medicine");
  for (int i = 0; i < 40; ++i) queue.serve("room-1");
  const auto board = retained(queue, "hall");
  CHECK(board.calls.size() == 24);
  CHECK(board.calls.front().sequence == 17);
  CHECK(board.calls.back().sequence == 40);
  CHECK(queue.answer<Calls>("queue.calls_since", {{"area", "hall"}, {"after", 0}}).calls.size() == 40);
}

TEST_CASE("a long absence is made up for in parts, each within a message of the line") {
  std::string text = queue_kit::hospital_text;
  text.replace(text.find("Room 1"), 6, std::string(390, 'R'));
  text.replace(text.find("Medicine"), 8, std::string(390, 'M'));
  QueueHost queue("", text);
  queue.open({"room-1"});
  queue.issue("medicine");
  queue.call_next("room-1");
  for (int i = 1; i < 300; ++i) queue.at_desk("queue.recall", "room-1");
  std::int64_t seen = 0;
  int parts = 0;
  for (bool more = true; more; ++parts) {
    const auto answer = queue.ask("queue.calls_since", {{"area", "hall"}, {"after", seen}});
    CHECK(json::serialize(answer).size() < 60'000);
    const auto part = decode<Calls>(answer);
    REQUIRE(part);
    CHECK(part->calls.size() <= 100);
    for (const auto& call : part->calls) CHECK(call.sequence == ++seen);
    more = part->more.value_or(false);
  }
  CHECK(seen == 300);
  CHECK(parts > 3);
  CHECK(parts < 10);
}

TEST_CASE("long names in many languages leave fewer calls on the board, never too large a message") {
  std::string text = queue_kit::hospital_text;
  text.replace(text.find("\"ar\"]"), 5, R"("ar", "de", "es", "fr"])");
  std::string more;
  for (const char* language : {"de", "es", "fr"}) more += fmt::format(", {} = \"{}\"", language, std::string(390, 'R'));
  for (auto at = text.find(", ar = "); at != text.npos; at = text.find(", ar = ", at + more.size() + 1)) text.insert(at, more);
  QueueHost queue("", text);
  queue.open({"room-1"});
  for (int i = 0; i < 30; ++i) queue.issue("medicine");
  for (int i = 0; i < 30; ++i) queue.serve("room-1");
  queue.host.run_for(Duration{16});
  CHECK(queue.host.no_bus.retained.at(wire::state_topic("board/hall")).size() < 60 * 1024);
  const auto board = retained(queue, "hall");
  CHECK(board.calls.size() < 24);
  CHECK(board.calls.back().sequence == 30);
}

TEST_CASE("the desk sees on how many screens its call was seen and heard") {
  QueueHost queue;
  queue.open({"room-1", "room-2"});
  queue.issue("medicine");
  queue.issue("medicine");
  queue.call_next("room-1");
  const json::object painted{{"area", "hall"}, {"sequence", 1}, {"shown", "painted"}};
  for (const char* screen : {"screen-1", "screen-2", "screen-3", "screen-2"}) queue.do_("queue.acknowledge_call", painted, screen);
  queue.do_("queue.acknowledge_call", {{"area", "hall"}, {"sequence", 1}, {"shown", "spoken"}}, "screen-1");
  queue.restart();
  auto seen = queue.desk("room-1").seen;
  REQUIRE(seen);
  CHECK(seen->painted == 3);
  CHECK(seen->spoken == 1);
  CHECK(seen->screens == 3);
  queue.call_next("room-2");
  CHECK(queue.desk("room-2").seen->painted == 0);
  CHECK(queue.desk("room-2").seen->screens == 3);
  queue.refused(Code::not_found, "queue.acknowledge_call", {{"area", "hall"}, {"sequence", 3}, {"shown", "painted"}});
  queue.refused(Code::not_found, "queue.acknowledge_call", {{"area", "hall"}, {"sequence", 0}, {"shown", "painted"}});
  queue.refused(Code::not_found, "queue.acknowledge_call", {{"area", "roof"}, {"sequence", 1}, {"shown", "painted"}});
  queue.refused(Code::invalid, "queue.acknowledge_call", {{"area", "hall"}, {"sequence", 1}, {"shown", "smelled"}});
}

TEST_CASE("a call carries the patient's language and needs") {
  QueueHost queue;
  queue.open({"room-1"});
  queue.issue("medicine", {{"language", "ar"}, {"needs", {"blind"}}});
  queue.call_next("room-1");
  const auto call = retained(queue, "hall").calls.back();
  CHECK(call.language == "ar");
  CHECK(call.needs == std::vector{Need::blind});
}
