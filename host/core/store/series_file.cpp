#include "series_file.hpp"

#include <soci/soci.h>

#include <condition_variable>
#include <deque>
#include <mutex>

#include "migrations.hpp"

namespace vestibule::core {
namespace {

constexpr std::size_t most_waiting = 300, most_at_once = 64;
constexpr Duration before_another_try{30'000};
constexpr std::chrono::seconds patience{3};

}  // namespace

struct SeriesFile::Inside : std::enable_shared_from_this<SeriesFile::Inside> {
  using Work = std::function<void(soci::session&)>;

  Inside(std::string at, const Seams& seams, Log& sink, Owner whose)
      : path(std::move(at)), vfs(seams.vfs), clock(seams.clock), workers(seams.writings ? *seams.writings : seams.workers), log(sink),
        owner(std::move(whose)), readers(path, vfs) {}

  bool give(Work work) {
    {
      const std::lock_guard lock(mutex);
      if (pending.size() >= most_waiting || clock.steady() < not_before) return false;
      pending.push_back(std::move(work));
      if (std::exchange(busy, true)) return true;
    }
    workers.run([self = shared_from_this()] { self->drain(); }, [] {});
    return true;
  }

  /// The writing thread. One drains at a time: whoever finds `busy` leaves its work to that one.
  void drain() {
    for (;;) {
      std::vector<Work> batch;
      {
        const std::lock_guard lock(mutex);
        while (!pending.empty() && batch.size() < most_at_once) {
          batch.push_back(std::move(pending.front()));
          pending.pop_front();
        }
        if (batch.empty()) {
          busy = false;
          idle.notify_all();
          return;
        }
      }
      if (auto written = write(batch); !written) give_up(written.error());
    }
  }

  Result<> write(const std::vector<Work>& batch) {
    if (!database) {
      VESTIBULE_TRY(auto opened, Database::open(path, vfs, clock, PageCheck::when_read));
      VESTIBULE_CHECK(migrate(*opened, owner.name, owner.migrations));
      database = std::move(opened);
    }
    Result<> result;
    const auto thrown = owner.enter([&] { result = write_all(batch); });
    if (!thrown) return result;
    database->rollback();
    owner.fault(*thrown);
    return fail(Code::internal, "{} threw {}", owner.name, *thrown);
  }

  Result<> write_all(const std::vector<Work>& batch) {
    try {
      database->begin();
      database->enter(owner.name);  // its own statements alone are confined to its tables
      for (const auto& work : batch) work(database->session());
      database->enter({});
      return database->commit();
    } catch (const soci::soci_error& failure) {
      database->enter({});
      database->rollback();
      return fail(Code::unavailable, "{}", failure.what());
    }
  }

  /// The batch is lost. A disk that failed or is full is left alone for a while, and then the file is opened anew.
  void give_up(const Error& error) {
    log.error("what {} measured cannot be written to '{}' and is lost: {}", owner.name, path, error.message);
    database.reset();
    const std::lock_guard lock(mutex);
    not_before = clock.steady() + before_another_try;
    pending.clear();
  }

  void finish() {
    std::unique_lock lock(mutex);
    idle.wait_for(lock, patience, [this] { return !busy; });
  }

  const std::string path, vfs;
  const Clock& clock;
  Workers& workers;
  Log& log;
  const Owner owner;
  Readers readers;
  std::unique_ptr<Database> database;  ///< of the writing thread
  std::mutex mutex;                    ///< guards what follows
  std::condition_variable idle;
  std::deque<Work> pending;
  Steady not_before = Steady::min();
  bool busy = false;
};

SeriesFile::SeriesFile(std::string path, const Seams& seams, Log& log, Owner owner)
    : inside_(std::make_shared<Inside>(std::move(path), seams, log, std::move(owner))) {}
SeriesFile::~SeriesFile() { inside_->finish(); }

bool SeriesFile::write(std::function<void(soci::session&)> work) { return inside_->give(std::move(work)); }
Readers& SeriesFile::readers() { return inside_->readers; }

}  // namespace vestibule::core
