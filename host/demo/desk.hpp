#pragma once
// Somebody at a desk: opens it, calls whoever is next, serves them, and the next; or calls at a moment it is told.

#include <functional>
#include <string>

#include "staff.hpp"
#include "told.hpp"

namespace vestibule::demo {

class Desk {
 public:
  /// `pace`: from one call to the next, if somebody waits. All must outlive it.
  Desk(std::string name, Duration pace, std::unique_ptr<Staff> staff, Loop& loop, Notes& notes);

  /// Opens the desk; once.
  void open();
  /// Calls and serves by itself from now on.
  void work();
  /// Finishes with the patient who is there and calls nobody more.
  void rest();
  bool resting() const { return !working_ && !busy_; }
  /// Calls whoever is next, at once, and serves them in the time given. Only while resting.
  void call_once(Duration serving);

  int calls() const { return calls_; }
  const std::string& name() const { return name_; }

 private:
  void call();
  void invited(const std::string& number);
  void free();
  void after(Duration pause, std::function<void()> step);
  template <class Asked>
  void act(const char* command, const Asked& asked, std::function<void()> then);

  const std::string name_;
  const Duration pace_;
  Loop& loop_;
  Notes& notes_;
  std::unique_ptr<Staff> staff_;
  Duration serving_{0};
  bool working_ = false;
  bool busy_ = false;  // a patient is called or here
  int calls_ = 0;
  int called_before_ = 0;  // at the last look: the same means that nobody waited
  Timer timer_;
};

}  // namespace vestibule::demo
