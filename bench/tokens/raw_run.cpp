#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <map>
#include <vector>

#include "runs.hpp"

namespace vestibule::bench {
namespace {

using Value = std::pair<int, std::string>;  ///< SQLite's type and the text of it

void check(int status, sqlite3* database) {
  if (status == SQLITE_OK || status == SQLITE_DONE || status == SQLITE_ROW) return;
  std::fprintf(stderr, "bench_tokens: %s\n", sqlite3_errmsg(database));
  std::exit(1);
}

sqlite3* open(const std::string& path) {
  sqlite3* database = nullptr;
  check(sqlite3_open(path.c_str(), &database), database);
  for (const char* rule : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF",
                           "PRAGMA temp_store = MEMORY", "PRAGMA journal_size_limit = 67108864", "PRAGMA cache_size = -3000"})
    check(sqlite3_exec(database, rule, nullptr, nullptr, nullptr), database);
  return database;
}

std::string text_of(sqlite3_stmt* row, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
  return text ? text : "";
}

struct Table {
  std::string name;
  std::vector<std::vector<Value>> rows;
};

/// Tables in the order in which they were made, so that what is referred to comes first, with all their rows.
std::vector<Table> read_all(sqlite3* from, std::vector<std::string>& schema) {
  std::vector<Table> tables;
  sqlite3_stmt* list = nullptr;
  check(sqlite3_prepare_v2(from, "SELECT name, sql, type FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid", -1, &list, nullptr), from);
  while (sqlite3_step(list) == SQLITE_ROW) {
    schema.push_back(text_of(list, 1));
    if (text_of(list, 2) == "table") tables.push_back({text_of(list, 0), {}});
  }
  sqlite3_finalize(list);
  for (auto& table : tables) {
    sqlite3_stmt* rows = nullptr;
    check(sqlite3_prepare_v2(from, fmt::format("SELECT * FROM {} ORDER BY rowid", table.name).c_str(), -1, &rows, nullptr), from);
    while (sqlite3_step(rows) == SQLITE_ROW) {
      auto& row = table.rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(rows); ++i) row.emplace_back(sqlite3_column_type(rows, i), text_of(rows, i));
    }
    sqlite3_finalize(rows);
  }
  return tables;
}

class Inserter {
 public:
  Inserter(sqlite3* database, const Table& table) : database_(database), table_(table) {
    std::string places;
    for (std::size_t i = 0; i < table.rows[0].size(); ++i) places += i == 0 ? "?" : ",?";
    check(sqlite3_prepare_v2(database, fmt::format("INSERT INTO {} VALUES ({})", table.name, places).c_str(), -1, &insert_, nullptr), database);
  }
  ~Inserter() { sqlite3_finalize(insert_); }
  Inserter(const Inserter&) = delete;

  /// How many rows of this table fall to the commands before `command` of `commands`.
  std::size_t share(int command, int commands) const {
    return table_.rows.size() * static_cast<std::size_t>(command) / static_cast<std::size_t>(commands);
  }
  void insert_up_to(std::size_t end) {
    for (; next_ < end; ++next_) {
      int column = 0;
      for (const auto& [type, text] : table_.rows[next_]) {
        ++column;
        if (type == SQLITE_INTEGER) sqlite3_bind_int64(insert_, column, std::stoll(text));
        else if (type == SQLITE_NULL) sqlite3_bind_null(insert_, column);
        else sqlite3_bind_text(insert_, column, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
      }
      check(sqlite3_step(insert_), database_);
      sqlite3_reset(insert_);
    }
  }

 private:
  sqlite3* database_;
  const Table& table_;
  sqlite3_stmt* insert_ = nullptr;
  std::size_t next_ = 0;
};

}  // namespace

Pace run_raw(const std::string& written, const std::string& path, int tokens, int group) {
  std::vector<std::string> schema;
  sqlite3* from = open(written);
  const auto tables = read_all(from, schema);
  sqlite3_close(from);
  sqlite3* database = open(path);
  for (const auto& statement : schema) check(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr), database);
  std::size_t all = 0;
  std::vector<std::unique_ptr<Inserter>> inserters;
  for (const auto& table : tables)
    if (!table.rows.empty()) {
      all = std::max(all, table.rows.size());
      inserters.push_back(std::make_unique<Inserter>(database, table));
    }
  const auto begun = std::chrono::steady_clock::now();
  for (int done = 0; done < tokens;) {
    done = std::min(done + group, tokens);
    check(sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), database);
    // A table with fewer rows than commands (a day, a setting) gets them with the first group.
    for (auto& inserter : inserters) {
      const std::size_t share = inserter->share(done, static_cast<int>(all) - 1);
      inserter->insert_up_to(std::max<std::size_t>(share, std::min<std::size_t>(inserter->share(1, 1), 8)));
    }
    check(sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr), database);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  inserters.clear();
  sqlite3_close(database);
  return {tokens, seconds};
}

}  // namespace vestibule::bench
