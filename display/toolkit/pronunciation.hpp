#pragma once
// How words are said that espeak-ng cannot read by itself. It knows no Hebrew vowels and no Hebrew numbers; a file
// (assets/voices/he.toml) has both, word by word, in espeak-ng's own letters for sounds. Private to the toolkit.

#include <map>
#include <string>
#include <string_view>

namespace vestibule::ui {

class Pronunciations {
 public:
  /// Reads every file of assets/voices; languages without one need none.
  static Pronunciations find();

  /// The text with each word the file has put as sounds: "[[lag'eSet]]". What it does not have is left to the voice.
  std::string apply(std::string_view language, std::string_view text) const;
  /// Whether the file of the language has the word, with or without an attached preposition; true where there is no file.
  bool has(std::string_view language, std::string_view word) const;

 private:
  using Sounds = std::map<std::string, std::string, std::less<>>;
  struct Book {
    Sounds words, prefixes, numbers;
  };
  static std::string word_in(const Book& book, std::string_view word);
  static std::string number_in(const Book& book, int number);

  std::map<std::string, Book, std::less<>> books_;
};

}  // namespace vestibule::ui
