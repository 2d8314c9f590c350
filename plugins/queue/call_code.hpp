#pragma once
// Call codes that tell nobody who came first: four characters and a check letter, such as "K7RMX".
//
// The alphabet holds one of each group that is confused by eye (0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V, V Y, C G, E F) or by
// ear in English (the letters that rhyme with "tee", A J K H 8, M N, F S, I Y 5 9, Q U 2), and no vowel, so that no code is a
// word. It has 13 characters, a prime: with values 0 to 12 and the weights 1, 2, 3, 4 and -1, a code is right if the weighted
// sum is 0 modulo 13. All weights differ and none is 0, so one wrong character never passes, nor do two that changed places.

#include <string>
#include <string_view>

#include <vestibule/random.hpp>

namespace vestibule::queue {

inline constexpr std::string_view call_code_alphabet = "FHKMRTWXY2479";
inline constexpr std::size_t call_code_length = 5;

/// Drawn until the check is a letter: 19,773 codes.
std::string draw_call_code(RandomStream& chance);
/// The right length, characters and check letter.
bool is_call_code(std::string_view text);

}  // namespace vestibule::queue
