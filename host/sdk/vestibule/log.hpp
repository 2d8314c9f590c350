#pragma once
// What the people who run the system read. Never the name of a patient: hold those in Private<T>.

#include <fmt/format.h>
#include <string_view>
#include <utility>

namespace vestibule {

enum class Level { debug, info, warning, error };

/// Any thread. Each plugin has its own Log, which names it in every line.
class Log {
 public:
  virtual ~Log() = default;
  virtual void write(Level level, std::string_view text) = 0;

  template <class... Args>
  void debug(fmt::format_string<Args...> format, Args&&... args) { write(Level::debug, fmt::format(format, std::forward<Args>(args)...)); }
  template <class... Args>
  void info(fmt::format_string<Args...> format, Args&&... args) { write(Level::info, fmt::format(format, std::forward<Args>(args)...)); }
  template <class... Args>
  void warning(fmt::format_string<Args...> format, Args&&... args) { write(Level::warning, fmt::format(format, std::forward<Args>(args)...)); }
  template <class... Args>
  void error(fmt::format_string<Args...> format, Args&&... args) { write(Level::error, fmt::format(format, std::forward<Args>(args)...)); }
};

}  // namespace vestibule
