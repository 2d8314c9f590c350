#pragma once
// How often a device has guessed wrong of late: whoever guesses too often must wait.

#include <deque>
#include <map>
#include <string>

#include <vestibule/clock.hpp>

namespace vestibule::queue {

/// Forgets with the process: a restart of the host costs a guesser more time than it gives tries.
class Tries {
 public:
  explicit Tries(int most) : most_(static_cast<std::size_t>(most)) {}

  bool too_often(const std::string& device, Steady now) {
    auto& missed = missed_[device];
    while (!missed.empty() && now - missed.front() > window) missed.pop_front();
    return missed.size() >= most_;
  }
  void missed(const std::string& device, Steady now) { missed_[device].push_back(now); }

 private:
  static constexpr Duration window = std::chrono::minutes{10};

  std::size_t most_;
  std::map<std::string, std::deque<Steady>> missed_;  // devices have accounts at the broker: there are few
};

}  // namespace vestibule::queue
