#include "bounded_queue.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace vestibule;
using link::BoundedQueue;

namespace {
wire::Message state(const std::string& topic, const std::string& payload) { return {topic, payload, true, {}, {}}; }
wire::Message request(const std::string& id) { return {"req", id, false, "rep", id}; }

std::string drained(BoundedQueue& queue) {
  std::string all;
  while (!queue.empty()) all += queue.pop().payload + " ";
  return all;
}
}  // namespace

TEST_CASE("while there is room everything stays, in order") {
  BoundedQueue queue(8, 1 << 20);
  for (const char* text : {"1", "2", "3"}) CHECK(queue.push(state("board", text)) == 0);
  CHECK(drained(queue) == "1 2 3 ");
}

TEST_CASE("when full, an outdated state gives way first") {
  BoundedQueue queue(4, 1 << 20);
  queue.push(request("a"));
  queue.push(state("board/1", "old"));
  queue.push(state("board/2", "only"));
  queue.push(state("board/1", "new"));
  CHECK(queue.push(request("b")) == 1);
  CHECK(drained(queue) == "a only new b ");
}

TEST_CASE("then the oldest request, never a state that is still true") {
  BoundedQueue queue(4, 1 << 20);
  queue.push(state("board/1", "true"));
  for (const char* id : {"a", "b", "c"}) queue.push(request(id));
  CHECK(queue.push(request("d")) == 1);
  CHECK(drained(queue) == "true b c d ");
}

TEST_CASE("only if nothing else is left, the oldest state") {
  BoundedQueue queue(2, 1 << 20);
  queue.push(state("board/1", "1"));
  queue.push(state("board/2", "2"));
  CHECK(queue.push(state("board/3", "3")) == 1);
  CHECK(drained(queue) == "2 3 ");
}

TEST_CASE("bytes are bounded as well as messages") {
  BoundedQueue queue(1000, 10'000);
  std::size_t dropped = 0;
  for (int i = 0; i < 100; ++i) dropped += queue.push(request(std::string(1000, 'x')));
  CHECK(queue.size() < 12);
  CHECK(queue.size() + dropped == 100);
}

TEST_CASE("a flood of requests leaves the newest") {
  BoundedQueue queue(64, 1 << 20);
  for (int i = 0; i < 10'000; ++i) queue.push(request(std::to_string(i)));
  CHECK(queue.size() <= 64);
  std::string last;
  while (!queue.empty()) last = queue.pop().payload;
  CHECK(last == "9999");
}
