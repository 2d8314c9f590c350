#include <doctest/doctest.h>

#include <soci/soci.h>

#include "store/database.hpp"
#include "store/migrations.hpp"
#include "test_host.hpp"

using namespace vestibule;
using core::migrate;

namespace {

struct Fresh {
  kit::TemporaryFolder folder;
  kit::SimulatedClock clock{Instant{}};
  std::unique_ptr<core::Database> database = *core::Database::open((folder.path() / "m.db").string(), "", clock);
  bool has(const std::string& table) {
    int count = 0;
    database->session() << "SELECT count(*) FROM sqlite_master WHERE name = :name", soci::into(count), soci::use(table);
    return count == 1;
  }
};

const Migration first{"0001_first.sql", "CREATE TABLE x_first (a INTEGER PRIMARY KEY, b BIGINT NOT NULL);"};
const Migration second{"0002_second.sql", "CREATE TABLE x_second (a TEXT);\n-- it's; fine\nINSERT INTO x_second (a) VALUES ('semi;colon');"};

}  // namespace

TEST_CASE("migrations run once, in order, and later ones are added") {
  Fresh fresh;
  REQUIRE(migrate(*fresh.database, "x", {first}));
  REQUIRE(migrate(*fresh.database, "x", {first, second}));
  REQUIRE(migrate(*fresh.database, "x", {first, second}));
  CHECK(fresh.has("x_first"));
  std::string text;
  fresh.database->session() << "SELECT a FROM x_second", soci::into(text);
  CHECK(text == "semi;colon");
}

TEST_CASE("tables are STRICT") {
  Fresh fresh;
  REQUIRE(migrate(*fresh.database, "x", {first}));
  CHECK_THROWS(fresh.database->session() << "INSERT INTO x_first (a, b) VALUES (1, 'text')");
}

TEST_CASE("an edited, missing, foreign or broken migration is refused, and nothing is changed") {
  Fresh fresh;
  REQUIRE(migrate(*fresh.database, "x", {first}));
  const auto message = [&](const std::vector<Migration>& migrations) {
    const auto result = migrate(*fresh.database, "x", migrations);
    return result ? std::string("none") : result.error().message;
  };
  CHECK(message({{first.name, first.sql + " "}}).find("was edited") != std::string::npos);
  CHECK(message({}).find("older than the database") != std::string::npos);
  CHECK(message({first, {"0002_other.sql", "CREATE TABLE y_other (a TEXT)"}}).find("must have a name that starts with 'x_'") != std::string::npos);
  CHECK(message({first, {"0002_drop.sql", "PRAGMA user_version = 3"}}).find("may not hold") != std::string::npos);
  CHECK(message({first, {"0002_broken.sql", "CREATE TABLE x_good (a TEXT); CREATE TABLE x_bad (a NONSENSE)"}}).find("0002_broken.sql failed") != std::string::npos);
  CHECK(message({first, {"second.sql", ""}}).find("four digits") != std::string::npos);
  CHECK(message({first, {"0001_twice.sql", ""}}).find("does not come after") != std::string::npos);
  CHECK_FALSE(fresh.has("x_good"));
  CHECK(message({first}) == "none");
}

TEST_CASE("a migration whose words look like its own and that reaches for another's is refused") {
  Fresh fresh;
  REQUIRE(migrate(*fresh.database, "x", {first}));
  REQUIRE(migrate(*fresh.database, "y", {{"0001_first.sql", "CREATE TABLE y_first (a INTEGER);"}}));
  for (const char* sql : {"CREATE INDEX x_index ON y_first (a)", "ALTER TABLE x_first RENAME TO y_second", "ALTER TABLE x_first RENAME TO host_first"}) {
    CAPTURE(sql);
    const auto refused = migrate(*fresh.database, "x", {first, {"0002_second.sql", sql}});
    REQUIRE_FALSE(refused);
    CHECK_MESSAGE(refused.error().message.find("what is not x's") != std::string::npos, refused.error().message);
    CHECK(fresh.has("x_first"));
    CHECK_FALSE(fresh.has("x_index"));
  }
  CHECK(migrate(*fresh.database, "x", {first, {"0002_second.sql", "ALTER TABLE x_first RENAME TO x_second; CREATE INDEX x_index ON x_second (a)"}}));
}
