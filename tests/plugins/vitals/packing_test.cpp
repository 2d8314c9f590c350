// Readings as a short text, and back.

#include <doctest/doctest.h>

#include "readings/packing.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using namespace std::chrono_literals;

namespace {
const Instant begin = *instant_from_iso("2026-11-23T07:00:00.123Z");
}

TEST_CASE("what was packed comes back, whatever is missing and in whatever order it came") {
  std::vector<Kept> all;
  std::uint64_t chance = 88172645463325252u;
  const auto next = [&] { return chance ^= chance << 13, chance ^= chance >> 7, chance ^= chance << 17; };
  for (int n = 0; n < 500; ++n) {
    Kept kept{begin + Duration{n * 1000 + static_cast<int>(next() % 4000) - 2000}, static_cast<unsigned>(next() % 32), {}};
    for (std::size_t m = 0; m < measures; ++m)
      if (next() % 3 != 0) kept.values[m] = static_cast<double>(next() % 3000) / 10;
    all.push_back(kept);
  }
  Packer packer;
  for (const auto& kept : all) packer.add(kept);
  CHECK(packer.count() == 500);
  CHECK(packer.begins() <= packer.base());
  const Instant base = packer.base();
  const auto text = packer.take();
  CHECK(packer.count() == 0);
  const auto back = unpack(text, base);
  REQUIRE(back);
  REQUIRE(back->size() == all.size());
  for (std::size_t n = 0; n < all.size(); ++n) {
    CHECK((*back)[n].taken == all[n].taken);
    CHECK((*back)[n].quality == all[n].quality);
    CHECK((*back)[n].values == all[n].values);
  }
}

TEST_CASE("a quiet patient's reading is a handful of bytes") {
  Packer packer;
  for (int n = 0; n < 60; ++n) packer.add({begin + n * 1s, 0, {72.0, 97.0, 16.0, 121.0, 78.0, 92.0, 36.8, 72.0}});
  CHECK(packer.take().size() < 60 * 12);
}

TEST_CASE("a text that no packer made is refused") {
  for (const char* text : {" ", "\x7f", "~", "abc", "0", "oooooooooooooooooooooooooooo"}) CHECK_FALSE(unpack(text, begin));
  CHECK(unpack("", begin)->empty());
  CHECK_FALSE(unpack_minute("0"));
}

TEST_CASE("a minute's summary comes back") {
  Minute minute;
  minute.add({70.0, 97.0, {}, {}, {}, {}, 36.8, {}});
  minute.add({74.0, 95.5, {}, {}, {}, {}, {}, {}});
  const auto back = unpack_minute(pack(minute));
  REQUIRE(back);
  CHECK(back->of[0].count == 2);
  CHECK(back->of[0].low == 70);
  CHECK(back->of[0].high == 74);
  CHECK(back->of[0].sum == 144);
  CHECK(back->of[1].low == 95.5);
  CHECK(back->of[2].count == 0);
  CHECK(back->of[6].sum == doctest::Approx(36.8));
}
