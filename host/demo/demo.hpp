#pragma once
// vestibule demo: the whole front hall on one machine, for looking at it and for seeing that it holds.

#include <filesystem>

#include "vestibule/result.hpp"

namespace vestibule::demo {

struct DemoOptions {
  std::filesystem::path program;   ///< vestibule itself
  std::filesystem::path hospital;  ///< the hospital's file
  std::filesystem::path folder;    ///< for everything it writes; empty: a new one under the temporary folder
  std::filesystem::path pictures;  ///< gets a copy of the pictures; may be empty
  std::string visit;               ///< a command for the shell, run after the morning while the house stands; its environment names
                                   ///< the house and its people. Empty: none
  bool keep = false;               ///< go on after the morning until told to stop
  bool morning = false;            ///< play the morning on a display of its own even if there is a real one
};

/// 0 only if everything held. Errors are said on standard error.
int play(const DemoOptions& options);

}  // namespace vestibule::demo
