#include "loop_watch.hpp"

#include <fmt/format.h>

namespace vestibule::core {

LoopWatch::LoopWatch(Loop& loop, Log& log) : loop_(loop), log_(log), thread_([this] { watch(); }) {}

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
    if (unanswered_->fetch_add(1) == 0) loop_.post([count = unanswered_] { count->store(0); });
    if (unanswered_->load() == 5) log_.error("the loop has stood still for 5 s: something holds it up");
  }
}

}  // namespace vestibule::core
