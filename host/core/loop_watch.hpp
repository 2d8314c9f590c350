#pragma once
// Notices, from a thread of its own, when the loop stands still.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "seams.hpp"
#include "vestibule/log.hpp"

namespace vestibule::core {

/// Every second it asks the loop for a sign of life; after five without one it logs whose turn it is, once for each stand.
/// It uses real time: what it watches is this process.
class LoopWatch {
 public:
  LoopWatch(Loop& loop, Log& log);
  ~LoopWatch();
  LoopWatch(const LoopWatch&) = delete;
  LoopWatch& operator=(const LoopWatch&) = delete;

 private:
  void watch();

  Loop& loop_;
  Log& log_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool closing_ = false;
  std::shared_ptr<std::atomic<int>> unanswered_ = std::make_shared<std::atomic<int>>(0);
  std::thread thread_;
};

}  // namespace vestibule::core
