#pragma once
// Whoever guesses wrong waits, longer each time; nobody is locked out.

#include <list>
#include <map>
#include <string>
#include <string_view>

#include <vestibule/clock.hpp>

namespace vestibule::identity {

/// How long after the n-th failure the next try is looked at: nothing for the first few, then doubling.
struct ThrottleRule {
  int free = 3;                                   ///< failures without a wait
  Duration first = std::chrono::seconds{1};       ///< after the next one
  Duration most = std::chrono::minutes{1};        ///< never longer: an account cannot be shut from outside
  Duration forgotten = std::chrono::minutes{15};  ///< after so long without a failure all is forgotten
};

/// By account or by address, on the steady clock, at most `most_kept` of them: then the one that failed longest ago is forgotten.
class Throttle {
 public:
  explicit Throttle(ThrottleRule rule, std::size_t most_kept = 10'000) : rule_(rule), most_kept_(most_kept) {}

  /// How long the next try must wait; zero: now.
  Duration wait(std::string_view who, Steady now) const;
  void failed(std::string_view who, Steady now);
  void succeeded(std::string_view who);
  std::size_t kept() const { return kept_.size(); }

 private:
  struct Record {
    int failures = 0;
    Steady last;
    std::list<std::string>::iterator place;  ///< in order_
  };

  Duration delay(int failures) const;

  ThrottleRule rule_;
  std::size_t most_kept_;
  std::map<std::string, Record, std::less<>> kept_;
  std::list<std::string> order_;  ///< who failed longest ago first
};

}  // namespace vestibule::identity
