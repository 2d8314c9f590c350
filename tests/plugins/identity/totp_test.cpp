#include <doctest/doctest.h>

#include "secrets.hpp"
#include "totp.hpp"

using namespace vestibule;
using namespace vestibule::identity;

namespace {
const std::string key = "12345678901234567890";  // of RFC 6238, appendix B
Instant at(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }
}  // namespace

TEST_CASE("the examples of RFC 6238 come out") {
  const std::pair<std::int64_t, const char*> examples[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
                                                           {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : examples) CHECK(totp_code(key, totp_step(at(seconds)), 8) == code);
  CHECK(totp_code(key, 1) == "287082");
}

TEST_CASE("a code counts half a minute before and after its own, and no longer") {
  const auto code = totp_code(key, 100);
  CHECK(totp_step_of(key, code, at(100 * 30), 0) == 100);
  CHECK(totp_step_of(key, code, at(101 * 30 + 29), 0) == 100);
  CHECK(totp_step_of(key, code, at(99 * 30), 0) == 100);
  CHECK(!totp_step_of(key, code, at(102 * 30), 0));
  CHECK(!totp_step_of(key, code, at(98 * 30 + 29), 0));
}

TEST_CASE("a code opens one door once") {
  const auto code = totp_code(key, 100);
  CHECK(!totp_step_of(key, code, at(100 * 30), 100));
  CHECK(!totp_step_of(key, totp_code(key, 99), at(100 * 30), 100));
  CHECK(totp_step_of(key, totp_code(key, 101), at(100 * 30), 100) == 101);
}

TEST_CASE("what is no code is no code") {
  for (const char* code : {"", "12345", "1234567", "abcdef", "999999 "}) CHECK(!totp_step_of(key, code, at(3000), 0));
}

TEST_CASE("base32 is that of RFC 4648 without padding") {
  CHECK(base32("foobar") == "MZXW6YTBOI");
  CHECK(base32("foob") == "MZXW6YQ");
  CHECK(base32(key) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

TEST_CASE("the house's codes follow from its key, and another house has others") {
  const Secrets ours("0123456789abcdef0123456789abcdef"), others("0123456789abcdef0123456789abcdeg");
  CHECK(ours.code("device", "kiosk-1 A") == ours.code("device", "kiosk-1 A"));
  CHECK(ours.code("device", "kiosk-1 A") != ours.code("device", "kiosk-1 B"));
  CHECK(ours.code("device", "kiosk-1 A") != others.code("device", "kiosk-1 A"));
  CHECK(plain_code(" abcd-efgh jklm ") == "ABCDEFGHJKLM");
}

TEST_CASE("the address for an authenticator has no character that could be taken for another part of it") {
  CHECK(totp_address("Cedar Hill: Öst", "ada", "ABC") == "otpauth://totp/Cedar%20Hill%3A%20%C3%96st:ada?secret=ABC&issuer=Cedar%20Hill%3A%20%C3%96st");
}

TEST_CASE("a QR code is as many rows as it has columns, with the finder in its corner") {
  const auto rows = qr_rows("otpauth://totp/x");
  REQUIRE(rows.size() >= 21);
  for (const auto& row : rows) CHECK(row.size() == rows.size());
  CHECK(rows[0].substr(0, 8) == "#######.");
  CHECK(qr_rows(std::string(5000, 'x')).empty());
}
