#pragma once
// By what a person can be found without reading who they are: blind terms of identifiers, birth date, names and contacts. Pure.

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <vestibule/records_wire.hpp>

#include "vault.hpp"

namespace vestibule::records {

/// All terms to keep for a person.
std::set<std::int64_t> terms_of(const Vault& vault, const Person& person);

/// Any one of `terms` makes a record fit.
using AnyOf = std::vector<std::int64_t>;

/// Whether a word of a name must stand there as it is, or may begin or sound so.
enum class Match { exact, alike };

/// A record fits a search if it has one term of each. invalid: nothing to look for, or too little of an identifier.
Result<std::vector<AnyOf>> wanted(const Vault& vault, const Search& search, Match match = Match::alike);

/// Terms of which one is enough to be looked at as a likely duplicate: identifiers, contacts, and pairs of birth date and name.
std::vector<std::vector<AnyOf>> suspicions(const Vault& vault, const Person& person);

/// The words of a person's names, folded.
std::vector<std::string> words_of(const Person& person);

/// How well the words of a search fit a name: exact words count more than beginnings, beginnings more than sounds.
int fit(const std::vector<std::string>& sought, const Person& person);

}  // namespace vestibule::records
