#include "pronunciation.hpp"

#include <fmt/format.h>

#include <array>

#include "toml_file.hpp"
#include "unicode.hpp"
#include "vestibule/ui/data.hpp"

namespace vestibule::ui {

namespace {

enum class Sort { word, number, other };

Sort sort_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return Sort::number;
  // Letters of any script but the signs between: enough to cut a text into words.
  if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'\'' || c == U'״' || c == U'׳' || (c >= 0xC0 && c < 0x2000)) return Sort::word;
  return Sort::other;
}

/// Nothing a site or a patient wrote may be taken for sounds, and what steers direction is not read.
std::u32string cleaned(std::string_view text) {
  constexpr char32_t moon = U'\u0901', dot = U'\u0902';  // one sound in Hindi, but of जाएँ espeak-ng says only "jaa", of जाएं all
  std::u32string result;
  for (const char32_t c : code_points(text))
    if (!invisible(c)) result += c == U'[' || c == U']' ? U' ' : c == moon ? dot : c;
  return result;
}

std::string sounds(const std::string& said) { return "[[" + said + "]]"; }

void read_table(const toml::table& root, std::string_view key, std::map<std::string, std::string, std::less<>>& into) {
  if (const auto* table = root[key].as_table())
    for (const auto& [word, said] : *table) into[std::string(word.str())] = said.value_or(std::string{});
}

}  // namespace

Pronunciations Pronunciations::find() {
  Pronunciations all;
  const auto folder = data_file("assets/voices");
  if (!folder) return all;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(*folder, error)) {
    if (entry.path().extension() != ".toml") continue;
    const auto file = TomlFile::read(entry.path());
    if (!file) continue;
    Book& book = all.books_[entry.path().stem().string()];
    read_table(file->root(), "words", book.words);
    read_table(file->root(), "prefixes", book.prefixes);
    read_table(file->root(), "numbers", book.numbers);
  }
  return all;
}

/// The word's sounds; if only its prefix is not in the book (Hebrew writes "to the" and "and" onto the word), both together.
std::string Pronunciations::word_in(const Book& book, std::string_view word) {
  if (const auto found = book.words.find(word); found != book.words.end()) return found->second;
  for (const auto& [prefix, said] : book.prefixes)
    if (word.starts_with(prefix)) {
      if (word.substr(prefix.size()) == "\u05BE") return said;  // the hyphen before a number: espeak-ng says its name
      if (const std::string rest = word_in(book, word.substr(prefix.size())); !rest.empty()) return said + rest;
    }
  return {};
}

/// Up to 999: hundreds, tens, and the last with "and" before it. Empty where the book has no numbers.
std::string Pronunciations::number_in(const Book& book, int number) {
  const auto said = [&](int part) {
    const auto found = book.numbers.find(std::to_string(part));
    return found == book.numbers.end() ? std::string{} : found->second;
  };
  if (number == 0 || number > 999) return number == 0 ? said(0) : std::string{};
  std::vector<std::string> parts;
  if (number >= 100) parts.push_back(said(number / 100 * 100));
  const int rest = number % 100;
  if (rest > 20 || rest == 20) parts.push_back(said(rest / 10 * 10));
  if (rest > 0 && rest < 20) parts.push_back(said(rest));
  else if (rest % 10 > 0) parts.push_back(said(rest % 10));
  const auto with_and = book.numbers.find("and");
  if (parts.size() > 1 && with_and != book.numbers.end()) parts.back().insert(0, with_and->second);
  return fmt::format("{}", fmt::join(parts, " "));
}

std::string Pronunciations::apply(std::string_view language, std::string_view text) const {
  const std::u32string clean = cleaned(text);
  const auto book = books_.find(language);
  if (book == books_.end()) return utf8(clean);
  std::string result;
  for (std::size_t begin = 0, end = 0; begin < clean.size(); begin = end) {
    const Sort sort = sort_of(clean[begin]);
    for (end = begin; end < clean.size() && sort_of(clean[end]) == sort;) ++end;
    const std::string part = utf8(clean.substr(begin, end - begin));
    std::string said;
    if (sort == Sort::word) said = word_in(book->second, part);
    if (sort == Sort::number && part.size() <= 3) said = number_in(book->second, std::stoi(part));
    result += said.empty() ? part : sounds(said);
  }
  return result;
}

bool Pronunciations::has(std::string_view language, std::string_view word) const {
  const auto book = books_.find(language);
  return book == books_.end() || !word_in(book->second, word).empty();
}

}  // namespace vestibule::ui
