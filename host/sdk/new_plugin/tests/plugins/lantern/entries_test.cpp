// The rules, without host and database.

#include "entries.hpp"

#include <doctest/doctest.h>

using namespace vestibule;
using namespace vestibule::lantern;

TEST_CASE("a label is needed, is not too long, and is given once") {
  Entries entries(5);
  CHECK(entries.check("first"));
  CHECK(entries.check("").error().code == Code::invalid);
  CHECK(entries.check("sixth!").error().message == "the label is 6 bytes long, at most 5 are allowed");
  entries.add({EntryId{"1"}, "first", {}});
  CHECK(entries.check("first").error().code == Code::conflict);
  CHECK(entries.check("other"));
}

TEST_CASE("entries are found by id and listed by label") {
  Entries entries(5);
  entries.add({EntryId{"1"}, "b", {}});
  entries.add({EntryId{"2"}, "a", {}});
  REQUIRE(entries.find(EntryId{"1"}));
  CHECK(entries.find(EntryId{"1"})->label == "b");
  CHECK(entries.find(EntryId{"3"}) == nullptr);
  REQUIRE(entries.by_label().size() == 2);
  CHECK(entries.by_label()[0].label == "a");
  entries.clear();
  CHECK(entries.size() == 0);
}
