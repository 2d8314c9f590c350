#include <doctest/doctest.h>

#include "tampering.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::audit_test;

TEST_CASE("five hundred tamperings with what was signed: each is found") {
  kit::TemporaryFolder folder;
  const Evidence evidence = written_evidence(1000, folder.path().string());
  std::vector<std::string> missed;
  const auto scores = tamper(evidence, 500, 1, missed);
  print(scores);
  for (const auto& what : missed) FAIL_CHECK("not found: " << what);
}

TEST_CASE("an untouched journal verifies, and what was made anew behind the last checkpoint is not found") {
  kit::TemporaryFolder folder;
  const Evidence evidence = written_evidence(300, folder.path().string());
  CHECK(untouched_verifies(evidence));
  CHECK_FALSE(rewrite_behind_is_found(evidence));  // the promise's limit: nobody has signed that yet
}
