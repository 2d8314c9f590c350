#pragma once
// Names as a search compares them: without accents, in Latin letters whatever the script, in small letters. Pure; any thread.

#include <string>
#include <string_view>
#include <vector>

namespace vestibule::records {

/// The words of a name, folded to a-z and 0-9: "Müller-Łęcka" is {"muller", "lecka"}, "王小明" {"wang", "xiao", "ming"}. At most 16.
std::vector<std::string> folded_words(std::string_view utf8);

/// What is left of a folded word when vowels and doubles go and letters that stand for one sound are one: "muhammad" and "mhmd"
/// (Arabic writes no short vowels) both give "mhmd", "mueller" and "muller" "mlr". The first letter stays, vowels as "a".
std::string skeleton(std::string_view folded);

/// An identifier's value without spaces, dashes, dots and slashes, in capitals and plain digits.
std::string normal_identifier(std::string_view utf8);

/// A telephone number's digits, at most the last nine: with and without a country's code it is the same. An address of mail in small
/// letters.
std::string normal_contact(std::string_view utf8);

}  // namespace vestibule::records
