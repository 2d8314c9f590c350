#pragma once
// Texts for people in one language, from locale/<language>.toml: plain texts, {placeholders}, and plural forms.
//
//   direction = "rtl"                    # absent: ltr
//   name = "العربية"                     # the language in its own script
//   [words]
//   now_calling = "Now calling"
//   ahead = {one = "{count} person ahead of you", other = "{count} people ahead of you"}

#include <concepts>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vestibule/result.hpp"
#include "vestibule/ui/geometry.hpp"

namespace vestibule::ui {

class TomlFile;

/// A value for a placeholder. A number chooses the plural form if its name is "count".
struct Filling {
  std::string name;
  std::string value;
  std::optional<long long> number;

  Filling(std::string n, std::string v) : name(std::move(n)), value(std::move(v)) {}
  Filling(std::string n, const char* v) : name(std::move(n)), value(v) {}
  Filling(std::string n, std::integral auto v) : name(std::move(n)), value(std::to_string(v)), number(v) {}
};

/// A value once read; any thread.
class Words {
 public:
  /// Reads a locale file; the language is its name without ".toml". An error names the line.
  static Result<Words> read(const std::filesystem::path& file);
  static Result<Words> parse(std::string language, std::string_view toml);

  const std::string& language() const { return language_; }
  const std::string& name() const { return name_; }
  Direction direction() const { return direction_; }

  bool has(std::string_view key) const;
  /// The text of a key. Values are set apart from the text around them, so a Latin name in an Arabic sentence does not
  /// turn it about. A key that is not there comes out as "[key]", to be seen.
  std::string text(std::string_view key, const std::vector<Filling>& fillings = {}) const;
  std::vector<std::string> keys() const;
  /// Every text in every form, in one: for what must know all its letters.
  std::string letters() const;
  /// The plural categories a key has texts for; a plain text has "other" alone.
  std::vector<std::string> forms(std::string_view key) const;

 private:
  static Result<Words> from_toml(std::string language, const TomlFile& file);
  using Forms = std::map<std::string, std::string, std::less<>>;  // plural category to text; a plain text is "other"
  std::string language_;
  std::string name_;
  Direction direction_ = Direction::left_to_right;
  std::map<std::string, Forms, std::less<>> words_;
};

/// Set apart from the text around it, so that it keeps its own direction in a line of another (U+2068 and U+2069).
std::string isolated(std::string_view text);

/// The plural category of a whole number by the language's rule (Unicode CLDR): zero, one, two, few, many or other.
std::string_view plural(std::string_view language, long long number);

/// Of a map by language ({"en": "Desk 1", "ar": "..."}), the text for that language: itself, its root ("pt" for "pt-BR"),
/// English, or whichever there is.
const std::string& in_language(const std::map<std::string, std::string>& texts, std::string_view language);

}  // namespace vestibule::ui
