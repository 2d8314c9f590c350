// Two records of one person, and back again.

#include "house.hpp"

using namespace vestibule;
using namespace vestibule::records;

TEST_CASE("a merged pair reads as one and is found by both names, and un-merging puts all back") {
  House house;
  const auto keep = house.registered("García", "Ana", "1980-02-01"), other = house.registered("López", "Anita");
  REQUIRE(house.do_as<ItemAdded>("records.add_condition", AddCondition{other, {Text{"Asthma"}, {}, {}}, {}, {}}));
  const auto before = house.patient(other);
  REQUIRE(house.do_as<Done>("records.merge", Merge{keep, other, "same_passport"}));
  CHECK(house.patient(other)->patient == keep);
  CHECK(house.patient(keep)->merged == std::vector{other});
  CHECK(house.history(keep)->items.size() == 1);
  CHECK(house.named("lopez") == std::vector{keep});
  CHECK(house.do_as<Done>("records.merge", Merge{keep, other, "again"}).error().code == Code::conflict);
  CHECK(house.do_as<Done>("records.merge", Merge{keep, keep, "self"}).error().code == Code::conflict);
  CHECK(house.do_as<Done>("records.merge", Merge{keep, PatientId{"nobody"}, "x"}).error().code == Code::not_found);
  REQUIRE(house.restart());
  CHECK(house.patient(other)->patient == keep);
  REQUIRE(house.do_as<Done>("records.unmerge", Unmerge{other, "twins"}));
  CHECK(house.history(keep)->items.empty());
  CHECK(house.history(other)->items.size() == 1);
  CHECK(encode(house.patient(other)->person) == encode(before->person));
  CHECK(house.named("lopez") == std::vector{other});
  CHECK(house.do_as<Done>("records.unmerge", Unmerge{other, "x"}).error().code == Code::conflict);
}

TEST_CASE("merges of merges are followed, and the journal keeps each") {
  House house;
  const auto a = house.registered("A", "One"), b = house.registered("B", "Two"), c = house.registered("C", "Three");
  REQUIRE(house.do_as<Done>("records.merge", Merge{b, c, "x"}));
  REQUIRE(house.do_as<Done>("records.merge", Merge{a, c, "c_is_b_already"}));  // b, with all of it, goes into a
  CHECK(house.patient(c)->patient == a);
  CHECK(house.patient(a)->merged == std::vector{b, c});
  int merges = 0;
  for (const auto& entry : house.entries()) merges += entry.command == "records.merge" ? 1 : 0;
  CHECK(merges == 2);
}
