#include "flips.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <soci/soci.h>

#include "simulated.hpp"
#include "store/database.hpp"
#include "store/errors.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::disk;

TEST_CASE("no flipped bit is read as good data, which SQLite's own check cannot say") {
  const kit::TemporaryFolder folder;
  const FlipTrial trial = try_flips(folder.path(), 200, 1);
  CHECK(trial.house.read_as_good == 0);
  CHECK(trial.house.noticed > 190);
  CHECK(trial.plain_sqlite.read_as_good > 0);
  MESSAGE("of 200 flips read as good data: by the house " << trial.house.read_as_good << ", by plain SQLite "
                                                          << trial.plain_sqlite.read_as_good);
}

TEST_CASE("a file that was made without checksums is refused with a sentence") {
  const kit::TemporaryFolder folder;
  const auto path = (folder.path() / "plain.db").string();
  {
    soci::session sql("sqlite3", "db=" + path);
    sql << "CREATE TABLE host_meta (name TEXT)";
  }
  kit::SimulatedClock clock{Instant{}};
  const auto opened = core::Database::open(path, "", clock);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().message.find("carry no checksums") != std::string::npos);
}

TEST_CASE("a page that the disk changes under an open house fails to read, and the error says why") {
  const kit::TemporaryFolder folder;
  const auto path = folder.path() / "open.db";
  make_database(path);
  kit::SimulatedClock clock{Instant{}};
  const auto database = core::Database::open(path.string(), "", clock);
  REQUIRE(database);
  {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(0, std::ios::end);
    for (auto place = static_cast<std::streamoff>(file.tellg()) - 1000; place > 8192; place -= 4096) file.seekp(place), file.put('\xFF');
  }
  core::Readers readers(path.string(), "");
  std::string error;
  try {
    readers.with([](soci::session& sql) {
      std::string longest;
      sql << "SELECT max(length(note)) FROM disk_patient", soci::into(longest);
    });
  } catch (const std::exception& failure) {
    error = core::database_error(failure).value().message;
  }
  CAPTURE(error);
  CHECK(error.find("does not fit its checksum") != std::string::npos);
}
