#pragma once
// Passwords are hashed one at a time, off the loop; a flood of them is turned away at the door, not queued without end.

#include <deque>
#include <functional>
#include <string>

#include <vestibule/jobs.hpp>

#include "password.hpp"

namespace vestibule::identity {

/// Loop thread. It must outlive what it runs: it belongs to the plugin, which is never unloaded.
class Hashing {
 public:
  explicit Hashing(Jobs& jobs) : jobs_(jobs) {}

  bool full() const { return waiting_.size() >= most_waiting; }

  void verify(std::string hash, std::string password, std::function<void(bool)> then) {
    enqueue([this, hash = std::move(hash), password = std::move(password), then = std::move(then)]() mutable {
      jobs_.run([hash = std::move(hash), password = std::move(password)] { return verify_password(hash, password); },
                [this, then = std::move(then)](bool fits) {
                  next();
                  then(fits);
                });
    });
  }

  /// `then` gets an empty hash if there was no memory for it.
  void make(std::string password, std::function<void(std::string)> then) {
    enqueue([this, password = std::move(password), then = std::move(then)]() mutable {
      jobs_.run([password = std::move(password)] { return hash_password(password); },
                [this, then = std::move(then)](std::string hash) {
                  next();
                  then(std::move(hash));
                });
    });
  }

 private:
  static constexpr std::size_t most_waiting = 32;  // three seconds of work

  void enqueue(std::function<void()> work) {
    waiting_.push_back(std::move(work));
    if (!busy_) next();
  }
  void next() {
    busy_ = !waiting_.empty();
    if (!busy_) return;
    const auto work = std::move(waiting_.front());
    waiting_.pop_front();
    work();
  }

  Jobs& jobs_;
  std::deque<std::function<void()>> waiting_;
  bool busy_ = false;
};

}  // namespace vestibule::identity
