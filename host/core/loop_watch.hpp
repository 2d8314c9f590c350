#pragma once
// Notices, from a thread of its own, when the loop stands still.

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "seams.hpp"
#include "vestibule/log.hpp"

namespace vestibule::core {

/// Every second it asks the loop for a sign of life; after five without one it says so. A loop that has lived and then stands still for
/// `end_after` seconds is in code that never returns: the process ends itself with SIGABRT on the loop's thread, the crash book
/// notes whose code it was, and the supervisor starts it again. It uses real time: what it watches is this process.
class LoopWatch {
 public:
  /// On the loop's thread. `end_after` 0: never.
  LoopWatch(Loop& loop, Log& log, int end_after);
  ~LoopWatch();
  LoopWatch(const LoopWatch&) = delete;
  LoopWatch& operator=(const LoopWatch&) = delete;

 private:
  void watch();

  Loop& loop_;
  Log& log_;
  const int end_after_;
  const pthread_t loop_thread_ = pthread_self();
  std::mutex mutex_;
  std::condition_variable wake_;
  bool closing_ = false;
  struct Signs {
    std::atomic<int> missing{0};
    std::atomic<bool> lived{false};  // before, it opens the house, which may take long
  };
  std::shared_ptr<Signs> signs_ = std::make_shared<Signs>();
  std::thread thread_;
};

}  // namespace vestibule::core
