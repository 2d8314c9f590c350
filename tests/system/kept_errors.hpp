#pragma once
// A log for tests.

#include <mutex>
#include <string>
#include <vestibule/log.hpp>

namespace vestibule::test {

/// Errors are kept, for the message of a failing test.
class KeptErrors final : public Log {
 public:
  void write(Level level, std::string_view line) override {
    const std::lock_guard lock(mutex_);
    if (level >= Level::error) text_ += std::string(line) + "\n";
  }
  std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 private:
  mutable std::mutex mutex_;
  std::string text_;
};

}  // namespace vestibule::test
