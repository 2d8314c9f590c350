// What is sealed opens with the right key, in the right place, and nowhere else.

#include "vault.hpp"

#include <doctest/doctest.h>

using namespace vestibule;
using namespace vestibule::records;

namespace {
struct Counted final : RandomStream {
  std::uint64_t next() override { return state += 0x9e3779b97f4a7c15u; }
  std::uint64_t state = 7;
};
const std::string secret(32, 's'), other_secret(32, 'o');
}  // namespace

TEST_CASE("what is sealed opens only as what it was sealed as") {
  Counted chance;
  const SealKey key = new_key(chance), other = new_key(chance);
  const auto sealed = seal(key, "patient 1", "person", "Ana", chance);
  CHECK(*unseal(key, "patient 1", "person", sealed) == "Ana");
  CHECK_FALSE(unseal(other, "patient 1", "person", sealed));
  CHECK_FALSE(unseal(key, "patient 2", "person", sealed));
  CHECK_FALSE(unseal(key, "patient 1", "note", sealed));
  CHECK_FALSE(unseal(key, "patient 1", "person", ""));
  CHECK_FALSE(unseal(key, "patient 1", "person", "not base64 !"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(unseal(key, "patient 1", "person", changed).value_or("") != "Bna");
    if (changed != sealed && i + 1 < sealed.size()) CHECK_FALSE(unseal(key, "patient 1", "person", changed));
  }
  CHECK(seal(key, "patient 1", "person", "Ana", chance) != sealed);  // equal texts do not look equal
  CHECK(*unseal(key, "p", "f", seal(key, "p", "f", "", chance)) == "");
}

TEST_CASE("a patient's key opens only with the house's key, for that patient") {
  Counted chance;
  const Vault vault(secret), stranger(other_secret);
  const SealKey key = new_key(chance);
  const auto wrapped = vault.wrap(key, "1", chance);
  CHECK(vault.unwrap(wrapped, "1")->bytes == key.bytes);
  CHECK_FALSE(vault.unwrap(wrapped, "2"));
  CHECK_FALSE(stranger.unwrap(wrapped, "1"));
  CHECK(vault.fingerprint() != stranger.fingerprint());
  CHECK(vault.fingerprint() == Vault(secret).fingerprint());
}

TEST_CASE("blind terms tell equal from other, and nothing to whoever has not got the key") {
  const Vault vault(secret), stranger(other_secret);
  CHECK(vault.term("word", "ana") == vault.term("word", "ana"));
  CHECK(vault.term("word", "ana") != vault.term("word", "anna"));
  CHECK(vault.term("word", "ana") != vault.term("sound", "ana"));
  CHECK(vault.term("word", "ana") != stranger.term("word", "ana"));
}
