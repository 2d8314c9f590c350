#include <mutex>
#include <vector>

#include "connection.hpp"
#include "database.hpp"

namespace vestibule::core {

using namespace sqlite_api;

namespace {

/// Nobody waits for a reading that never ends: after so much of SQLite's work (some seconds) it is stopped. Work and not
/// time, for a reader has no clock.
constexpr int steps_at_once = 1'000'000, most_steps = 200;
thread_local int steps_left = 0;

int stop_endless(void*) { return --steps_left <= 0 ? 1 : 0; }

}  // namespace

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
    sqlite3_extended_result_codes(handle_of(*session), 1);
    sqlite3_db_config(handle_of(*session), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_progress_handler(handle_of(*session), steps_at_once, &stop_endless, nullptr);
    return session;
  }
};

Readers::Readers(std::string path, std::string vfs) : inside_(new Inside{std::move(path), std::move(vfs), {}, {}}) {}
Readers::~Readers() = default;

void Readers::with(const std::function<void(soci::session&)>& work) {
  steps_left = most_steps;
  auto session = inside_->take();
  work(*session);
  const std::lock_guard lock(inside_->mutex);
  inside_->idle.push_back(std::move(session));
}

}  // namespace vestibule::core
