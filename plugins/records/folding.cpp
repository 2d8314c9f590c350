#include "folding.hpp"

#include <unicode/locid.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace vestibule::records {
namespace {

constexpr std::size_t most_words = 16, most_bytes = 400;

/// A transliterator is not for several threads at once, and takes milliseconds to make: one for each thread.
const icu::Transliterator& folder() {
  thread_local const std::unique_ptr<icu::Transliterator> made = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> one(
        icu::Transliterator::createInstance("NFKD; Any-Latin; Latin-ASCII; [:Nonspacing Mark:] Remove; Lower; NFKC", UTRANS_FORWARD, error));
    if (U_FAILURE(error) || !one) throw std::runtime_error("ICU has no transliterator to Latin letters: is its data installed?");
    return one;
  }();
  return *made;
}

bool plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
/// Letters after which an h is breath, not a sound of its own.
bool breathed(char c) { return std::string_view("bdstz").find(c) != std::string_view::npos; }
bool vowel(char c) { return std::string_view("aeiouyw").find(c) != std::string_view::npos; }

/// Any script's digits as ours; letters in capitals.
std::string letters_and_digits(std::string_view utf8) {
  std::string kept;
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(std::min(utf8.size(), most_bytes))));
  text.toUpper(icu::Locale::getRoot());
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const auto digit = u_charDigitValue(c);
    if (digit >= 0) kept += static_cast<char>('0' + digit);
    else if (u_isalpha(c)) icu::UnicodeString(c).toUTF8String(kept);
  }
  return kept;
}

}  // namespace

std::vector<std::string> folded_words(std::string_view utf8) {
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int>(std::min(utf8.size(), most_bytes))));
  folder().transliterate(text);
  std::string folded;
  text.toUTF8String(folded);
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    if (!word.empty() && words.size() < most_words) words.push_back(word);
    word.clear();
  };
  for (const char c : folded) {
    if (plain(c)) word += c;
    else if (c != '\'' && c != '`' && static_cast<unsigned char>(c) < 0x80) end();  // O'Neill is one word
  }
  end();
  return words;
}

std::string skeleton(std::string_view folded) {
  std::string bones;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    char c = folded[i];
    const char next = i + 1 < folded.size() ? folded[i + 1] : '\0';
    if (vowel(c)) {
      if (!bones.empty()) continue;
      c = 'a';
    } else if (c == 'h' && i > 0 && (breathed(folded[i - 1]) || next == '\0')) {
      continue;  // "sharma" and "sarma", "thomas" and "tomas"; a last h is written or not: "sara", "sarah", שרה
    } else if (c == 'c') {
      c = next == 'h' ? 'c' : 'k';
    } else if (c == 'q') {
      c = 'k';
    } else if (c == 'v') {
      c = 'f';
    } else if (c == 'z') {
      c = 's';
    } else if (c == 'p' && next == 'h') {
      c = 'f';
      ++i;
    }
    if (bones.empty() || bones.back() != c) bones += c;
  }
  return bones;
}

std::string normal_identifier(std::string_view utf8) { return letters_and_digits(utf8); }

std::string normal_contact(std::string_view utf8) {
  std::string kept;
  if (utf8.find('@') != utf8.npos) {
    for (const char c : utf8)
      if (static_cast<unsigned char>(c) > ' ') kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return kept;
  }
  for (const char c : letters_and_digits(utf8))
    if (c >= '0' && c <= '9') kept += c;
  return kept.size() > 9 ? kept.substr(kept.size() - 9) : kept;
}

}  // namespace vestibule::records
