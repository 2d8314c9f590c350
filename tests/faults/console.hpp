#pragma once
// A console that issues numbers over HTTP, on a thread of its own, with its own notes.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "notes.hpp"

namespace vestibule::faults {

class Console {
 public:
  /// Works at once. The host is somewhere else after each start: tell it.
  Console();
  ~Console() { stop(); }
  void host_is_at(const std::string& url);
  void stop();
  /// What it was told since it was asked last.
  Notes take();
  std::size_t told() const { return told_; }

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  Notes notes_;
  int port_ = 0;
  bool closing_ = false;
  std::atomic<std::size_t> told_{0};
  std::thread thread_;
};

/// The port in "http://127.0.0.1:1234"; 0 if there is none.
int port_of(const std::string& url);

}  // namespace vestibule::faults
