#include "database.hpp"

#include "errors.hpp"

#include <fmt/format.h>
#include <functional>
#include <mutex>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include "vestibule/trial.hpp"

namespace vestibule::core {
namespace {

using namespace sqlite_api;

/// A session belongs to one thread at a time, so SQLite need not lock it at each call; and nobody reads its memory statistics.
/// Must come before the first use of SQLite in the process.
const bool configured = sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK && sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;

sqlite3* handle_of(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

std::string connection(const std::string& path, const std::string& vfs, bool read_only) {
  std::string uri = "file:" + path + (read_only ? "?mode=ro" : "?mode=rwc");
  if (!vfs.empty()) uri += "&vfs=" + vfs;
  return fmt::format("db=\"{}\" timeout=5", uri);
}

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
                        {"synchronous", VESTIBULE_PLANTED("synchronous_normal") ? "NORMAL" : "FULL", VESTIBULE_PLANTED("synchronous_normal") ? "1" : "2"},
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
  session << "PRAGMA wal_autocheckpoint = 4000";
  session << "PRAGMA cache_size = -4000";
  return {};
}

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
  bool broken = false;
  std::unique_ptr<soci::statement> begin, open, keep, drop, back;

  explicit Inside(const Clock& time) : clock(time) {}

  void prepare() {
    const auto prepared = [&](const char* sql) { return std::make_unique<soci::statement>((session.prepare << sql)); };
    begin = prepared("BEGIN IMMEDIATE");
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
    if ((sqlite3_errcode(handle) & 0xff) != SQLITE_IOERR) return;
    broken = true;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }

  static int interrupt_late(void* self) {
    const auto* inside = static_cast<Inside*>(self);
    return inside->clock.steady() > inside->deadline ? 1 : 0;
  }
};

Database::Database(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::string& path, const std::string& vfs, const Clock& clock) {
  if (!configured) return fail(Code::internal, "SQLite was in use before it could be configured");
  auto inside = std::make_unique<Inside>(clock);
  try {
    inside->session.open(soci::sqlite3, connection(path, vfs, false));
    inside->handle = handle_of(inside->session);
    VESTIBULE_CHECK(apply_rules(inside->session, path));
    inside->prepare();
  } catch (const soci::soci_error& failure) {
    return fail(Code::unavailable, "database '{}' cannot be opened: {}", path, failure.what());
  }
  sqlite3_set_authorizer(inside->handle, &Inside::authorize, inside.get());
  sqlite3_progress_handler(inside->handle, 20000, &Inside::interrupt_late, inside.get());
  return std::unique_ptr<Database>(new Database(std::move(inside)));
}

soci::session& Database::session() { return inside_->session; }

void Database::begin() { inside_->begin->execute(true); }

Result<> Database::commit() {
  try {
    inside_->deadline = Steady::max();
    inside_->session << "COMMIT";
    return {};
  } catch (const soci::soci_error& failure) {
    VESTIBULE_RARE("commit_failed");
    rollback();
    if (VESTIBULE_PLANTED("failed_commit_believed")) return {};
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

struct Readers::Inside {
  std::string path, vfs;
  std::mutex mutex;
  std::vector<std::unique_ptr<soci::session>> idle;

  std::unique_ptr<soci::session> take() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        auto session = std::move(idle.back());
        idle.pop_back();
        return session;
      }
    }
    auto session = std::make_unique<soci::session>(soci::sqlite3, connection(path, vfs, true));
    *session << "PRAGMA wal_autocheckpoint = 0";
    *session << "PRAGMA query_only = ON";
    sqlite3_db_config(handle_of(*session), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    return session;
  }
};

Readers::Readers(std::string path, std::string vfs) : inside_(new Inside{std::move(path), std::move(vfs), {}, {}}) {}
Readers::~Readers() = default;

void Readers::with(const std::function<void(soci::session&)>& work) {
  auto session = inside_->take();
  work(*session);
  const std::lock_guard lock(inside_->mutex);
  inside_->idle.push_back(std::move(session));
}

std::optional<Error> database_error(const std::exception& failure) {
  if (!dynamic_cast<const soci::soci_error*>(&failure)) return std::nullopt;
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&failure);
  switch (sqlite ? sqlite->result() & 0xff : SQLITE_ERROR) {
    case SQLITE_FULL:
      return Error{Code::unavailable, "the disk is full: nothing can be written until there is room"};
    case SQLITE_INTERRUPT:
      return Error{Code::unavailable, "the database took too long over one statement; it was stopped"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error{Code::unavailable, "the database is held by another program"};
    case SQLITE_IOERR:
      return Error{Code::unavailable, fmt::format("the disk failed: {}", failure.what())};
    default:
      return Error{Code::internal, failure.what()};
  }
}

}  // namespace vestibule::core
