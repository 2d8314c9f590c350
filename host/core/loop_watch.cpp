#include "loop_watch.hpp"

#include <signal.h>

namespace vestibule::core {

LoopWatch::LoopWatch(Loop& loop, Log& log, int end_after) : loop_(loop), log_(log), end_after_(end_after) {
  loop_.post([signs = signs_] { signs->lived.store(true); });
  thread_ = std::thread([this] { watch(); });
}

LoopWatch::~LoopWatch() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void LoopWatch::watch() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, std::chrono::seconds(1), [this] { return closing_; })) {
    if (signs_->missing.fetch_add(1) == 0)
      loop_.post([signs = signs_] { signs->missing.store(0); });
    const int missing = signs_->missing.load();
    if (missing == 5) log_.error("the loop has stood still for 5 s: something holds it up");
    if (missing != end_after_ || !signs_->lived.load()) continue;
    log_.error("the loop has stood still for {} s: the process ends, to be started again", missing);
    pthread_kill(loop_thread_, SIGABRT);
  }
}

}  // namespace vestibule::core
