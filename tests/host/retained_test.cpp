#include "retained.hpp"

#include <doctest/doctest.h>

#include "simulated.hpp"
#include "test_host.hpp"
#include "vestibule/wire/envelope.hpp"

using namespace vestibule;

namespace {

struct States {
  kit::NoBus bus;
  kit::SimulatedClock clock{*instant_from_iso("2026-11-23T07:00:00Z")};
  kit::SimulatedLoop loop{clock};
  core::RetainedStates retained{bus, clock, loop, "epoch"};

  json::value sent(const std::string& topic) { return decode_text<wire::State>(bus.retained.at(topic))->body; }
};

}  // namespace

TEST_CASE("a state is made when it leaves, not each time it changes") {
  States states;
  int made = 0, now = 0;
  const auto change = [&] {
    ++now;
    states.retained.set("topic", [&] { return ++made, encode_text(now); });
    states.retained.flush(now);
  };
  for (int i = 0; i < 100; ++i) change();
  CHECK(made == 1);
  states.loop.run_for(Duration{16});
  CHECK(made == 2);
  CHECK(states.sent("topic") == json::value(100));
}

TEST_CASE("who can say a state no more leaves what was said last, also for a broker that lost it") {
  States states;
  bool able = true;
  states.retained.set("topic", [&] { return std::string(able ? "\"said\"" : ""); });
  states.retained.set("never", [] { return std::string(); });
  states.retained.flush(1);
  states.loop.run_for(Duration{16});
  able = false;
  states.bus.retained.clear();
  states.retained.send_all(2);
  states.loop.run_for(Duration{16});
  CHECK(states.sent("topic") == json::value("said"));
  CHECK(states.bus.retained.count("never") == 0);
}

TEST_CASE("states leave one in a turn, and what was posted meanwhile comes before the next") {
  States states;
  std::string order;
  for (const char* name : {"a", "b"})
    states.retained.set(name, [&, name] {
      states.loop.post([&] { order += "command "; });
      return order += name, order += ' ', std::string("1");
    });
  states.retained.flush(1);
  states.loop.run_for(Duration{0});
  CHECK(order == "a command b command ");
}

TEST_CASE("after a disk has failed no state leaves: neither one that waits for its frame nor one that the broker lost") {
  States states;
  states.retained.set("topic", [] { return std::string("\"committed\""); });
  states.retained.flush(1);
  states.retained.set("topic", [] { return std::string("\"never was\""); });
  states.retained.flush(2);  // waits for its frame
  states.retained.fall_silent();
  states.loop.run_for(Duration{16});
  states.retained.send_all(2);
  states.loop.run_for(Duration{16});
  CHECK(states.sent("topic") == json::value("committed"));
}
