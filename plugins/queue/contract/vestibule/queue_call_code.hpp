#pragma once
// Call codes that tell nobody who came first: four characters and a check letter, such as "K7RMX". A kiosk that gives one
// without the house puts its mark behind it, as nobody else does: "K7RMX-2".
//
// The alphabet holds one of each group that is confused by eye (0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V, V Y, C G, E F) or by
// ear in English (the letters that rhyme with "tee", A J K H 8, M N, F S, I Y 5 9, Q U 2), and no vowel, so that no code is a
// word. It has 13 characters, a prime: with values 0 to 12 and the weights 1, 2, 3, 4 and -1, a code is right if the weighted
// sum is 0 modulo 13. All weights differ and none is 0, so one wrong character never passes, nor do two that changed places.

#include <array>
#include <string>
#include <string_view>

#include <vestibule/random.hpp>

namespace vestibule::queue {

inline constexpr std::string_view call_code_alphabet = "FHKMRTWXY2479";
inline constexpr std::size_t call_code_length = 5;

namespace call_code_inside {

inline constexpr std::size_t prime = call_code_alphabet.size();
inline constexpr std::array<std::size_t, call_code_length> weights{1, 2, 3, 4, prime - 1};
static_assert(prime == 13);

constexpr bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

/// The weighted sum of the characters there are, modulo the prime; `prime` if one is not of the alphabet.
inline std::size_t sum_of(std::string_view text) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto value = call_code_alphabet.find(text[i]);
    if (value == call_code_alphabet.npos) return prime;
    sum += weights[i] * value;
  }
  return sum % prime;
}

}  // namespace call_code_inside

/// Drawn until the check is a letter: 19,773 codes.
inline std::string draw_call_code(RandomStream& chance) {
  namespace inside = call_code_inside;
  for (;;) {
    std::string code;
    while (code.size() + 1 < call_code_length) code += call_code_alphabet[chance.below(inside::prime)];
    const char check = call_code_alphabet[inside::sum_of(code)];
    if (inside::is_letter(check)) return code + check;
  }
}

/// The right length, characters and check letter.
inline bool is_call_code(std::string_view text) {
  return text.size() == call_code_length && call_code_inside::is_letter(text.back()) && call_code_inside::sum_of(text) == 0;
}

}  // namespace vestibule::queue
