#pragma once
// A Screen in a window of the desktop, or filling the display.

#include <memory>
#include <string>

#include "vestibule/result.hpp"
#include "vestibule/ui/loop.hpp"
#include "vestibule/ui/screen.hpp"

namespace vestibule::ui {

struct WindowOptions {
  std::string title;
  bool fullscreen = false;  ///< the screen is then resized to the display
  bool pointer = true;      ///< whether the mouse pointer is seen
  bool offscreen = false;   ///< no display at all: for pictures and tests
  bool locked = false;      ///< takes every key, stays above all, and no wish to close it is heard
};

/// The loop's thread only. Paints and presents whenever the loop has done its work and something has changed.
class Window {
 public:
  /// `unavailable` if there is no display. Loop and screen must outlive the window.
  static Result<std::unique_ptr<Window>> open(Loop& loop, Screen& screen, WindowOptions options);
  ~Window();

  /// Called when somebody closes the window; by default the loop is stopped.
  void on_close(std::function<void()> handler);

 private:
  struct Inside;
  explicit Window(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::ui
