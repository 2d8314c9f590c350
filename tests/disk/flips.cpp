#include "flips.hpp"

#include <fstream>
#include <iterator>
#include <random>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <stdexcept>

#include "simulated.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

namespace vestibule::disk {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(path.string() + suffix);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::vector<std::string> all_rows(soci::session& sql) {
  const soci::rowset<std::string> rows = sql.prepare << "SELECT serial || ' ' || name || ' ' || note FROM disk_patient ORDER BY serial";
  return {rows.begin(), rows.end()};
}

/// By SQLite alone: its check of the whole file, then the rows.
std::vector<std::string> rows_by_sqlite(const fs::path& path) {
  soci::session sql(soci::sqlite3, "db=" + path.string());
  std::string verdict;
  sql << "PRAGMA integrity_check(1)", soci::into(verdict);
  if (verdict != "ok") throw std::runtime_error(verdict);
  return all_rows(sql);
}

template <class Read>
void count(Flips& flips, const std::vector<std::string>& written, Read read) {
  try {
    ++(read() == written ? flips.harmless : flips.read_as_good);
  } catch (const std::exception&) {
    ++flips.noticed;
  }
}

}  // namespace

void make_database(const fs::path& path) {
  kit::SimulatedClock clock{Instant{}};
  auto database = core::Database::open(path.string(), "", clock);
  if (!database) throw std::runtime_error(database.error().message);
  const Migration table{"0001_patient.sql",
                        "CREATE TABLE disk_patient (serial BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, note TEXT NOT NULL);"};
  if (auto made = core::migrate(**database, "disk", {table}); !made) throw std::runtime_error(made.error().message);
  std::mt19937_64 chance{7};
  auto& sql = (*database)->session();
  (*database)->begin();
  for (long long serial = 1; serial <= 1500; ++serial) {
    const std::string name = fmt::format("patient {:016x}", chance()), note(60 + chance() % 80, static_cast<char>('a' + chance() % 26));
    sql << "INSERT INTO disk_patient (serial, name, note) VALUES (:serial, :name, :note)", soci::use(serial), soci::use(name), soci::use(note);
  }
  if (auto done = (*database)->commit(); !done) throw std::runtime_error(done.error().message);
}

std::vector<std::string> rows_of(const fs::path& path) {
  kit::SimulatedClock clock{Instant{}};
  auto database = core::Database::open(path.string(), "", clock);
  if (!database) throw std::runtime_error(database.error().message);
  return all_rows((*database)->session());
}

FlipTrial try_flips(const fs::path& folder, int count_of_flips, std::uint64_t seed) {
  const fs::path whole = folder / "whole.db", copy = folder / "copy.db";
  make_database(whole);
  const auto written = rows_of(whole);
  const std::string bytes = bytes_of(whole);
  std::mt19937_64 chance{seed};
  FlipTrial trial;
  for (int i = 0; i < count_of_flips; ++i) {
    std::string flipped = bytes;
    const auto place = chance() % flipped.size();
    flipped[place] = static_cast<char>(flipped[place] ^ (1 << (chance() % 8)));
    write_bytes(copy, flipped);
    count(trial.house, written, [&] { return rows_of(copy); });
    write_bytes(copy, flipped);
    count(trial.plain_sqlite, written, [&] { return rows_by_sqlite(copy); });
  }
  return trial;
}

}  // namespace vestibule::disk
