#include <random>

#include "sample.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using std::chrono::minutes;

namespace {

const std::vector<DisciplineKind> kinds{DisciplineKind::first_come, DisciplineKind::strict, DisciplineKind::accumulating};

Priority priority(int rank, std::int64_t rate) {
  Priority made;
  made.rank = rank;
  made.rate = rate;
  return made;
}

}  // namespace

TEST_CASE("first come: only the wait counts") {
  const auto discipline = make_discipline(DisciplineKind::first_come, std::nullopt);
  CHECK(discipline->credit(priority(0, 9000), minutes{5}) == discipline->credit(priority(3, 1000), minutes{5}));
  CHECK(discipline->credit(priority(3, 1000), minutes{6}) > discipline->credit(priority(0, 9000), minutes{5}));
}

TEST_CASE("strict: the class counts first, then the wait") {
  const auto discipline = make_discipline(DisciplineKind::strict, std::nullopt);
  CHECK(discipline->credit(priority(0, 1000), minutes{0}) > discipline->credit(priority(1, 1000), minutes{600}));
  CHECK(discipline->credit(priority(1, 1000), minutes{2}) > discipline->credit(priority(1, 1000), minutes{1}));
}

TEST_CASE("accumulating: rate times wait") {
  const auto discipline = make_discipline(DisciplineKind::accumulating, std::nullopt);
  CHECK(discipline->credit(priority(0, 3000), minutes{10}) > discipline->credit(priority(1, 1000), minutes{29}));
  CHECK(discipline->credit(priority(0, 3000), minutes{10}) < discipline->credit(priority(1, 1000), minutes{31}));
}

TEST_CASE("accumulating: before its time the more urgent of two appointments does not stand behind") {
  const auto discipline = make_discipline(DisciplineKind::accumulating, std::nullopt);
  CHECK(discipline->credit(priority(0, 8000), minutes{-10}) >= discipline->credit(priority(1, 1000), minutes{-10}));
}

TEST_CASE("accumulating: a class to be seen at once goes before all others but those beyond the bound") {
  const auto discipline = make_discipline(DisciplineKind::accumulating, minutes{60});
  Priority red = priority(0, 1000);
  red.target = Duration{0};
  CHECK(discipline->credit(red, minutes{0}) > discipline->credit(priority(1, 100'000), minutes{59}));
  CHECK(discipline->credit(red, minutes{0}) < discipline->credit(priority(1, 1000), minutes{60}));
  CHECK(discipline->credit(red, minutes{2}) > discipline->credit(red, minutes{1}));
}

TEST_CASE("the bound: whoever has waited it out goes before everybody who has not") {
  for (const auto kind : kinds) {
    const auto discipline = make_discipline(kind, minutes{60});
    CHECK(discipline->credit(priority(2, 1000), minutes{60}) > discipline->credit(priority(0, 100'000), minutes{59}));
    CHECK(discipline->credit(priority(2, 1000), minutes{61}) > discipline->credit(priority(0, 100'000), minutes{60}));
  }
}

TEST_CASE("wait_for is the shortest wait that earns a credit, for every discipline, class and bound") {
  std::mt19937_64 chance(7);
  for (const auto kind : kinds)
    for (const auto bound : {std::optional<Duration>{}, std::optional<Duration>{minutes{45}}}) {
      const auto discipline = make_discipline(kind, bound);
      for (int i = 0; i < 4000; ++i) {
        auto one = priority(static_cast<int>(chance() % 5), 1 + static_cast<std::int64_t>(chance() % 20'000));
        auto other = priority(static_cast<int>(chance() % 5), 1 + static_cast<std::int64_t>(chance() % 20'000));
        if (chance() % 4 == 0) one.target = Duration{0};
        if (chance() % 4 == 0) other.target = Duration{0};
        const Duration waited{static_cast<std::int64_t>(chance() % 10'000'000) - 2'000'000};
        const Credit credit = discipline->credit(one, waited);
        const Duration needed = discipline->wait_for(other, credit);
        if (std::chrono::abs(needed) > std::chrono::years{2}) continue;  // no wait earns such another class's credit
        REQUIRE(discipline->credit(other, needed) >= credit);
        REQUIRE(discipline->credit(other, needed - Duration{1}) < credit);
      }
    }
}
