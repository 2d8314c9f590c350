// A plugin's migration file: its name and its SQL. It is done whole or not at all, touches nothing but the plugin's own, and
// is known again at the next start.

#include <soci/soci.h>

#include "fuzz.hpp"
#include "kit/faulty_disk.hpp"
#include "kit/simulated.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

using namespace vestibule;
using namespace vestibule::core;
using fuzz::hold;

namespace {

/// Time goes on as it is looked at: SQL without an end is ended after so many looks.
class WornClock final : public Clock {
 public:
  Instant wall() const override { return Instant{}; }
  Steady steady() const override { return Steady{Duration{++looks_}}; }

 private:
  mutable int looks_ = 0;
};

/// Everything the schema says, as text: the owner's part and everybody else's.
struct Schema {
  std::string own, others;
};

Schema schema_of(soci::session& session) {
  Schema schema;
  std::string name, table, sql;
  soci::indicator there = soci::i_ok;
  soci::statement select = (session.prepare << "SELECT name, tbl_name, sql FROM sqlite_master ORDER BY name", soci::into(name), soci::into(table), soci::into(sql, there));
  for (bool more = select.execute(true); more; more = select.fetch()) {
    const bool own = table.starts_with("noun_");
    (own ? schema.own : schema.others) += fmt::format("{} of {}: {}\n", name, table, there == soci::i_ok ? sql : "");
  }
  return schema;
}

long long rows_of_the_neighbour(soci::session& session) {
  long long sum = 0;
  session << "SELECT coalesce(sum(value), 0) + 1000 * count(*) FROM neighbour_things", soci::into(sum);
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 2048) return 0;
  fuzz::Choices choices(fuzz::text_of(data, size));
  static kit::SimulatedRandom random(1);
  const WornClock clock;
  kit::FaultyDisk disk(random.stream("disk"));
  auto opened = Database::open("/fuzz.db", disk.vfs(), clock);
  hold(opened.has_value(), "no database: {}", opened ? "" : opened.error().message);
  Database& database = **opened;
  auto& session = database.session();
  const auto first = migrate(database, "neighbour", {{"0001_first.sql", "CREATE TABLE neighbour_things (value INTEGER); INSERT INTO neighbour_things VALUES (7);"}});
  hold(first.has_value(), "a migration that is in order is refused: {}", first ? "" : first.error().message);
  const Schema before = schema_of(session);

  const std::string name(choices.line());
  const std::vector<Migration> migrations{{"0001_first.sql", "CREATE TABLE noun_things (value INTEGER);"}, {name, std::string(choices.rest())}};
  database.set_deadline(clock.steady() + Duration{20});
  const auto done = migrate(database, "noun", migrations);
  const Schema after = schema_of(session);
  hold(after.others == before.others, "it touched what is not its own:\n{}\n{}", before.others, after.others);
  hold(rows_of_the_neighbour(session) == 1007, "it changed its neighbour's rows");
  hold(!database.in_transaction(), "a transaction is left open");
  if (!done) {
    hold(after.own.empty(), "half of it is left: {}", after.own);
    hold(done.error().message.find("noun's migration") != std::string::npos, "an error without its file: {}", done.error().message);
    return 0;
  }
  const auto again = migrate(database, "noun", migrations);
  hold(again.has_value(), "done, and not known again: {}", again ? "" : again.error().message);
  hold(schema_of(session).own == after.own, "it was done twice");
  const auto edited = migrate(database, "noun", {migrations[0], {name, migrations[1].sql + " "}});
  hold(!edited && edited.error().code == Code::conflict, "it was edited, and nobody noticed");
  return 0;
}
