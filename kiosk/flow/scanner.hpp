#pragma once
// A barcode scanner types like a keyboard: characters close upon each other, then Enter. A person does not.

#include <functional>
#include <string>

#include <vestibule/clock.hpp>

namespace vestibule::kiosk {

/// Owner's loop only.
class Scanner {
 public:
  /// `scanned` gets what was read, without what ended it.
  Scanner(const Clock& clock, std::function<void(const std::string&)> scanned) : clock_(clock), scanned_(std::move(scanned)) {}

  void typed(const std::string& text);
  /// The Enter key. True if it ended a scan: it is then no key press of anybody's.
  bool enter();

 private:
  const Clock& clock_;
  const std::function<void(const std::string&)> scanned_;
  std::string read_;
  Steady last_{};
  bool overlong_ = false;
};

}  // namespace vestibule::kiosk
