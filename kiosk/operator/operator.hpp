#pragma once
// The operator's pages: first the PIN, then what can be seen and done at this kiosk.

#include <functional>
#include <optional>
#include <string>

#include "flow/page.hpp"
#include "offline/offline.hpp"
#include "pin.hpp"

namespace vestibule::kiosk {

/// What the operator sees.
struct KioskHealth {
  OfflineState house;
  queue::PrinterReport printer;
  std::string ends_at;  ///< local time of `printer.ends_at`; empty if unknown
};

/// Owner's loop only; the flow shows its pages and hands it their touches.
class Operator {
 public:
  struct Doing {
    std::function<KioskHealth()> health;
    std::function<void(const std::string& language)> print_test;
    std::function<void()> roll_changed;
    std::function<void()> reload;  ///< the program begins anew
    std::function<void()> leave;   ///< the program ends for good
  };
  Operator(PinLock& lock, Doing doing) : lock_(lock), doing_(std::move(doing)) {}

  bool open() const { return stage_ != Stage::closed; }
  void call() { stage_ = Stage::pin; }
  void close();

  /// Kind, words and choices.
  Page page() const;
  /// A choice of that page was touched.
  void touch(const std::string& choice, const std::string& language);
  /// While it says how long to wait, the page changes each second.
  bool waits() const { return stage_ == Stage::pin && lock_.wait() > std::chrono::seconds{0}; }

 private:
  enum class Stage { closed, pin, desk };
  Page pin_page() const;
  Page desk_page() const;
  void work(const std::string& choice, const std::string& language);

  PinLock& lock_;
  const Doing doing_;
  Stage stage_ = Stage::closed;
  std::string typed_;
  bool wrong_ = false;
};

}  // namespace vestibule::kiosk
