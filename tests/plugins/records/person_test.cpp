// What may stand in a record.

#include "person.hpp"

#include <doctest/doctest.h>

#include "people.hpp"

using namespace vestibule;
using namespace vestibule::records;

TEST_CASE("a name is needed, and dates lie in the past") {
  CHECK(check(sample::person("García", "", "1980-02-01"), sample::today));
  CHECK(check(sample::person("", "王小明"), sample::today));
  CHECK_FALSE(check(sample::person("", ""), sample::today));
  CHECK_FALSE(check(Person{}, sample::today));
  CHECK_FALSE(check(sample::person("A", "B", "2026-11-24"), sample::today));
  CHECK_FALSE(check(sample::person("A", "B", "1700-01-01"), sample::today));
}

TEST_CASE("no sentence repeats what was told") {
  auto person = sample::person("SECRET\x01", "SECRET\x02", "2027-01-01", "-");
  person.contacts.push_back({ContactKind::email, Text{"SECRET"}});
  person.language = "SECRET";
  person.needs = {"SECRET"};
  const auto faults = faults_of(person, sample::today);
  CHECK(faults.size() == 7);
  for (const auto& fault : faults) CHECK_MESSAGE(fault.find("SECRET") == fault.npos, fault);
}

TEST_CASE("broken UTF-8 and control characters are no text") {
  CHECK(is_text("José\n", 10));
  CHECK_FALSE(is_text("a\xff", 10));
  CHECK_FALSE(is_text("a\x1b[0m", 10));
  CHECK_FALSE(is_text("", 10));
  CHECK_FALSE(is_text("12345678901", 10));
}

TEST_CASE("an amendment replaces what it tells and names it") {
  auto person = sample::person("García", "Ana", "1980-02-01", "123");
  Amend change;
  change.birth_date = Private<Date>{*date_from_iso("1980-02-01")};
  change.contacts = std::vector<Contact>{{ContactKind::phone, Text{"600112233"}}};
  change.identifiers = std::vector<Identifier>{};
  CHECK(amend(person, change) == std::vector<std::string>{"identifiers", "contacts"});
  CHECK(person.identifiers.empty());
  CHECK(person.contacts.size() == 1);
  CHECK(person.names.size() == 1);
  CHECK(amend(person, change).empty());
}

TEST_CASE("people are called by their official name") {
  auto person = sample::person("García", "Ana");
  person.names.insert(person.names.begin(), {NameUse::birth, Text{"López"}, {}});
  CHECK(main_name(person).family->reveal() == "García");
  CHECK_FALSE(main_name(Person{}).family);
}
