#include "migrations.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <regex>
#include <sodium.h>
#include <soci/soci.h>

#include "database.hpp"
#include "errors.hpp"

namespace vestibule::core {
namespace {

std::string checksum_of(const std::string& sql) {
  std::array<unsigned char, 16> digest;
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(sql.data()), sql.size(), nullptr, 0);
  std::array<char, 33> hex;
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  return hex.data();
}

/// The statements of a file: split at semicolons outside quotes and comments, which are left out.
std::vector<std::string> statements_of(const std::string& sql) {
  std::vector<std::string> statements(1);
  char quote = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (!quote && sql.compare(i, 2, "--") == 0) {
      i = std::min(sql.find('\n', i), sql.size() - 1);
      statements.back() += '\n';
      continue;
    }
    if (quote ? c == quote : c == '\'' || c == '"') quote = quote ? '\0' : c;
    if (c == ';' && !quote) statements.emplace_back();
    else statements.back() += c;
  }
  std::erase_if(statements, [](const std::string& text) { return text.find_first_not_of(" \t\r\n") == text.npos; });
  return statements;
}

/// SQLite checks column types only in STRICT tables, a word PostgreSQL does not know; those call a 64-bit number INTEGER.
std::string for_sqlite(std::string statement) {
  const auto start = statement.find_first_not_of(" \t\r\n");
  if (statement.compare(start, 12, "CREATE TABLE") == 0) statement += " STRICT";
  static const std::regex wide("\\bBIGINT\\b");
  return std::regex_replace(statement, wide, "INTEGER");
}

/// The table or index a statement makes or changes, if it is of a kind a migration may hold.
Result<> check_owner(const std::string& owner, const std::string& statement) {
  for (const char* opening : {"CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX ", "ALTER TABLE ", "DROP TABLE ", "DROP INDEX ",
                              "INSERT INTO ", "UPDATE ", "DELETE FROM "}) {
    const std::string_view text = std::string_view(statement).substr(statement.find_first_not_of(" \t\r\n"));
    if (!text.starts_with(opening)) continue;
    const auto name = text.substr(std::string_view(opening).size());
    if (name.starts_with(owner + "_")) return {};
    return fail(Code::invalid, "'{}' must have a name that starts with '{}_'", text.substr(0, text.find('(')), owner);
  }
  return fail(Code::invalid, "a migration may not hold '{}'", statement.substr(0, 60));
}

Result<> apply(soci::session& session, const std::string& owner, const Migration& migration) {
  for (const auto& statement : statements_of(migration.sql)) {
    if (auto allowed = check_owner(owner, statement); !allowed)
      return fail(Code::invalid, "{}'s migration {}: {}", owner, migration.name, allowed.error().message);
    try {
      session << for_sqlite(statement);
    } catch (const soci::soci_error& failure) {
      return fail(Code::invalid, "{}'s migration {} failed: {}", owner, migration.name, failure.what());
    }
  }
  const std::string checksum = checksum_of(migration.sql);  // named: SOCI runs the statement after a temporary would be gone
  session << "INSERT INTO host_migrations (owner, name, checksum) VALUES (:owner, :name, :checksum)", soci::use(owner),
      soci::use(migration.name), soci::use(checksum);
  return {};
}

std::map<std::string, std::string> recorded(soci::session& session, const std::string& owner) {
  std::map<std::string, std::string> checksums;
  std::string name, checksum;
  soci::statement select = (session.prepare << "SELECT name, checksum FROM host_migrations WHERE owner = :owner ORDER BY name",
                            soci::into(name), soci::into(checksum), soci::use(owner));
  for (bool more = select.execute(true); more; more = select.fetch()) checksums[name] = checksum;
  return checksums;
}

