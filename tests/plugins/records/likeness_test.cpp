// How likely two records are one person's.

#include "likeness.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "people.hpp"

using namespace vestibule;
using namespace vestibule::records;
using sample::person;

namespace {
bool has(const Comparison& found, Reason reason) { return std::find(found.reasons.begin(), found.reasons.end(), reason) != found.reasons.end(); }
}  // namespace

TEST_CASE("the same identifier alone is enough to look") {
  const auto found = compare(person("A", "B", "", "123"), person("C", "D", "", "1-2-3"));
  CHECK(found.score >= likely_from);
  CHECK(has(found, Reason::same_identifier));
}

TEST_CASE("the same name and birth date are likely, another identifier speaks against it") {
  CHECK(compare(person("García", "Ana", "1980-02-01"), person("Garcia", "Ana", "1980-02-01")).score >= likely_from);
  const auto twins = compare(person("García", "Ana", "1980-02-01", "111"), person("Garcia", "Ana", "1980-02-01", "222"));
  CHECK(twins.score < likely_from);
  CHECK(has(twins, Reason::other_identifier));
}

TEST_CASE("misspelt, swapped, shortened and transliterated names are close") {
  for (const auto& [a, b] : {std::pair{person("Garcia", "Ana", "1980-02-01"), person("Ana", "Garcia", "1980-02-01")},
                             {person("Schmidt", "Klaus", "1980-02-01"), person("Schmitd", "Klaus", "1980-02-01")},
                             {person("Garcia Lopez", "Ana", "1980-02-01"), person("Garcia", "Ana", "1980-02-01")},
                             {person("محمد", "كريم", "1980-02-01"), person("Muhammad", "Karim", "1980-02-01")},
                             {person("王", "小明", "1980-02-01"), person("Wang", "Xiaoming", "1980-02-01")}}) {
    const std::string family = a.names[0].family->reveal();
    CHECK_MESSAGE(compare(a, b).score >= likely_from, family);
    CHECK(compare(a, b).score == compare(b, a).score);
  }
}

TEST_CASE("a day and month swapped is close, another date speaks against it") {
  CHECK(has(compare(person("A", "B", "1980-02-01"), person("A", "B", "1980-01-02")), Reason::close_birth_date));
  CHECK(has(compare(person("A", "B", "1980-02-01"), person("A", "B", "1981-02-01")), Reason::close_birth_date));
  CHECK(compare(person("Garcia", "Ana", "1980-02-01"), person("Garcia", "Ana", "1954-07-19")).score < likely_from);
  CHECK(compare(person("Garcia", "Ana"), person("Gomez", "Luis")).score == 0);
}

TEST_CASE("sex and telephone tip the scales") {
  auto a = person("Garcia", "Ana", "1980-02-01"), b = a;
  const int plain = compare(a, b).score;
  a.sex = Private<Sex>{Sex::female};
  b.sex = Private<Sex>{Sex::male};
  CHECK(compare(a, b).score < plain);
  b.sex = a.sex;
  a.contacts.push_back({ContactKind::mobile, Text{"+34 600 112 233"}});
  b.contacts.push_back({ContactKind::phone, Text{"600112233"}});
  CHECK(compare(a, b).score > plain);
  CHECK(has(compare(a, b), Reason::same_contact));
}
