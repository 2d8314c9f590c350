#include "terms.hpp"

#include <algorithm>

#include "folding.hpp"

namespace vestibule::records {
namespace {

constexpr std::size_t beginning = 3;  ///< letters: fewer would fit half the house
constexpr std::size_t most_words = 4;

std::vector<std::string> words_of_part(const MaybeText& part) {
  if (!part) return {};
  auto words = folded_words(part->reveal());
  if (words.size() < 2) return words;
  std::string joined;  // 小明 is found as "xiao ming" and as "xiaoming"
  for (const auto& word : words) joined += word;
  words.push_back(joined);
  return words;
}

std::string birth_text(const Private<Date>& date) { return to_iso(date.reveal()); }

AnyOf terms_of_word(const Vault& vault, const std::string& word) {
  AnyOf any{vault.term("word", word)};
  if (word.size() >= beginning) any.push_back(vault.term("beginning", word.substr(0, beginning)));
  if (const auto bones = skeleton(word); bones.size() >= 2) any.push_back(vault.term("sound", bones));
  return any;
}

AnyOf terms_of_identifier(const Vault& vault, const Text& value) { return {vault.term("identifier", normal_identifier(value.reveal()))}; }

}  // namespace

std::vector<std::string> words_of(const Person& person) {
  std::vector<std::string> words;
  for (const auto& name : person.names)
    for (const auto* part : {&name.family, &name.given})
      for (auto& word : words_of_part(*part)) words.push_back(std::move(word));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::set<std::int64_t> terms_of(const Vault& vault, const Person& person) {
  std::set<std::int64_t> terms;
  for (const auto& identifier : person.identifiers)
    if (const auto value = normal_identifier(identifier.value.reveal()); !value.empty()) terms.insert(vault.term("identifier", value));
  for (const auto& contact : person.contacts)
    if (const auto value = normal_contact(contact.value.reveal()); value.size() >= 6) terms.insert(vault.term("contact", value));
  if (person.birth_date) terms.insert(vault.term("born", birth_text(*person.birth_date)));
  for (const auto& word : words_of(person))
    for (const auto term : terms_of_word(vault, word)) terms.insert(term);
  return terms;
}

Result<std::vector<AnyOf>> wanted(const Vault& vault, const Search& search, Match match) {
  std::vector<AnyOf> all;
  if (search.identifier) {
    if (normal_identifier(search.identifier->reveal()).size() < 3) return fail(Code::invalid, "an identifier to look for has at least 3 letters or digits");
    all.push_back(terms_of_identifier(vault, *search.identifier));
  }
  if (search.birth_date) all.push_back({vault.term("born", birth_text(*search.birth_date))});
  if (search.name) {
    auto words = folded_words(search.name->reveal());
    std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    if (words.size() > most_words) words.resize(most_words);  // the longest tell most
    for (const auto& word : words) all.push_back(match == Match::exact ? AnyOf{vault.term("word", word)} : terms_of_word(vault, word));
  }
  if (all.empty()) return fail(Code::invalid, "look for an identifier, a birth date or a name");
  return all;
}

std::vector<std::vector<AnyOf>> suspicions(const Vault& vault, const Person& person) {
  std::vector<std::vector<AnyOf>> ways;
  for (const auto& identifier : person.identifiers)
    if (!normal_identifier(identifier.value.reveal()).empty()) ways.push_back({terms_of_identifier(vault, identifier.value)});
  for (const auto& contact : person.contacts)
    if (const auto value = normal_contact(contact.value.reveal()); value.size() >= 6) ways.push_back({{vault.term("contact", value)}});
  AnyOf names;
  for (const auto& word : words_of(person))
    for (const auto term : terms_of_word(vault, word)) names.push_back(term);
  if (person.birth_date && !names.empty()) ways.push_back({{vault.term("born", birth_text(*person.birth_date))}, names});
  // Whoever mistyped the date typed the name: family and given both, by their sound.
  for (const auto& name : person.names) {
    std::vector<AnyOf> both;
    for (const auto* part : {&name.family, &name.given}) {
      const auto words = words_of_part(*part);
      if (words.empty()) continue;
      AnyOf any;
      for (const auto& word : words)
        if (const auto bones = skeleton(word); bones.size() >= 2) any.push_back(vault.term("sound", bones));
      if (!any.empty()) both.push_back(any);
    }
    if (both.size() == 2) ways.push_back(both);
  }
  return ways;
}

int fit(const std::vector<std::string>& sought, const Person& person) {
  const auto words = words_of(person);
  int total = 0;
  for (const auto& one : sought) {
    int best = 0;
    for (const auto& word : words) {
      if (word == one) best = std::max(best, 4);
      else if (word.starts_with(one)) best = std::max(best, 3);
      else if (skeleton(word) == skeleton(one)) best = std::max(best, 2);
      else if (word.substr(0, beginning) == one.substr(0, beginning)) best = std::max(best, one.size() <= beginning ? 1 : 0);
    }
    if (best == 0) return 0;
    total += best;
  }
  return total;
}

}  // namespace vestibule::records
