#include "worker.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace vestibule::kiosk {
namespace {

struct Job {
  std::string id;
  Raster ticket;
  std::string name;
};
constexpr std::size_t most_waiting = 8;

}  // namespace

struct PrintWorker::Inside : std::enable_shared_from_this<Inside> {
  std::unique_ptr<Machine> machine;
  std::function<void(std::function<void()>)> post;
  Heard heard;  // owner's loop only
  Duration look_every{};

  std::mutex mutex;
  std::condition_variable wake;
  std::deque<Job> jobs;
  bool look_now = true;
  std::atomic<bool> ending = false;
  std::optional<PrinterState> state;  // the thread's
  std::thread thread;

  /// On the loop, unless the owner has gone meanwhile.
  void tell(std::function<void(Heard&)> what) {
    post([self = weak_from_this(), what = std::move(what)] {
      if (const auto held = self.lock(); held && !held->ending) what(held->heard);
    });
  }
  void note(PrinterState now) {
    if (state == now) return;
    state = now;
    tell([now](Heard& to) { to.state(now); });
  }
  void finished(const std::string& id, Machine::Outcome outcome) {
    tell([id, outcome = std::move(outcome)](Heard& to) { to.done(id, outcome); });
  }
  void run();
};

void PrintWorker::Inside::run() {
  std::unique_lock lock(mutex);
  while (!ending) {
    if (jobs.empty() && !look_now) wake.wait_for(lock, look_every, [&] { return ending || look_now || !jobs.empty(); });
    if (ending) return;
    std::optional<Job> job;
    if (!jobs.empty()) {
      job = std::move(jobs.front());
      jobs.pop_front();
    }
    look_now = false;
    lock.unlock();
    if (job) {
      auto outcome = machine->print(job->ticket, job->name, [this] { return ending.load(); });
      note(outcome.state);
      finished(job->id, std::move(outcome));
    } else {
      note(machine->look());
    }
    lock.lock();
  }
}

PrintWorker::PrintWorker(std::unique_ptr<Machine> machine, std::function<void(std::function<void()>)> post, Heard heard, Duration look_every)
    : inside_(std::make_shared<Inside>()) {
  inside_->machine = std::move(machine);
  inside_->post = std::move(post);
  inside_->heard = std::move(heard);
  inside_->look_every = look_every;
  inside_->thread = std::thread([inside = inside_.get()] { inside->run(); });
}

PrintWorker::~PrintWorker() {
  {
    const std::lock_guard lock(inside_->mutex);
    inside_->ending = true;
  }
  inside_->wake.notify_all();
  inside_->thread.join();
}

void PrintWorker::print(std::string id, Raster ticket, std::string name) {
  {
    const std::lock_guard lock(inside_->mutex);
    if (inside_->jobs.size() < most_waiting) {
      inside_->jobs.push_back({std::move(id), std::move(ticket), std::move(name)});
      id.clear();
    }
  }
  if (id.empty()) inside_->wake.notify_all();
  else inside_->finished(id, {false, PrinterState::offline, "too many tickets wait"});
}

void PrintWorker::look() {
  {
    const std::lock_guard lock(inside_->mutex);
    inside_->look_now = true;
  }
  inside_->wake.notify_all();
}

}  // namespace vestibule::kiosk