Result<> check_names(const std::string& owner, const std::vector<Migration>& migrations) {
  std::string before;
  for (const auto& migration : migrations) {
    const std::string number = migration.name.substr(0, 4);
    if (number.size() != 4 || number.find_first_not_of("0123456789") != number.npos)
      return fail(Code::invalid, "{}'s migration '{}' must start with four digits", owner, migration.name);
    if (number <= before) return fail(Code::conflict, "{}'s migration {} does not come after {}", owner, migration.name, before);
    before = number;
  }
  return {};
}

Result<> apply_missing(soci::session& session, const std::string& owner, const std::vector<Migration>& migrations) {
  auto known = recorded(session, owner);
  bool gap = false;
  for (const auto& migration : migrations) {
    const auto done = known.find(migration.name);
    if (done == known.end()) {
      gap = true;
      VESTIBULE_CHECK(apply(session, owner, migration));
      continue;
    }
    if (gap) return fail(Code::conflict, "{}'s migration {} was applied before an earlier one that is new", owner, migration.name);
    if (done->second != checksum_of(migration.sql))
      return fail(Code::conflict, "{}'s migration {} was edited after it had been applied; add a new one instead", owner, migration.name);
    known.erase(done);
  }
  if (!known.empty())
    return fail(Code::conflict, "the database has {}'s migration {}, which this program does not know: it is older than the database", owner,
                known.begin()->first);
  return {};
}

/// What the schema says of everybody else's tables and what hangs on them. By its words alone a statement may look like the owner's and
/// not be: an index on another's table, or a table renamed.
std::string schema_of_others(soci::session& session, const std::string& owner) {
  std::string all, name, table, sql;
  soci::indicator written = soci::i_ok;
  soci::statement select = (session.prepare << "SELECT name, tbl_name, sql FROM sqlite_master ORDER BY name", soci::into(name), soci::into(table),
                            soci::into(sql, written));
  for (bool more = select.execute(true); more; more = select.fetch())
    if (!table.starts_with(owner + "_")) all += fmt::format("{}\n{}\n{}\n", name, table, written == soci::i_ok ? sql : "");
  return all;
}

}  // namespace

Result<> migrate(Database& database, const std::string& owner, const std::vector<Migration>& migrations) {
  VESTIBULE_CHECK(check_names(owner, migrations));
  auto& session = database.session();
  try {
    database.begin();
    session << "CREATE TABLE IF NOT EXISTS host_migrations (owner TEXT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL, "
               "PRIMARY KEY (owner, name)) STRICT";
    const std::string others = schema_of_others(session, owner);
    auto applied = apply_missing(session, owner, migrations);
    if (applied && schema_of_others(session, owner) != others)
      applied = fail(Code::invalid, "{}'s migrations change what is not {}'s: every table must keep a name that starts with '{}_', and every index be on one", owner, owner, owner);
    if (!applied) {
      database.rollback();
      return applied;
    }
    const auto committed = database.commit();
    if (!committed) return fail(committed.error().code, "{}'s migrations cannot be committed: {}", owner, committed.error().message);
    return {};
  } catch (const soci::soci_error& failure) {
    database.rollback();
    return tl::unexpected(*database_error(failure));
  }
}

std::vector<Migration> host_migrations() {
  return {{"0001_journal.sql",
           "CREATE TABLE host_journal (seq INTEGER PRIMARY KEY, at BIGINT NOT NULL, steady BIGINT NOT NULL, actor TEXT NOT NULL,"
           " role TEXT NOT NULL, device TEXT NOT NULL, request_id TEXT NOT NULL UNIQUE, command TEXT NOT NULL, object TEXT NOT NULL,"
           " outcome TEXT NOT NULL, request TEXT NOT NULL, reply TEXT NOT NULL, events TEXT NOT NULL, hash TEXT NOT NULL);"
           "CREATE TABLE host_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);"},
          // Under whom an entry is found: a subject, or a person who acted. What machines do by the thousand about nobody has no row.
          {"0002_trail.sql",
           "CREATE TABLE host_trail (whose TEXT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (whose, seq));"}};
}

}  // namespace vestibule::core
