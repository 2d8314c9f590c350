// The operator's page: who gets in, how slowly guesses are taken, and that it leaves nothing open.
#include <doctest/doctest.h>

#include "memory_disk.hpp"
#include "operator/gesture.hpp"
#include "operator/operator.hpp"
#include "world.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using namespace std::chrono_literals;
using test::FakeClock, test::MemoryDisk, test::World;

namespace {

const std::string& hash() {
  static const std::string made = *hash_pin("2580");
  return made;
}

/// A kiosk with an operator's page, and what was done there.
struct Staffed : World {
  Staffed() : lock(hash(), *disk_of(*this), clock), desk(lock, {[] { return KioskHealth{}; }, [this](const std::string& tag) { done.push_back("test " + tag); },
                                                   [this] { done.push_back("roll"); }, [this] { done.push_back("reload"); }, [this] { done.push_back("leave"); }}) {
    flow.serve(desk);
  }
  static std::shared_ptr<MemoryDisk>& disk_of(World& world) {
    world.disk = std::make_shared<MemoryDisk>();
    return world.disk;
  }
  void enter(std::string_view pin) {
    for (const char digit : pin) touch(fmt::format("digit.{}", digit));
    touch("enter");
  }

  std::vector<std::string> done;
  PinLock lock;
  Operator desk;
};

}  // namespace

TEST_CASE("a PIN is kept as an Argon2id hash, and only 4 to 12 digits are one") {
  CHECK(hash().starts_with("$argon2id$"));
  CHECK(pin_matches(hash(), "2580"));
  CHECK_FALSE(pin_matches(hash(), "2581"));
  CHECK_FALSE(pin_matches("", ""));
  CHECK_FALSE(pin_matches("2580", "2580"));
  CHECK_FALSE(pin_matches(std::string(500, 'x'), "2580"));
  for (const auto* wrong : {"", "123", "1234567890123", "12a4", "１２３４"}) CHECK_FALSE(hash_pin(wrong));
}

TEST_CASE("what is no hash is refused before anybody tries a PIN, and is not repeated") {
  CHECK(check_hash(hash()));
  CHECK(check_hash(""));
  for (const auto& wrong : {std::string("4242"), std::string("$argon2id$"), std::string("$2y$10$abcdefghijklmnopqrstuv"), std::string(500, 'x')}) {
    const auto checked = check_hash(wrong);
    REQUIRE_MESSAGE(!checked, wrong);
    CHECK(checked.error().message.find("--hash-pin") != std::string::npos);
    CHECK(checked.error().message.find(wrong) == std::string::npos);
  }
}

TEST_CASE("after three tries each next one waits twice as long, and a restart begins the wait again") {
  MemoryDisk disk;
  FakeClock clock;
  const auto pass = [&](Duration time) { clock.set(clock.steady() + time); };
  {
    PinLock lock(hash(), disk, clock);
    for (int i = 0; i < 3; ++i) {
      CHECK(lock.wait() == 0s);
      CHECK_FALSE(lock.try_pin("0000"));
    }
    CHECK(lock.wait() == 30s);
    CHECK_FALSE(lock.try_pin("2580"));  // not even the right one
    pass(29s);
  }
  PinLock lock(hash(), disk, clock);
  CHECK(lock.wait() == 30s);
  pass(30s);
  CHECK_FALSE(lock.try_pin("0000"));
  CHECK(lock.wait() == 60s);
  for (int i = 0; i < 12; ++i) {
    pass(1h);
    CHECK_FALSE(lock.try_pin("0000"));
  }
  CHECK(lock.wait() == 3600s);
  pass(1h);
  CHECK(lock.try_pin("2580"));
  CHECK(lock.wait() == 0s);
  CHECK(PinLock(hash(), disk, clock).wait() == 0s);
}

TEST_CASE("without a hash nothing opens the lock") {
  MemoryDisk disk;
  FakeClock clock;
  PinLock lock("", disk, clock);
  CHECK_FALSE(lock.try_pin(""));
}

TEST_CASE("four corners in turn within six seconds, and nothing else, are the gesture") {
  const Steady start{1h};
  const auto corners = [&](std::initializer_list<std::pair<double, double>> places, Duration apart = 500ms) {
    CornerGesture gesture;
    bool made = false;
    Steady now = start;
    for (const auto& [x, y] : places) made = gesture.touched(x, y, now += apart);
    return made;
  };
  CHECK(corners({{0.02, 0.03}, {0.98, 0.02}, {0.97, 0.99}, {0.01, 0.95}}));
  CHECK(corners({{0.5, 0.5}, {0.02, 0.03}, {0.98, 0.02}, {0.97, 0.99}, {0.01, 0.95}}));
  CHECK(corners({{0.98, 0.02}, {0.02, 0.03}, {0.02, 0.03}, {0.98, 0.02}, {0.97, 0.99}, {0.01, 0.95}}));
  CHECK_FALSE(corners({{0.98, 0.02}, {0.97, 0.99}, {0.01, 0.95}, {0.02, 0.03}}));
  CHECK_FALSE(corners({{0.02, 0.03}, {0.98, 0.02}, {0.5, 0.5}, {0.97, 0.99}, {0.01, 0.95}}));
  CHECK_FALSE(corners({{0.02, 0.03}, {0.98, 0.02}, {0.97, 0.99}, {0.01, 0.95}}, 3s));
}

TEST_CASE("the gesture asks for the PIN; the right one opens the desk, which does its work and is left by itself") {
  Staffed kiosk;
  kiosk.touch("language.en");
  kiosk.flow.call_operator();
  CHECK(kiosk.flow.page().kind == PageKind::pin);
  kiosk.enter("1111");
  CHECK(kiosk.flow.page().kind == PageKind::pin);
  CHECK(kiosk.flow.page().text.front().key == "operator_pin_wrong");
  kiosk.touch("leave");  // not on this page
  CHECK(kiosk.done.empty());
  kiosk.enter("2580");
  CHECK(kiosk.flow.page().kind == PageKind::operator_desk);
  for (const auto* work : {"test", "roll", "reload", "leave"}) kiosk.touch(work);
  CHECK(kiosk.done == std::vector<std::string>{"test en", "roll", "reload", "leave"});
  kiosk.pass(41s);
  CHECK(kiosk.flow.page().kind == PageKind::language);
  kiosk.flow.call_operator();
  CHECK(kiosk.flow.page().kind == PageKind::pin);  // asked again
  kiosk.touch("close");
  CHECK(kiosk.flow.page().kind == PageKind::language);
}

TEST_CASE("a kiosk without a PIN has no operator's page") {
  World world;
  world.flow.call_operator();
  CHECK(world.flow.page().kind == PageKind::language);
}
