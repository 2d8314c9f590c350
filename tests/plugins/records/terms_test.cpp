// Who is found by what.

#include "terms.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "folding.hpp"
#include "people.hpp"

using namespace vestibule;
using namespace vestibule::records;

namespace {

const Vault vault(std::string(32, 's'));

bool has_all(const std::set<std::int64_t>& terms, const std::vector<AnyOf>& all) {
  return std::all_of(all.begin(), all.end(),
                     [&](const AnyOf& any) { return std::any_of(any.begin(), any.end(), [&](auto term) { return terms.contains(term); }); });
}

bool finds(const std::string& name, const Person& person) {
  Search search;
  search.name = Text{name};
  const auto all = wanted(vault, search);
  return all && has_all(terms_of(vault, person), *all);
}

}  // namespace

TEST_CASE("a name is found however it is written") {
  const auto muller = sample::person("Müller", "Jürgen");
  for (const char* text : {"muller", "Mueller", "MÜLLER jurgen", "jurgen muller", "mul", "Jur Mul"}) CHECK_MESSAGE(finds(text, muller), text);
  CHECK_FALSE(finds("schmidt", muller));
  CHECK_FALSE(finds("muller anna", muller));
  const auto wang = sample::person("王", "小明");
  for (const char* text : {"王小明", "Wang Xiaoming", "xiao ming wang", "王"}) CHECK_MESSAGE(finds(text, wang), text);
  const auto ahmad = sample::person("الأحمد", "محمد");
  for (const char* text : {"محمد", "Muhammad", "Mohamed"}) CHECK_MESSAGE(finds(text, ahmad), text);
  const auto cohen = sample::person("כהן", "שרה");
  for (const char* text : {"כהן", "Cohen", "Kohen"}) CHECK_MESSAGE(finds(text, cohen), text);
  const auto priya = sample::person("शर्मा", "प्रिया");
  for (const char* text : {"प्रिया", "Priya Sharma", "sharma"}) CHECK_MESSAGE(finds(text, priya), text);
}

TEST_CASE("identifier and birth date are exact") {
  const auto ana = sample::person("García", "Ana", "1980-02-01", "12345678-Z");
  Search search;
  search.identifier = Text{"12 345 678 z"};
  CHECK(has_all(terms_of(vault, ana), *wanted(vault, search)));
  search.birth_date = Private<Date>{*date_from_iso("1980-02-02")};
  CHECK_FALSE(has_all(terms_of(vault, ana), *wanted(vault, search)));
  CHECK(wanted(vault, {}).error().code == Code::invalid);
  search.identifier = Text{"1"};
  CHECK(wanted(vault, search).error().code == Code::invalid);
}

TEST_CASE("exact words stand before beginnings, beginnings before sounds") {
  const auto person = sample::person("Mueller", "Anna");
  CHECK(fit({"mueller"}, person) > fit({"muel"}, person));
  CHECK(fit({"muel"}, person) > fit({"moller"}, person));
  CHECK(fit({"schmidt"}, person) == 0);
}

TEST_CASE("likely duplicates are suspected by identifier, contact, date with name, and the sound of both names") {
  const auto suspected = [](const Person& fresh, const Person& known) {
    const auto ways = suspicions(vault, fresh);
    return std::any_of(ways.begin(), ways.end(), [&](const auto& way) { return has_all(terms_of(vault, known), way); });
  };
  CHECK(suspected(sample::person("X", "Y", "", "123-456"), sample::person("Z", "W", "", "123456")));
  CHECK(suspected(sample::person("Mueller", "", "1980-02-01"), sample::person("Müller", "Jo", "1980-02-01")));
  CHECK(suspected(sample::person("Mueller", "Sara", "1980-02-01"), sample::person("Müller", "Sarah", "1980-01-02")));
  CHECK_FALSE(suspected(sample::person("Mueller", "Sara", "1980-02-01"), sample::person("Gomez", "Luis", "1980-02-01")));
}
