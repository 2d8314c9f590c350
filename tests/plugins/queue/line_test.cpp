#include <algorithm>
#include <random>

#include "line.hpp"
#include "sample.hpp"

using namespace vestibule;
using namespace vestibule::queue;

namespace {

/// The line as a plain list, sorted anew for each question.
struct NaiveLine {
  const Service& service;
  std::vector<const Token*> tokens;

  std::vector<const Token*> sorted(Moment now) const {
    auto order = tokens;
    std::sort(order.begin(), order.end(), [&](const Token* a, const Token* b) {
      const auto key = [&](const Token* token) {
        return std::tuple(-service.discipline->credit(*token->priority, now - token->effective()), token->priority->rank, token->effective(), token->serial);
      };
      return key(a) < key(b);
    });
    return order;
  }
  bool callable(const Token& token, const Desk& desk, const std::vector<DeskNow>& desks) const {
    return !token.desk || token.desk == &desk || desks[token.desk->index].attendance == Attendance::closed;
  }
};

struct World {
  explicit World(const char* name)
      : hospital(sample::hospital()), service(*hospital->service(ServiceId{name})), line(service), naive{service, {}}, desks(hospital->desks.size()) {
    for (const Desk& desk : hospital->desks) desks[desk.index].desk = &desk;
  }

  void add(std::mt19937_64& chance) {
    auto token = std::make_unique<Token>();
    token->serial = ++serial;
    token->number = ShortText<11>{fmt::format("T{}", serial)};
    token->service = &service;
    token->priority = &service.scale->classes[chance() % service.scale->classes.size()];
    token->joined = now;
    if (chance() % 4 == 0) token->credit = Duration{static_cast<std::int64_t>(chance() % 3'600'000) - 1'200'000};
    if (chance() % 5 == 0) token->desk = desks[chance() % desks.size()].desk;
    line.add(*token);
    naive.tokens.push_back(token.get());
    owned.push_back(std::move(token));
  }

  void remove(const Token& token) {
    line.remove(token);
    std::erase(naive.tokens, &token);
  }

  void compare(std::mt19937_64& chance) {
    const auto order = naive.sorted(now);
    REQUIRE(line.size() == order.size());
    REQUIRE(line.front(order.size(), now, nullptr, desks) == order);
    const Desk& desk = *desks[chance() % desks.size()].desk;
    const auto mine = [&] {
      auto found = order;
      std::erase_if(found, [&](const Token* token) { return !naive.callable(*token, desk, desks); });
      return found;
    }();
    REQUIRE(line.callable(desk, desks) == mine.size());
    REQUIRE(line.next(desk, desks, now) == (mine.empty() ? nullptr : mine.front()));
    if (order.empty()) return;
    const std::size_t at = chance() % order.size();
    REQUIRE(line.ahead(*order[at], now) == at);
    compare_earlier(*order[at]);
  }

  void compare_earlier(const Token& token) {
    std::size_t count = 0;
    for (const Earlier& earlier : line.earlier_than(token, token.joined)) count += earlier.count;
    const auto before = [&](const Token* other) { return std::pair(other->joined, other->serial) < std::pair(token.joined, token.serial); };
    REQUIRE(count == static_cast<std::size_t>(std::count_if(naive.tokens.begin(), naive.tokens.end(), before)));
    const auto longest = std::min_element(naive.tokens.begin(), naive.tokens.end(), [](const Token* a, const Token* b) {
      return std::pair(a->joined, a->serial) < std::pair(b->joined, b->serial);
    });
    REQUIRE(line.longest() == *longest);
  }

  std::unique_ptr<const Hospital> hospital;
  const Service& service;
  Line line;
  NaiveLine naive;
  std::vector<DeskNow> desks;
  std::vector<std::unique_ptr<Token>> owned;
  Moment now{std::chrono::hours{100}};
  std::int64_t serial = 0;
};

}  // namespace

TEST_CASE("the line answers as a list that is sorted for each question would") {
  for (const char* service : {"first", "strict", "credit"}) {
    CAPTURE(service);
    std::mt19937_64 chance(11);
    World world(service);
    for (int step = 0; step < 1500; ++step) {
      const auto die = chance() % 10;
      if (die < 5 || world.naive.tokens.empty()) world.add(chance);
      else if (die < 8) world.remove(*world.naive.tokens[chance() % world.naive.tokens.size()]);
      else world.desks[chance() % world.desks.size()].attendance = static_cast<Attendance>(chance() % 3);
      if (chance() % 3 == 0) world.now += Duration{static_cast<std::int64_t>(chance() % 400'000)};
      world.compare(chance);
    }
  }
}

TEST_CASE("an empty line has nobody to call and nobody ahead") {
  World world("credit");
  CHECK(world.line.next(*world.desks[0].desk, world.desks, world.now) == nullptr);
  CHECK(world.line.longest() == nullptr);
  Token token;
  token.service = &world.service;
  token.priority = world.service.scale->ordinary;
  token.joined = world.now;
  CHECK(world.line.ahead(token, world.now) == 0);
}

TEST_CASE("who was sent to a desk waits for it, unless it closes") {
  World world("credit");
  const Desk& one = *world.desks[0].desk;
  const Desk& two = *world.desks[1].desk;
  world.desks[0].attendance = world.desks[1].attendance = Attendance::open;
  Token token;
  token.serial = 1;
  token.service = &world.service;
  token.priority = world.service.scale->ordinary;
  token.joined = world.now;
  token.desk = &one;
  world.line.add(token);
  CHECK(world.line.next(one, world.desks, world.now) == &token);
  CHECK(world.line.next(two, world.desks, world.now) == nullptr);
  world.desks[0].attendance = Attendance::paused;
  CHECK(world.line.next(two, world.desks, world.now) == nullptr);
  world.desks[0].attendance = Attendance::closed;
  CHECK(world.line.next(two, world.desks, world.now) == &token);
}
