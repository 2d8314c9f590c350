#include "envelope.hpp"

#include <doctest/doctest.h>

#include "simulated.hpp"

using namespace vestibule;
using messages::Envelope;

TEST_CASE("a sealed text opens with its key and its number, and with nothing else") {
  kit::SimulatedRandom random(1);
  RandomStream& chance = random.stream("test");
  const Envelope envelope("0123456789abcdef0123456789abcdef"), other("another-key-of-a-house-0123456789");
  const std::string sealed = envelope.seal(7, "bed 4 has fallen", chance);
  CHECK(sealed.find("bed") == sealed.npos);
  CHECK(sealed != envelope.seal(7, "bed 4 has fallen", chance));
  CHECK(*envelope.open(7, sealed) == "bed 4 has fallen");
  CHECK_FALSE(envelope.open(8, sealed));
  CHECK_FALSE(other.open(7, sealed));
  std::string changed = sealed;
  changed[40] = changed[40] == 'A' ? 'B' : 'A';
  CHECK(envelope.open(7, changed).error().code == Code::internal);
  CHECK_FALSE(envelope.open(7, "short"));
  CHECK_FALSE(envelope.open(7, ""));
}
