#pragma once
// Where windows open: the display there is, or an Xvfb of our own on a free number; and a hand that can tap at it.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vestibule/link/child_process.hpp"

namespace vestibule::demo {

enum class Display { own, given };

/// A window's number, as xdotool knows it.
using WindowId = std::string;

class Desktop {
 public:
  /// `given` takes $DISPLAY; unavailable if there is none, or if Xvfb does not start.
  static Result<std::unique_ptr<Desktop>> open(Display display, std::filesystem::path folder);

  Display kind() const { return kind_; }
  const std::string& name() const { return name_; }
  /// What a program needs to open its window here.
  std::vector<std::pair<std::string, std::string>> environment() const;

  /// The window of a program, once it has one.
  std::optional<WindowId> window_of(pid_t program) const;
  /// Whether somebody else places windows here.
  bool managed() const;
  void move(const WindowId& window, int x, int y) const;
  /// Begins to tap a point of the window; done when the child has ended.
  Result<link::ChildProcess> tap(const WindowId& window, int x, int y) const;

 private:
  Desktop(Display kind, std::filesystem::path folder) : kind_(kind), folder_(std::move(folder)) {}
  Result<> start_server();
  Result<link::ChildProcess> xdotool(std::vector<std::string> words, const std::filesystem::path& output) const;

  const Display kind_;
  const std::filesystem::path folder_;
  std::string name_;
  link::ChildProcess server_;
};

}  // namespace vestibule::demo
