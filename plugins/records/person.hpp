#pragma once
// What may stand in a record. Pure.

#include <string>
#include <vector>

#include <vestibule/records_history_wire.hpp>
#include <vestibule/records_wire.hpp>

namespace vestibule::records {

/// Nothing, or the first thing that is wrong: never with the value itself in the sentence, for sentences are kept. `today` bounds dates.
Result<> check(const Person& person, Date today);
/// All that is wrong, for a person who corrects a file.
std::vector<std::string> faults_of(const Person& person, Date today);

/// Replaces what is told; the names of the fields that are other now.
std::vector<std::string> amend(Person& person, const Amend& change);

/// The name people are called by: the official one, or the first.
PersonName main_name(const Person& person);

/// A word such as "national": a-z 0-9 _ - and at most 40.
bool is_word(const std::string& text);
/// A text of 1 to `most` bytes of UTF-8 without control characters.
bool is_text(const std::string& text, std::size_t most);

Result<> check(const Coded& what);
Result<> check_since(const MaybeDate& since, Date today);
Result<> check_note(const MaybeText& note, const char* what);

}  // namespace vestibule::records
