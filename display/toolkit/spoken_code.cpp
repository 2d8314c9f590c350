// How a token's code is said.

#include <cctype>

#include "vestibule/ui/speech.hpp"

namespace vestibule::ui {

namespace {

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

void add(std::string& said, std::string_view part) {
  if (part.empty()) return;
  if (!said.empty()) said += ", ";
  said += part;
}

/// "1234" in pairs from the right, so that each is an ordinary number: "12, 34". A pair's leading zero is said: "12, 0, 5".
void add_pairs(std::string& said, std::string_view digits) {
  const std::size_t first = digits.size() % 2;
  add(said, digits.substr(0, first));
  for (std::size_t at = first; at < digits.size(); at += 2) {
    if (digits[at] == '0') add(said, "0"), add(said, digits.substr(at + 1, 1));
    else add(said, digits.substr(at, 2));
  }
}

}  // namespace

std::string spoken_code(std::string_view code) {
  std::size_t letters = 0;
  while (letters < code.size() && letter(code[letters])) ++letters;
  std::string_view digits = code.substr(letters);
  const bool a_number = letters <= 2 && !digits.empty() && std::all_of(digits.begin(), digits.end(), digit);
  std::string said;
  if (!a_number) {
    for (std::size_t i = 0; i < code.size(); ++i)
      if (digit(code[i]) || letter(code[i])) add(said, code.substr(i, 1));
    return said;
  }
  for (std::size_t i = 0; i < letters; ++i) add(said, code.substr(i, 1));
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  if (digits.size() <= 3) add(said, digits);
  else add_pairs(said, digits);
  return said;
}

}  // namespace vestibule::ui
