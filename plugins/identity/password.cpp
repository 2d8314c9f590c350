#include "password.hpp"

#include <sodium.h>

#include <algorithm>
#include <set>

#include "common_passwords.hpp"

namespace vestibule::identity {
namespace {

constexpr std::size_t longest = 128;  ///< characters: a hash of more costs time and adds nothing

/// Small letters, and digits and signs that stand for letters as those letters: "P@ssw0rd" is "password".
std::string plainly(std::string_view text, bool digits_too) {
  std::string plain;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    constexpr std::string_view signs = "@$!", letters = "asi", digits = "01345", stand_for = "oleas";
    if (const auto at = signs.find(c); at != signs.npos) c = letters[at];
    if (const auto at = digits.find(c); digits_too && at != digits.npos) c = stand_for[at];
    if (c != ' ' && c != '-' && c != '_' && c != '.' && c != ',' && c != '#' && c != '*') plain += c;
  }
  return plain;
}

/// Whether `left` characters or fewer remain when the longest known words are taken out from the front, one after the other, and
/// these are not more than `most` different ones.
template <class Words>
bool made_of(std::string_view text, const Words& words, std::size_t most, std::size_t left) {
  std::size_t over = 0;
  std::set<std::string_view> used;
  while (!text.empty()) {
    std::size_t taken = 0;
    for (std::size_t length = std::min<std::size_t>(text.size(), 40); length >= 4 && taken == 0; --length)
      if (words.contains(text.substr(0, length))) taken = length;
    if (taken == 0) {
      ++over;
      taken = 1;
    } else {
      used.insert(text.substr(0, taken));
    }
    text.remove_prefix(taken);
  }
  return over <= left && used.size() <= most;
}

std::size_t different_in(std::string_view text) { return std::set<char>(text.begin(), text.end()).size(); }

/// Whether each character follows the one before by the same small step: "abcdef", "987654", "aaaa".
bool is_run(std::string_view text) {
  for (std::size_t i = 2; i < text.size(); ++i)
    if (text[i] - text[i - 1] != text[1] - text[0]) return false;
  return text.size() < 2 || (text[1] - text[0] >= -2 && text[1] - text[0] <= 2);
}

}  // namespace

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }));
}

Result<> check_password(std::string_view password, bool second_factor, const std::vector<std::string>& words, const WordList& dictionary) {
  const std::size_t length = characters_in(password), least = second_factor ? 8 : 15;
  if (length < least) return fail(Code::invalid, "a password needs {} characters or more{}", least, second_factor ? "" : "; with a second factor, 8");
  if (length > longest) return fail(Code::invalid, "a password has {} characters at most", longest);
  static const std::set<std::string, std::less<>> common(common_passwords().begin(), common_passwords().end());
  std::set<std::string, std::less<>> known = common;
  for (const auto& word : words)
    if (const auto plain = plainly(word, false); plain.size() >= 4) known.insert(plain);
  constexpr std::size_t spare = 4;     // "password123!" is "password" and four characters that everybody adds
  constexpr std::size_t few_words = 2;  // of more different words a phrase is made, and a phrase is what we ask for
  const auto guessed = [&](const std::string& plain) { return made_of(plain, known, few_words, spare) || made_of(plain, dictionary, 1, spare); };
  if (different_in(password) < 5 || is_run(password) || guessed(plainly(password, false)) || guessed(plainly(password, true)))
    return fail(Code::invalid, "this password is among the first that are guessed: take a few words that have nothing to do with each other");
  return {};
}

Result<> check_pin(std::string_view pin) {
  const bool digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || pin.size() < 6 || pin.size() > 12) return fail(Code::invalid, "a PIN has 6 to 12 digits");
  const auto common = common_passwords();
  if (different_in(pin) < 3 || is_run(pin) || std::find(common.begin(), common.end(), pin) != common.end())
    return fail(Code::invalid, "this PIN is among the first that are guessed");
  return {};
}

std::string hash_password(std::string_view password) {
  char hash[crypto_pwhash_STRBYTES];
  const int failed = crypto_pwhash_str(hash, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
  return failed ? std::string() : std::string(hash);
}

bool verify_password(const std::string& hash, std::string_view password) {
  // Of a text nobody knows; made once with the same limits.
  static const std::string nobodys = [] {
    char chance[32];
    randombytes_buf(chance, sizeof chance);
    return hash_password({chance, sizeof chance});
  }();
  const std::string& asked = hash.empty() ? nobodys : hash;
  const bool fits = crypto_pwhash_str_verify(asked.c_str(), password.data(), password.size()) == 0;
  return fits && !hash.empty();
}

}  // namespace vestibule::identity
