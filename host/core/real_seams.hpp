#pragma once
// The seams of the real world: an Asio loop and a few threads. (Time and chance are in vestibule/link/system.hpp.)

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "seams.hpp"

namespace vestibule::core {

/// The loop thread is the one that calls run().
class AsioLoop final : public Loop {
 public:
  AsioLoop();
  ~AsioLoop() override;

  void post(std::function<void()> run) override;
  Timer after(Duration delay, std::function<void()> run) override;
  Timer every(Duration period, std::function<void()> run) override;

  /// Returns after stop().
  void run();
  /// Any thread.
  void stop();
  /// Calls `handler` on the loop at SIGINT or SIGTERM.
  void on_terminate(std::function<void()> handler);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// `unhurried` threads step back when the machine has not enough for all: hashing a flood of passwords must not hold up the loop.
enum class Pace { prompt, unhurried };

/// A fixed pool of threads that share one line of work. Destroying it finishes what has begun and drops the rest.
class ThreadWorkers final : public Workers {
 public:
  ThreadWorkers(Loop& loop, unsigned threads, Pace pace = Pace::prompt);
  ~ThreadWorkers() override;
  void run(std::function<void()> work, std::function<void()> then) override;
  /// Nothing new is begun; false if what has begun is not done within `most`: the destructor would wait for it.
  bool finish(Duration most);

 private:
  void serve();

  struct Piece {
    std::function<void()> work, then;
  };
  Loop& loop_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Piece> pieces_;
  bool closing_ = false;
  unsigned busy_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace vestibule::core
