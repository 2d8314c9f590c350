#include "database.hpp"

#include "checked_pages.hpp"
#include "connection.hpp"
#include "errors.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include "vestibule/trial.hpp"

namespace vestibule::core {
namespace {

using namespace sqlite_api;

/// A session belongs to one thread at a time, so SQLite need not lock it at each call; and nobody reads its memory statistics.
/// Must come before the first use of SQLite in the process.
const bool configured = sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK && sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;

std::string pragma(soci::session& session, const std::string& name) {
  std::string value;
  session << "PRAGMA " + name, soci::into(value);
  return value;
}

/// Sets the rules and reads each back: a build or a VFS that ignores one must not pass unseen.
Result<> apply_rules(soci::session& session, const std::string& path) {
  struct Rule {
    const char *name, *set, *expected;
  };
  const Rule rules[] = {{"journal_mode", "WAL", "wal"},
                        {"synchronous", VESTIBULE_PLANTED("synchronous_normal") ? "NORMAL" : "FULL",
                         VESTIBULE_PLANTED("synchronous_normal") ? "1" : "2"},
                        {"foreign_keys", "ON", "1"},
                        {"trusted_schema", "OFF", "0"},
                        {"temp_store", "MEMORY", "2"}};
  for (const auto& rule : rules) {
    std::string ignored;
    session << fmt::format("PRAGMA {} = {}", rule.name, rule.set), soci::into(ignored);
    const std::string got = pragma(session, rule.name);
    if (got != rule.expected)
      return fail(Code::unavailable, "database '{}': PRAGMA {} is '{}' and must be '{}'", path, rule.name, got, rule.expected);
  }
  session << "PRAGMA journal_size_limit = 67108864";
  session << "PRAGMA cache_size = -3000";
  return {};
}

/// How long the loop waits for a stranger who holds the database. Nobody but us should write to it: what is asked meanwhile is
/// refused in words, and the house goes on reading.
constexpr int patience_ms = 200;

constexpr int checkpoint_after = 4000;  ///< frames of the write-ahead log
constexpr sqlite3_int64 log_head = 32, frame_head = 24, salt_at = 16;

bool belongs_to(const std::string& guest, const char* table) {
  const std::string_view name = table ? table : "";
  return name.size() > guest.size() && name.starts_with(guest) && name[guest.size()] == '_';
}

}  // namespace

struct Database::Inside {
  soci::session session;
  sqlite3* handle = nullptr;
  const Clock& clock;
  std::string guest;
  Steady deadline = Steady::max();
  bool broken = false, full = false;
  // What of the write-ahead log is on the disk for certain: frames, and the salt of the round they belong to.
  int frames = 0;
  sqlite3_int64 page_size = 0;
  std::array<char, 8> salt{};
  std::unique_ptr<soci::statement> begin, commit, open, keep, back;

  explicit Inside(const Clock& time) : clock(time) {}

  void prepare() {
    const auto prepared = [&](const char* sql) { return std::make_unique<soci::statement>((session.prepare << sql)); };
    begin = prepared("BEGIN IMMEDIATE");
    commit = prepared("COMMIT");
    open = prepared("SAVEPOINT act");
    keep = prepared("RELEASE act");
    back = prepared("ROLLBACK TO act");
  }

  /// SQLite asks this for every table and action while it prepares a statement.
  static int authorize(void* self, int action, const char* first, const char* second, const char*, const char*) {
    const std::string& guest = static_cast<Inside*>(self)->guest;
    if (guest.empty()) return SQLITE_OK;
    switch (action) {
      case SQLITE_SELECT:
      case SQLITE_RECURSIVE:
        return SQLITE_OK;
      case SQLITE_FUNCTION:
        return second && std::string_view(second) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
      case SQLITE_READ:
      case SQLITE_INSERT:
      case SQLITE_UPDATE:
      case SQLITE_DELETE:
        return belongs_to(guest, first) ? SQLITE_OK : SQLITE_DENY;
      default:
        return SQLITE_DENY;
    }
  }

  /// What the last call of SQLite on this session came to, as long as no other has followed.
  void judge() noexcept {
    const int said = sqlite3_errcode(handle) & 0xff;
    if (said == SQLITE_FULL) full = true;
    if (said != SQLITE_IOERR) return;
    broken = true;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    forget_uncertain();
  }

  /// After a group that found the disk full. Each group that is rolled back has the plugins read everything again, which leaves the
  /// loop little time for those who only look: so the first page goes ahead as it is (a row would not be written that stays the
  /// same), and throws as long as there is no room.
  void look_for_room() {
    begin->execute(true);
    session << "PRAGMA user_version = 0";
    commit->execute(true);
    full = false;
    VESTIBULE_RARE("room_again");
  }

