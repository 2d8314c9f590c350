#include <doctest/doctest.h>

#include "world.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using namespace std::chrono_literals;
using test::World;

namespace {

/// A simple generator of our own: the same touches on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2654435769u + 1) {}
  std::uint64_t below(std::uint64_t bound) {
    state_ ^= state_ << 13, state_ ^= state_ >> 7, state_ ^= state_ << 17;
    return state_ % bound;
  }

 private:
  std::uint64_t state_;
};

void touch_anything(World& world, Dice& dice) {
  std::vector<std::string> names{""};
  for (const auto* list : {&world.flow.page().choices, &world.flow.page().actions})
    for (const auto& choice : *list) names.push_back(choice.name);
  const auto& name = names[dice.below(names.size())];
  const auto serial = world.flow.page().serial - dice.below(2);
  for (auto times = 1 + dice.below(3); times > 0; --times) world.touch_page(serial, name);
  if (dice.below(4)) world.settle();
}

void disturb(World& world, Dice& dice) {
  world.host.hears = dice.below(5) != 0;
  world.host.answers = dice.below(5) != 0;
  world.host.busy = dice.below(9) == 0;
  world.host.doubles = dice.below(3) == 0;
  world.printer.works = dice.below(5) != 0;
  world.host.menu.services[dice.below(6)].open = dice.below(4) != 0;
  if (dice.below(4) == 0) world.flow.line(dice.below(2) == 0);
}

}  // namespace

TEST_CASE("at most three touches to a token, also with a question") {
  World world;
  world.touch("language.en");
  world.touch("service.general");
  world.touch("urgency.1.yellow");
  REQUIRE(world.flow.page().kind == PageKind::token);
  REQUIRE(world.printer.jobs.size() == 1);
  CHECK(world.printer.jobs[0].token.number == world.flow.page().token->number);
  CHECK(world.printer.jobs[0].language == "en");
}

TEST_CASE("nothing of a visit is left on the page after the return") {
  World world;
  const Page before = world.flow.page();
  world.touch("language.ar");
  world.touch("service.blood");
  REQUIRE(world.flow.page().token);
  world.touch("again");
  world.pass(1s);
  Page after = world.flow.page();
  after.serial = before.serial;
  after.revision = before.revision;
  after.ready = before.ready;
  CHECK(after == before);
}

TEST_CASE("nothing of a visit is left in the flow's own memory after the return") {
  World world;
  const auto holds = [&](std::string_view text) {
    const std::string_view bytes(reinterpret_cast<const char*>(&world.flow), sizeof world.flow);
    return bytes.find(text) != bytes.npos;
  };
  world.host.menu.services[2].letter = "QZX";
  world.touch("language.ar");
  world.touch("service.blood");
  REQUIRE(world.flow.page().token);
  const std::string number = world.flow.page().token->number;
  CHECK(holds(number));
  world.touch("again");
  CHECK_FALSE(holds(number));
  CHECK_FALSE(holds(number.substr(1)));
}

TEST_CASE("a new menu with the same services changes what is said, not where a finger must go") {
  World world;
  world.touch("language.en");
  const auto serial = world.flow.page().serial;
  const auto revision = world.flow.page().revision;
  world.host.menu.services[0].waiting = 77;
  world.pass(11s);
  CHECK(world.flow.page().serial == serial);
  CHECK(world.flow.page().revision > revision);
  world.host.menu.services.erase(world.host.menu.services.begin());
  world.pass(11s);
  CHECK(world.flow.page().serial > serial);
}

TEST_CASE("a kiosk asleep has nothing to do for seconds") {
  World world;
  world.pass(2s);
  CHECK(world.flow.due() - world.clock.steady() > 5s);
}

namespace {

/// Each token is in a hand, urgent or cancelled.
void touch_whatever(std::uint64_t first, std::uint64_t last) {
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    INFO("seed " << seed);
    Dice dice(seed);
    World world;
    for (int move = 0; move < 120; ++move) {
      if (dice.below(6) == 0) disturb(world, dice);
      touch_anything(world, dice);
      world.pass(Duration{static_cast<long>(dice.below(dice.below(10) ? 1500 : 30'000))});
    }
    world.host.hears = world.host.answers = true;
    world.host.busy = false;
    world.flow.line(true);
    world.pass(90s);
    CHECK(world.flow.page().kind == PageKind::language);
    std::map<std::string, int> jobs;
    for (const auto& job : world.printer.jobs) {
      CHECK(++jobs[job.id] <= 3);  // printed again at a touch: the same number
      CHECK(world.host.tokens.at(job.id).number == job.token.number);
    }
    std::size_t urgent = 0;
    for (const auto& [id, request] : world.host.requests) urgent += request.priority == "red";
    CHECK(world.host.tokens.size() == jobs.size() + urgent + world.host.cancelled.size());
  }
}

}  // namespace

// In three, which take their time side by side where each step is checked.
TEST_CASE("whatever is touched, lost or repeated: each token is in a hand, urgent or cancelled (one)") { touch_whatever(1, 100); }
TEST_CASE("whatever is touched, lost or repeated: each token is in a hand, urgent or cancelled (two)") { touch_whatever(101, 200); }
TEST_CASE("whatever is touched, lost or repeated: each token is in a hand, urgent or cancelled (three)") { touch_whatever(201, 300); }
