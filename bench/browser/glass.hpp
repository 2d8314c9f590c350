#pragma once
// An X server in memory, and what can be seen on it.

#include <filesystem>
#include <memory>
#include <string>

#include <vestibule/link/child_process.hpp>

namespace vestibule::bench {

/// 1920x1080, 24 bits. Exits with a message if it cannot be had.
class Glass {
 public:
  explicit Glass(const std::filesystem::path& folder);
  ~Glass();
  Glass(const Glass&) = delete;

  const std::string& name() const { return name_; }  ///< ":7"
  /// Somebody would see something: one of three rows of pixels shows three colours or more.
  bool shows_something() const;

 private:
  link::ChildProcess server_;
  std::string name_;
  void* display_ = nullptr;
};

}  // namespace vestibule::bench
