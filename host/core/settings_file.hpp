#pragma once
// The site's one settings file, TOML: a table for the host's parts and one for each plugin.

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "vestibule/settings.hpp"

namespace vestibule::core {

/// How files the settings name are read: from the disk, or from memory in tests.
using FileReader = std::function<Result<std::string>(const std::string& path)>;

/// A described struct of the host's own settings is read the same way as a plugin's.
class SettingsFile {
 public:
  /// `invalid` with file, line and reason if the text is not TOML. An empty text is a file with all defaults.
  static Result<std::unique_ptr<SettingsFile>> parse(const std::string& text, std::string path, FileReader files);
  ~SettingsFile();

  /// The table `section` laid over `defaults`. `invalid`, with the line, for an unknown key or a value of another type.
  Result<json::value> read(const std::string& section, const json::object& defaults);

  template <class T>
  Result<T> read(const std::string& section, const T& defaults) {
    VESTIBULE_TRY(const auto merged, read(section, encode(defaults).as_object()));
    auto settings = decode<T>(merged);
    if (!settings) return fail(settings.error().code, "{}: [{}] {}", path(), section, settings.error().message);
    return settings;
  }

  /// `invalid`, with its line, for the first table nobody has read and that is none of `others`.
  Result<> check_all_read(const std::set<std::string>& others) const;

  /// What the file itself says, by "section.key", and on which line.
  struct Said {
    json::value value;
    int line = 0;
  };
  std::map<std::string, Said> given() const;

  /// A file named in the settings; a relative path starts at the settings file's folder.
  Result<std::string> file(const std::string& path) const;
  std::string resolved(const std::string& path) const;
  const std::string& path() const;

 private:
  struct Inside;
  explicit SettingsFile(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// Reads a whole file; not_found or unavailable with its name.
Result<std::string> read_file(const std::string& path);

}  // namespace vestibule::core
