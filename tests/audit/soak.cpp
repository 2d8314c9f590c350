// soak_tamperings: VESTIBULE_TAMPERINGS falsified journals (default 10,000), by the seed VESTIBULE_SEED (default 1).

#include <doctest/doctest.h>
#include <stdlib.h>

#include "tampering.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::audit_test;

TEST_CASE("tamperings with what was signed: each is found") {
  const auto number = [](const char* name, int standard) {
    const char* text = getenv(name);
    return text ? atoi(text) : standard;
  };
  kit::TemporaryFolder folder;
  const Evidence evidence = written_evidence(2000, folder.path().string());
  std::vector<std::string> missed;
  print(tamper(evidence, number("VESTIBULE_TAMPERINGS", 10'000), static_cast<std::uint64_t>(number("VESTIBULE_SEED", 1)), missed));
  for (const auto& what : missed) FAIL_CHECK("not found: " << what);
}
