#include "backoff.hpp"

#include <doctest/doctest.h>

#include "simulated.hpp"

using namespace vestibule;
using namespace std::chrono_literals;

TEST_CASE("the first pause is short, later ones spread up to the most") {
  link::Backoff backoff(50ms, 5000ms);
  CHECK(backoff.next(0) == 25ms);
  CHECK(backoff.next(0) == 25ms);
  kit::SimulatedRandom chance(1);
  auto& random = chance.stream("pauses");
  Duration longest{0}, shortest{5000};
  for (int i = 0; i < 1000; ++i) {
    const auto pause = backoff.next(random.next());
    longest = std::max(longest, pause);
    shortest = std::min(shortest, pause);
  }
  CHECK(longest <= 5000ms);
  CHECK(longest > 4900ms);
  CHECK(shortest >= 25ms);
}

TEST_CASE("after a success it starts anew") {
  link::Backoff backoff(50ms, 5000ms);
  for (int i = 0; i < 10; ++i) (void)backoff.next(~0ULL);
  backoff.reset();
  CHECK(backoff.next(25) == 50ms);
}
