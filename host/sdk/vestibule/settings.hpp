#pragma once
// What a site may choose, from its one settings file: the table named as the plugin.

#include <map>
#include <string>

#include "vestibule/json.hpp"

namespace vestibule {

/// Loop thread, in Plugin::start.
class Settings {
 public:
  virtual ~Settings() = default;

  /// Reads this plugin's table over `defaults`, a described struct of plain members. `help` has one sentence for each
  /// member. invalid, with file and line, for a key the struct does not have or a value of another type.
  template <class T>
  Result<T> read(const T& defaults, const std::map<std::string, std::string>& help) {
    VESTIBULE_TRY(const auto merged, read(fields_of<T>(), encode(defaults).as_object(), help));
    return decode<T>(merged);
  }

  /// The text of a file the settings name; a relative path starts at the settings file's folder.
  virtual Result<std::string> file(const std::string& path) = 0;

 private:
  virtual Result<json::value> read(const std::vector<Field>& fields, const json::object& defaults,
                                   const std::map<std::string, std::string>& help) = 0;
};

}  // namespace vestibule
