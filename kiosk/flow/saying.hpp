#pragma once
// What is to be said to a person, before a language is chosen: keys of the locale files, and texts the site has written.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <vestibule/queue_wire.hpp>

namespace vestibule::kiosk {

using queue::Texts;

/// A key of the locale files with the values that fill its {gaps}; or a text of the site, in its languages; or a language's name.
struct Saying {
  std::string key;
  Texts site;                           ///< used when there is no key
  std::map<std::string, Texts> values;  ///< a value with one entry is the same in every language: a number
  std::map<std::string, std::string> keys{};  ///< values that are keys themselves: a weekday
  std::optional<int> count;             ///< chooses the plural form, and fills {count} if there is one
  std::string language;                 ///< alone: the name of this language, in its own script

  bool empty() const { return key.empty() && site.empty() && language.empty(); }

  Saying with(std::string gap, Texts value) && {
    values[std::move(gap)] = std::move(value);
    return std::move(*this);
  }
  Saying with(std::string gap, std::string value) && {
    return std::move(*this).with(std::move(gap), Texts{{"", std::move(value)}});
  }
  Saying with(std::string gap, int value) && { return std::move(*this).with(std::move(gap), std::to_string(value)); }
  Saying saying(std::string gap, const Saying& value) && {
    keys[std::move(gap)] = value.key;
    return std::move(*this);
  }
  /// Fills {count} and chooses the plural form for it.
  Saying counting(int n) && {
    count = n;
    return std::move(*this).with("count", n);
  }

  /// Fills {low} and {high}; what is counted takes the plural form of the last number said: "2 to 5 minutes".
  Saying ranging(int low, int high) && {
    count = high;
    return std::move(*this).with("low", low).with("high", high);
  }

  friend bool operator==(const Saying&, const Saying&) = default;
};

/// Whether there are words for it in that language: a text of the site may have none.
inline bool said_in(const Saying& saying, const std::string& tag) { return saying.site.empty() || saying.site.count(tag) > 0; }

/// Every key is written as a literal in a call of this function: a test compares them with the locale files.
inline Saying key(std::string_view name) {
  Saying saying;
  saying.key = name;
  return saying;
}
inline Saying of_site(Texts texts) {
  Saying saying;
  saying.site = std::move(texts);
  return saying;
}
/// The same in every language: a letter, a code.
inline Saying plain(std::string text) { return of_site({{"", std::move(text)}}); }
inline Saying name_of_language(std::string tag) {
  Saying saying;
  saying.language = std::move(tag);
  return saying;
}

}  // namespace vestibule::kiosk
