#include <doctest/doctest.h>

#include <soci/soci.h>

#include "store/database.hpp"
#include "store/journal.hpp"
#include "test_host.hpp"

using namespace vestibule;

namespace {

/// A host that has written three words, and its database for tampering.
struct Written {
  kit::TestHost host{[] {
    kit::TestHostOptions options;
    options.plugins = LEDGER_PLUGINS;
    return options;
  }()};
  Written() {
    for (const char* word : {"one", "two", "three"}) REQUIRE(host.do_("ledger.write", {{"word", word}}));
  }
  core::Verdict after(const std::string& tampering) {
    auto& sql = host.host->database().session();
    if (!tampering.empty()) sql << tampering;
    return core::verify(sql);
  }
};

}  // namespace

TEST_CASE("an untouched journal verifies") {
  Written written;
  const auto verdict = written.after("");
  CHECK(verdict.entries == 3);
  CHECK_FALSE(verdict.fault);
}

TEST_CASE("every kind of tampering is found") {
  for (const char* tampering : {"UPDATE host_journal SET reply = '{}' WHERE seq = 2", "UPDATE host_journal SET at = at + 1 WHERE seq = 1",
                                "UPDATE host_journal SET actor = 'bob' WHERE seq = 3", "DELETE FROM host_journal WHERE seq = 2",
                                "DELETE FROM host_journal WHERE seq = 1",
                                "UPDATE host_journal SET hash = (SELECT hash FROM host_journal WHERE seq = 1) WHERE seq = 2"}) {
    CAPTURE(tampering);
    Written written;
    CHECK(written.after(tampering).fault);
  }
}

TEST_CASE("the chain goes on over a restart") {
  Written written;
  REQUIRE(written.host.restart());
  REQUIRE(written.host.do_("ledger.write", {{"word", "four"}}));
  const auto verdict = written.after("");
  CHECK(verdict.entries == 4);
  CHECK_FALSE(verdict.fault);
}
