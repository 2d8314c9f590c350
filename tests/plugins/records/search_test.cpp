// Finding people within what the policy allows.

#include <set>

#include "house.hpp"

using namespace vestibule;
using namespace vestibule::records;

TEST_CASE("a name is found in any script and spelling, the best fit first") {
  House house;
  const auto muller = house.registered("Müller", "Jürgen", "1960-05-04");
  const auto mueller = house.registered("Mueller", "Anna", "1971-05-04");
  const auto wang = house.registered("王", "小明");
  const auto cohen = house.registered("כהן", "שרה");
  const auto ahmad = house.registered("الأحمد", "محمد");
  const auto priya = house.registered("शर्मा", "प्रिया");
  house.registered("Gómez", "Luis");
  CHECK(house.named("mueller") == std::vector{mueller, muller});
  CHECK(house.named("MÜLLER") == std::vector{muller, mueller});
  CHECK(house.named("Wang Xiaoming") == std::vector{wang});
  CHECK(house.named("小明") == std::vector{wang});
  CHECK(house.named("Kohen") == std::vector{cohen});
  CHECK(house.named("כהן") == std::vector{cohen});
  CHECK(house.named("Muhammad") == std::vector{ahmad});
  CHECK(house.named("محمد") == std::vector{ahmad});
  CHECK(house.named("Priya Sharma") == std::vector{priya});
  CHECK(house.named("प्रिया") == std::vector{priya});
  CHECK(house.named("nobody").empty());
}

TEST_CASE("identifier, birth date, and both with a name") {
  House house;
  const auto ana = house.registered("García", "Ana", "1980-02-01", "12345678-Z");
  const auto eva = house.registered("García", "Eva", "1980-02-01");
  Search search;
  search.birth_date = Private<Date>{*date_from_iso("1980-02-01")};
  CHECK(house.find(search)->patients.size() == 2);
  search.name = Text{"eva"};
  REQUIRE(house.find(search)->patients.size() == 1);
  CHECK(house.find(search)->patients[0].patient == eva);
  search = {};
  search.identifier = Text{"12345678 z"};
  REQUIRE(house.find(search)->patients.size() == 1);
  CHECK(house.find(search)->patients[0].patient == ana);
  CHECK(house.find({}).error().code == Code::invalid);
}

TEST_CASE("more than were asked for is said") {
  House house;
  for (int i = 0; i < 4; ++i) house.registered("García", "Ana");
  Search search;
  search.name = Text{"ana"};
  search.limit = 3;
  const auto found = house.find(search);
  CHECK(found->patients.size() == 3);
  CHECK(found->more);
}

TEST_CASE("of very many whose names begin so, those who are called so come first") {
  House house;
  std::string csv = "family_name,given_name\n";
  for (int i = 0; i < 450; ++i) csv += fmt::format("Garay,Otto{}\n", i);
  REQUIRE(house.do_as<ImportBegun>("records.import", Import{Text{csv}, false}));
  house.run_for(std::chrono::seconds{1});
  std::set<PatientId> called;
  for (int i = 0; i < 3; ++i) called.insert(house.registered("Gar", "Eva"));
  const auto found = house.named("gar");
  REQUIRE(found.size() == 20);
  CHECK(std::set<PatientId>(found.begin(), found.begin() + 3) == called);
}

TEST_CASE("in an emergency somebody is located by all that is known of them, and by nothing less") {
  House house;
  const auto ana = house.registered("García", "Ana", "1980-02-01", "X-1234");
  house.registered("García", "Luis", "1980-02-01");
  const auto located = [&](const json::object& body) { return decode<Located>(house.do_("records.locate", body).value_or(json::object{})).value_or(Located{}).patients; };
  CHECK(located({{"identifier", "X-1234"}}) == std::vector{ana});
  CHECK(located({{"name", "Ana García"}, {"birth_date", "1980-02-01"}}) == std::vector{ana});
  CHECK(located({{"name", "Ana García"}, {"birth_date", "1981-02-01"}}).empty());
  CHECK_FALSE(house.do_("records.locate", {{"name", "Ana García"}}));
  CHECK(house.entries().back().command == "records.locate");
  CHECK(house.entries().back().request.find("Ana") == std::string::npos);
}
