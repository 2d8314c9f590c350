#pragma once
// What the core gets from outside: it has no other way to the time, to chance, to threads or to the line. `vestibule
// serve` passes the real ones, tests/kit passes simulated ones.

#include <functional>
#include <memory>
#include <string>

#include "vestibule/clock.hpp"
#include "vestibule/random.hpp"
#include "vestibule/wire/bus.hpp"

namespace vestibule::core {

/// The one thread that owns all state.
class Loop : public Timers {
 public:
  /// Has `run` called on the loop, after what was posted before. Any thread.
  virtual void post(std::function<void()> run) = 0;
};

/// Threads for work that would hold up the loop.
class Workers {
 public:
  virtual ~Workers() = default;
  /// Runs `work` elsewhere, then `then` on the loop. Any thread.
  virtual void run(std::function<void()> work, std::function<void()> then) = 0;
};

/// A thread with a line of its own, for what must not wait for the loop nor hold it up. Made and destroyed on the house's loop.
class Station {
 public:
  virtual ~Station() = default;
  /// When it returns, nothing runs there any more.
  virtual void end() {}
  virtual Loop& loop() = 0;      ///< of that thread: post() from anywhere, timers from there
  virtual wire::Bus& bus() = 0;  ///< that thread only
};

/// All must outlive the Host.
struct Seams {
  Loop& loop;
  Clock& clock;
  Random& random;
  Workers& workers;
  wire::Bus& bus;
  std::string vfs;  ///< the name of a registered SQLite VFS; empty: the system's
  Workers* readings = nullptr;  ///< for queries of tables, so that no job holds them up; null: `workers`
  std::function<std::unique_ptr<Station>(const std::string& name)> stations = {};  ///< null: the loop and the bus above serve for all
  Workers* writings = nullptr;  ///< for the files beside the database; null: `workers`
};

}  // namespace vestibule::core
