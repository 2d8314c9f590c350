// soak_bursts: two hundred bursts of random calls in ten halls. VESTIBULE_BURSTS says how many bursts a hall has (default 20),
// VESTIBULE_SEED which hall alone is played.

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cstdio>

#include "bursts.hpp"

using namespace vestibule::board;

TEST_CASE("two hundred bursts of random calls, with brokers and hosts that die: called = painted = spoken, in order") {
  const char* const seed = getenv("VESTIBULE_SEED");
  const char* const bursts = getenv("VESTIBULE_BURSTS");
  const std::uint64_t first = seed ? strtoull(seed, nullptr, 10) : 1, last = seed ? first : 10;
  std::size_t calls = 0;
  BurstOptions options{first, bursts ? atoi(bursts) : 20};
  for (; options.seed <= last; ++options.seed) {
    const BurstResult result = play_bursts(options);
    for (const auto& fault : faults_of(result)) FAIL_CHECK("seed " << options.seed << ": " << fault);
    std::printf("hall %llu: %s\n", static_cast<unsigned long long>(options.seed), summary(result, options.bursts).c_str());
    std::fflush(stdout);
    calls += result.called.size();
  }
  std::printf("%zu calls, each painted once and spoken once, in order\n", calls);
}