  sqlite3_file* log() const noexcept {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
    return file && file->pMethods ? file : nullptr;
  }
  std::array<char, 8> salt_now() const noexcept {
    std::array<char, 8> bytes{};
    if (auto* file = log()) file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), salt_at);
    return bytes;
  }

  /// After a sync that failed the system's memory may hold frames that the disk has not, and takes them for written. The next start
  /// would read them there, build on them, and lose all that at the next power cut: so they are cut off. (Found by the simulation.)
  void forget_uncertain() noexcept {
    auto* file = log();
    if (!file || VESTIBULE_PLANTED("uncertain_end_kept")) return;
    // A new round begins when all of the last is in the database.
    const sqlite3_int64 certain = salt_now() == salt ? log_head + frames * (frame_head + page_size) : 0;
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) == SQLITE_OK && size > certain) file->pMethods->xTruncate(file, certain);
  }

  /// SQLite calls this after each commit.
  static int committed(void* self, sqlite3* on, const char*, int frames_now) {
    auto& inside = *static_cast<Inside*>(self);
    inside.frames = frames_now;
    inside.salt = inside.salt_now();
    if (frames_now < checkpoint_after) return SQLITE_OK;
    // A checkpoint that could not be done now is done later; one whose sync failed is a disk that has failed. What was committed is
    // in the log for certain, and stays: the commit only looks as if it had failed, and the next start answers for it.
    const int checkpointed = sqlite3_wal_checkpoint_v2(on, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if ((checkpointed & 0xff) != SQLITE_IOERR) return SQLITE_OK;
    inside.broken = true;
    sqlite3_db_config(on, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return checkpointed;
  }

  /// From here on it is known what is certain: what an earlier run has left in the log was synced when all pages were checked.
  void watch_log() {
    session << "PRAGMA page_size", soci::into(page_size);
    sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames, nullptr);
    frames = std::max(frames, 0);
    salt = salt_now();
    sqlite3_wal_hook(handle, &committed, this);
  }

  static int interrupt_late(void* self) {
    const auto* inside = static_cast<Inside*>(self);
    return inside->clock.steady() > inside->deadline ? 1 : 0;
  }
};

Database::Database(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::string& path, const std::string& vfs, const Clock& clock, PageCheck check) {
  if (!configured) return fail(Code::internal, "SQLite was in use before it could be configured");
  auto inside = std::make_unique<Inside>(clock);
  try {
    inside->session.open(soci::sqlite3, connection(path, vfs, false));
    inside->handle = handle_of(inside->session);
    sqlite3_extended_result_codes(inside->handle, 1);
    reserve_room(inside->handle);
    VESTIBULE_CHECK(apply_rules(inside->session, path));
    if (auto checked = check == PageCheck::at_opening ? check_all_pages(inside->handle, path) : Result<>{}; !checked) {
      sqlite3_db_config(inside->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);  // a sync that failed is not tried again
      return tl::unexpected(checked.error());
    }
    inside->prepare();
    inside->watch_log();
    sqlite3_busy_timeout(inside->handle, patience_ms);  // while it was opened it was seconds: another reader may be looking into the log
  } catch (const soci::soci_error& failure) {
    return fail(Code::unavailable, "database '{}' cannot be opened: {}", path, failure.what());
  }
  sqlite3_set_authorizer(inside->handle, &Inside::authorize, inside.get());
  sqlite3_progress_handler(inside->handle, 20000, &Inside::interrupt_late, inside.get());
  return std::unique_ptr<Database>(new Database(std::move(inside)));
}

soci::session& Database::session() { return inside_->session; }

void Database::begin() {
  if (inside_->full) inside_->look_for_room();
  inside_->begin->execute(true);
}

Result<> Database::commit() {
  try {
    inside_->deadline = Steady::max();
    inside_->commit->execute(true);
    return {};
  } catch (const soci::soci_error& failure) {
    VESTIBULE_RARE("commit_failed");
    rollback();
    if (VESTIBULE_PLANTED("failed_commit_believed")) return {};
    if (inside_->broken) return fail(Code::unavailable, "the disk failed: {}", failure.what());
    return tl::unexpected(*database_error(failure));
  }
}

void Database::rollback() noexcept {
  inside_->judge();
  if (in_transaction()) sqlite3_exec(inside_->handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Database::open_savepoint() { inside_->open->execute(true); }
void Database::keep_savepoint() { inside_->keep->execute(true); }
void Database::drop_savepoint() {
  inside_->back->execute(true);
  inside_->keep->execute(true);
}

bool Database::broken() const { return inside_->broken; }
bool Database::in_transaction() const { return sqlite3_get_autocommit(inside_->handle) == 0; }

std::string Database::enter(std::string guest) { return std::exchange(inside_->guest, std::move(guest)); }
void Database::set_deadline(Steady deadline) { inside_->deadline = deadline; }

long long Database::size() {
  long long pages = 0, page = 0;
  inside_->session << "PRAGMA page_count", soci::into(pages);
  inside_->session << "PRAGMA page_size", soci::into(page);
  return pages * page;
}

}  // namespace vestibule::core
