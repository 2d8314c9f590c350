// soak_flips: 10,000 copies of a database with one bit changed; VESTIBULE_FLIPS says how many.

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>

#include "flips.hpp"
#include "test_host.hpp"

using namespace vestibule;

TEST_CASE("flipped bits") {
  const char* text = std::getenv("VESTIBULE_FLIPS");
  const int count = text ? std::atoi(text) : 10'000;
  const kit::TemporaryFolder folder;
  const auto trial = disk::try_flips(folder.path(), count, 2);
  for (const auto& [name, flips] : {std::pair{"the house", trial.house}, std::pair{"plain SQLite (control)", trial.plain_sqlite}})
    std::printf("bit flips of %d: %-24s noticed %d, harmless %d, read as good data %d\n", count, name, flips.noticed, flips.harmless, flips.read_as_good);
  CHECK(trial.house.read_as_good == 0);
  CHECK(trial.plain_sqlite.read_as_good > 0);
}
