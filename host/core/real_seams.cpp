#include "real_seams.hpp"

#include <sys/resource.h>
#include <unistd.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

namespace vestibule::core {

namespace asio = boost::asio;

struct AsioLoop::Inside {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> guard{context.get_executor()};
  asio::signal_set signals{context};
};

namespace {

/// A timer and whether it is still wanted: cancelling an Asio timer does not stop a handler that is queued already.
struct Alarm : std::enable_shared_from_this<Alarm> {
  Alarm(asio::io_context& context, std::function<void()> code) : timer(context), run(std::move(code)) {}

  void wait(Duration period, bool again) {
    timer.async_wait([self = shared_from_this(), period, again](boost::system::error_code error) {
      if (error || !self->wanted) return;
      if (again) {
        self->timer.expires_at(self->timer.expiry() + period);
        self->wait(period, again);
      }
      self->run();
    });
  }

  asio::steady_timer timer;
  std::function<void()> run;
  bool wanted = true;
};

Timer alarm(asio::io_context& context, Duration delay, std::function<void()> run, bool again) {
  auto made = std::make_shared<Alarm>(context, std::move(run));
  made->timer.expires_after(delay);
  made->wait(delay, again);
  return Timer([made] {
    made->wanted = false;
    made->timer.cancel();
  });
}

}  // namespace

AsioLoop::AsioLoop() : inside_(std::make_unique<Inside>()) {}
AsioLoop::~AsioLoop() = default;

void AsioLoop::post(std::function<void()> run) { asio::post(inside_->context, std::move(run)); }
Timer AsioLoop::after(Duration delay, std::function<void()> run) { return alarm(inside_->context, delay, std::move(run), false); }
Timer AsioLoop::every(Duration period, std::function<void()> run) { return alarm(inside_->context, period, std::move(run), true); }
void AsioLoop::run() { inside_->context.run(); }
void AsioLoop::stop() { inside_->context.stop(); }

void AsioLoop::on_terminate(std::function<void()> handler) {
  inside_->signals.add(SIGINT);
  inside_->signals.add(SIGTERM);
  inside_->signals.async_wait([handler = std::move(handler)](boost::system::error_code error, int) {
    if (!error) handler();
  });
}

ThreadWorkers::ThreadWorkers(Loop& loop, unsigned threads, Pace pace) : loop_(loop) {
  for (unsigned i = 0; i < threads; ++i)
    threads_.emplace_back([this, pace] {
      if (pace == Pace::unhurried) ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 10);  // of this thread alone, on Linux
      serve();
    });
}

bool ThreadWorkers::finish(Duration most) {
  std::unique_lock lock(mutex_);
  closing_ = true;
  wake_.notify_all();
  return wake_.wait_for(lock, most, [this] { return busy_ == 0; });
}

ThreadWorkers::~ThreadWorkers() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void ThreadWorkers::run(std::function<void()> work, std::function<void()> then) {
  {
    const std::lock_guard lock(mutex_);
    pieces_.push_back({std::move(work), std::move(then)});
  }
  wake_.notify_one();
}

void ThreadWorkers::serve() {
  for (;;) {
    Piece piece;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return closing_ || !pieces_.empty(); });
      if (closing_) return;
      piece = std::move(pieces_.front());
      pieces_.pop_front();
      ++busy_;
    }
    piece.work();
    {
      const std::lock_guard lock(mutex_);
      if (--busy_ == 0 && closing_) wake_.notify_all();
    }
    loop_.post(std::move(piece.then));
  }
}

}  // namespace vestibule::core
