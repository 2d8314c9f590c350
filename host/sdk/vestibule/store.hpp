#pragma once
// The database as a plugin sees it. SQL is written in `*_store.cpp` files and nowhere else.

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace soci {
class session;
}

namespace vestibule {

/// One step of a plugin's schema: a file of its `migrations/` folder, built into it. SQL that SQLite and PostgreSQL both
/// understand, with BIGINT for 64-bit numbers and instants.
struct Migration {
  std::string name;  ///< "0001_tokens.sql": four digits give the order
  std::string sql;
};

/// Tables are named `<plugin>_...`; the host refuses SQL that touches another plugin's.
class Store {
 public:
  virtual ~Store() = default;

  /// The one writing session. Loop thread, inside a command's handler or Plugin::load. It throws soci::soci_error, which
  /// the host turns into `internal` (or `unavailable` for a full disk) and a rollback; do not catch it.
  virtual soci::session& writing() = 0;

  /// Runs `work` on a reader thread with a read-only session that sees the last commit, then `then(result)` on the loop.
  template <class Work, class Then>
  void read(Work work, Then then) {
    auto result = std::make_shared<decltype(work(std::declval<soci::session&>()))>();
    read_erased([result, work = std::move(work)](soci::session& sql) mutable { *result = work(sql); },
                [result, then = std::move(then)]() mutable { then(std::move(*result)); });
  }

 private:
  virtual void read_erased(std::function<void(soci::session&)> work, std::function<void()> then) = 0;
};

}  // namespace vestibule
