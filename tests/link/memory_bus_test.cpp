#include "memory_bus.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "simulated.hpp"

using namespace vestibule;
using namespace std::chrono_literals;

namespace {
struct Hall {
  explicit Hall(std::uint64_t seed = 3) : chance(seed) {}
  kit::SimulatedClock clock{Instant{}};
  kit::SimulatedRandom chance;
  kit::MemoryBroker broker{clock, chance.stream("line")};
};

wire::Message message(const std::string& topic, const std::string& payload, bool retained = false) {
  return {topic, payload, retained, {}, {}};
}

std::string trace(std::uint64_t seed) {
  Hall hall(seed);
  hall.broker.misbehave({.drop = 0.2, .duplicate = 0.2, .longest_delay = 50ms, .reorder = true});
  std::string heard;
  const auto a = hall.broker.attach("a"), b = hall.broker.attach("b");
  b->subscribe("t/#", [&](const wire::Message& m) { heard += m.payload + " "; });
  hall.broker.deliver();
  for (int i = 0; i < 100; ++i) {
    a->publish(message("t/x", std::to_string(i)));
    hall.clock.move_to(hall.clock.steady() + 5ms);
    hall.broker.deliver();
  }
  return heard;
}
}  // namespace

TEST_CASE("a message reaches those who listen, when it is delivered") {
  Hall hall;
  const auto a = hall.broker.attach("a"), b = hall.broker.attach("b");
  std::string heard;
  b->subscribe("x/+", [&](const wire::Message& m) { heard += m.topic + "=" + m.payload + " "; });
  hall.broker.deliver();
  a->publish(message("x/1", "one"));
  a->publish(message("y/1", "two"));
  CHECK(heard.empty());
  CHECK(hall.broker.deliver() == 1);
  CHECK(heard == "x/1=one ");
}

TEST_CASE("retained messages wait for latecomers, an empty one takes them away") {
  Hall hall;
  const auto a = hall.broker.attach("a");
  hall.broker.deliver();
  a->publish(message("s/1", "old", true));
  a->publish(message("s/1", "new", true));
  a->publish(message("s/2", "gone", true));
  a->publish(message("s/2", "", true));
  hall.broker.deliver();
  const auto b = hall.broker.attach("b");
  std::string heard;
  b->subscribe("s/#", [&](const wire::Message& m) { heard += m.payload + (m.retained ? " kept " : " live "); });
  hall.broker.deliver();
  CHECK(heard == "new kept ");
  a->publish(message("s/1", "newer", true));
  hall.broker.deliver();
  CHECK(heard == "new kept newer live ");
}

TEST_CASE("a cut line tells the will, drops what is sent meanwhile, and subscribes anew") {
  Hall hall;
  const auto a = hall.broker.attach("a", message("p/a", "offline", true));
  const auto b = hall.broker.attach("b");
  std::string heard;
  a->on_connection([&](bool up) { heard += up ? "up " : "down "; });
  a->subscribe("x", [&](const wire::Message& m) { heard += m.payload + " "; });
  hall.broker.deliver();
  CHECK(a->connected());
  hall.broker.cut("a");
  CHECK_FALSE(a->connected());
  CHECK(hall.broker.retained("p/a") == "offline");
  a->publish(message("y", "lost", true));
  b->publish(message("x", "missed"));
  hall.broker.deliver();
  CHECK_FALSE(hall.broker.retained("y"));
  hall.broker.mend("a");
  hall.broker.deliver();
  b->publish(message("x", "seen"));
  hall.broker.deliver();
  CHECK(heard == "up down up seen ");
}

TEST_CASE("a crash of the broker forgets everything") {
  Hall hall;
  const auto a = hall.broker.attach("a");
  hall.broker.deliver();
  a->publish(message("s", "1", true));
  hall.broker.deliver();
  a->publish(message("s", "2", true));
  hall.broker.crash();
  CHECK_FALSE(a->connected());
  hall.broker.mend_all();
  hall.broker.deliver();
  CHECK(a->connected());
  CHECK_FALSE(hall.broker.retained("s"));
}

TEST_CASE("a second client of one name takes over") {
  Hall hall;
  const auto first = hall.broker.attach("a");
  hall.broker.deliver();
  const auto second = hall.broker.attach("a");
  hall.broker.deliver();
  CHECK_FALSE(first->connected());
  CHECK(second->connected());
}

TEST_CASE("driven by timers it delivers by itself") {
  Hall hall;
  kit::SimulatedLoop loop(hall.clock);
  hall.broker.drive(loop);
  hall.broker.misbehave({.longest_delay = 100ms});
  const auto a = hall.broker.attach("a"), b = hall.broker.attach("b");
  std::string heard;
  b->subscribe("x", [&](const wire::Message& m) {
    heard += m.payload;
    if (heard.size() < 3) a->publish(message("x", m.payload));
  });
  loop.run_for(10ms);
  a->publish(message("x", "a"));
  loop.run_for(1s);
  CHECK(heard == "aaa");
  CHECK_FALSE(hall.broker.next());
}

TEST_CASE("misbehaviour is the same for the same seed, and real") {
  const auto once = trace(5), again = trace(5), other = trace(6);
  CHECK(once == again);
  CHECK(once != other);
  std::istringstream numbers(once);
  std::vector<int> order{std::istream_iterator<int>(numbers), {}};
  CHECK_FALSE(std::is_sorted(order.begin(), order.end()));
  const std::set<int> different(order.begin(), order.end());
  CHECK(different.size() < 100);           // some were dropped
  CHECK(order.size() > different.size());  // some were doubled
}

TEST_CASE("a receiver that is too slow loses what is too much, and nobody is told") {
  Hall hall;
  hall.broker.misbehave({.longest_delay = 100ms, .most_waiting = 10});
  const auto a = hall.broker.attach("a"), b = hall.broker.attach("b");
  int heard = 0;
  b->subscribe("x", [&](const wire::Message&) { ++heard; });
  hall.broker.deliver();
  const auto send = [&](int count) {
    for (int i = 0; i < count; ++i) a->publish(message("x", "1"));
    for (int i = 0; i < 250; ++i) {
      hall.clock.move_to(hall.clock.steady() + 1ms);
      hall.broker.deliver();
    }
  };
  send(200);
  CHECK(heard < 200);
  CHECK(hall.broker.overflown() == static_cast<std::size_t>(200 - heard));
  const int before = heard;
  send(5);  // what was lost does not count as waiting any more
  CHECK(heard == before + 5);
}

TEST_CASE("what a client sent before its line broke may reach the broker all the same") {
  const auto reaches = [](double chance) {
    Hall hall;
    hall.broker.misbehave({.outlives = chance});
    const auto a = hall.broker.attach("a");
    hall.broker.deliver();
    a->publish(message("s", "last words", true));
    hall.broker.cut("a");
    hall.broker.deliver();
    return hall.broker.retained("s").has_value();
  };
  CHECK(reaches(1));
  CHECK_FALSE(reaches(0));
}
