#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "password.hpp"

using namespace vestibule::identity;

TEST_CASE("a password alone needs fifteen characters, with a second factor eight") {
  CHECK(check_password("umbra-7-lagoon-kiln", false));
  CHECK(!check_password("umbra-lagoon", false));
  CHECK(check_password("umbra-lagoon", true));
  CHECK(!check_password("umbrala", true));
}

TEST_CASE("characters are counted as people count them") {
  CHECK(characters_in("שלום") == 4);
  CHECK(!check_password("שלוםשלוםש", false));  // 9 characters, 18 bytes
  CHECK(check_password("ארנב ירוק על מדף גבוה", false));
}

TEST_CASE("nothing is asked of a password's composition") {
  CHECK(check_password("zq mv ktlw bnrh", false));
  CHECK(check_password("coffee river garden piano lamp", false));
}

TEST_CASE("what everybody tries first is refused, dressed up or not") {
  for (const std::string password : {"passwordpassword", "P@ssw0rd1234567", "qwertyuiopasdfghjkl", "aaaaaaaaaaaaaaaaaaaa", "123456789012345", "abcdefghijklmnopq",
                               "iloveyouiloveyou", "hospital-hospital1", "Password123!!!!"}) {
    CAPTURE(password);
    CHECK(!check_password(password, false));
  }
  CHECK(!check_password("Welcome123", true));
}

TEST_CASE("the person's own name is no secret") {
  CHECK(check_password("katharina-katharina", false));
  CHECK(!check_password("katharina-katharina", false, {"Katharina"}));
}

TEST_CASE("a pin has six digits that nobody would try first") {
  CHECK(check_pin("402819"));
  for (const std::string pin : {"4028", "123456", "000000", "654321", "12345a", "111222111222111"}) {
    CAPTURE(pin);
    CHECK(!check_pin(pin));
  }
}

TEST_CASE("a hash is Argon2id with 64 MiB and fits its own password only") {
  const std::string hash = hash_password("umbra-7-lagoon-kiln");
  CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  CHECK(verify_password(hash, "umbra-7-lagoon-kiln"));
  CHECK(!verify_password(hash, "umbra-7-lagoon-kilN"));
  CHECK(hash != hash_password("umbra-7-lagoon-kiln"));
}

TEST_CASE("nobody's password fits nothing") { CHECK(!verify_password("", "umbra-7-lagoon-kiln")); }

TEST_CASE("no single word of the dictionary is a password, whatever stands around it, and a phrase of several is") {
  const WordList words("archaeopteryx\nit's\nof\nwalnut\nlantern\nheron\n");
  CHECK(words.size() == 4);
  CHECK(check_password("Archaeopteryx-2026", false));
  for (const std::string password : {"archaeopteryx", "Archaeopteryx-2026", "1archaeopteryx!!", "archaeopteryxarchaeopteryx", "@rchaeopteryx1!"}) {
    CAPTURE(password);
    CHECK(!check_password(password, true, {}, words));
  }
  CHECK(check_password("walnut-heron-42-lantern", false, {}, words));
}

TEST_CASE("the list that Debian ships refuses the words of its language") {
  std::ifstream file("/usr/share/dict/cracklib-small");
  REQUIRE_MESSAGE(file, "the package cracklib-runtime is missing");
  const WordList words(std::string(std::istreambuf_iterator<char>(file), {}));
  CHECK(words.size() > 40'000);
  CHECK(!check_password("Thunderstorm-2026", false, {}, words));
  CHECK(!check_password("encyclopedia2026", false, {}, words));
  CHECK(check_password("umbra-7-lagoon-kiln", false, {}, words));
}
