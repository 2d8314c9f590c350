#pragma once
// espeak-ng itself. Private to the toolkit.

#include <memory>
#include <string>

#include "vestibule/ui/sound.hpp"

namespace vestibule::ui {

/// One thread, one in a process.
class Synthesiser {
 public:
  /// `unavailable` if the library or its data is not installed.
  static Result<std::unique_ptr<Synthesiser>> open(const std::string& library, int words_per_minute);
  virtual ~Synthesiser() = default;
  /// `not_found` if there is no voice for the language.
  virtual Result<Clip> speak(const std::string& language, const std::string& text) = 0;
};

}  // namespace vestibule::ui
