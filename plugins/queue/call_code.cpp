#include "call_code.hpp"

#include <array>

namespace vestibule::queue {
namespace {

constexpr std::size_t prime = call_code_alphabet.size();
constexpr std::array<std::size_t, call_code_length> weights{1, 2, 3, 4, prime - 1};
constexpr bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

static_assert(prime == 13);

/// The weighted sum of the characters there are, modulo the prime; `prime` if one is not of the alphabet.
std::size_t sum_of(std::string_view text) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto value = call_code_alphabet.find(text[i]);
    if (value == call_code_alphabet.npos) return prime;
    sum += weights[i] * value;
  }
  return sum % prime;
}

}  // namespace

std::string draw_call_code(RandomStream& chance) {
  for (;;) {
    std::string code;
    while (code.size() + 1 < call_code_length) code += call_code_alphabet[chance.below(prime)];
    const char check = call_code_alphabet[sum_of(code)];
    if (is_letter(check)) return code + check;
  }
}

bool is_call_code(std::string_view text) { return text.size() == call_code_length && is_letter(text.back()) && sum_of(text) == 0; }

}  // namespace vestibule::queue
