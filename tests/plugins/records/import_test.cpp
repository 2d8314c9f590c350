// Bringing in a file of patients.

#include "house.hpp"

using namespace vestibule;
using namespace vestibule::records;

namespace {

const std::string good = "family_name,given_name,birth_date,identifier\nGarcía,Ana,1980-02-01,111A\n王,小明,2001-05-06,222B\n";
const std::string faulty = "family_name,given_name,birth_date,identifier\nGarcía,Ana,1980-02-01,111A\nGómez,Luis,1980-99-01,333C\nLópez,Eva,,444D\n";

std::string many(int rows) {
  std::string csv = "family_name,given_name,identifier\n";
  for (int i = 0; i < rows; ++i) csv += fmt::format("Family{0},Given{0},ID{0:05}\n", i);
  return csv;
}

ImportState state(House& house, const std::string& id) {
  const auto answer = house.ask_as<ImportState>("records.import_state", ImportStateAsked{id});
  REQUIRE_MESSAGE(answer, answer.error().message);
  return *answer;
}

}  // namespace

TEST_CASE("a preview says what would come and changes nothing") {
  House house;
  const auto known = house.registered("Garcia", "Ana", "1980-02-01");
  const auto seen = house.ask_as<ImportPreview>("records.import_preview", ImportPreviewAsked{Text{faulty}});
  REQUIRE_MESSAGE(seen, seen.error().message);
  CHECK(seen->rows == 3);
  CHECK(seen->faultless == 2);
  REQUIRE(seen->faults.size() == 1);
  CHECK(seen->faults[0].line == 3);
  REQUIRE(seen->duplicates.size() == 1);
  CHECK(seen->duplicates[0].line == 2);
  CHECK(seen->duplicates[0].likely[0].patient == known);
  CHECK(seen->first[0].names[0].family->reveal() == "García");
  CHECK(house.named("lopez").empty());
}

TEST_CASE("all rows come, or with a fault none, or those without") {
  House house;
  const auto refused = house.do_as<ImportBegun>("records.import", Import{Text{faulty}, false});
  CHECK(refused.error().code == Code::invalid);
  CHECK(refused.error().message.find("mez") == std::string::npos);
  house.run_for(std::chrono::seconds{1});
  CHECK(house.named("ana").empty());
  const auto begun = house.do_as<ImportBegun>("records.import", Import{Text{faulty}, true});
  REQUIRE(begun);
  house.run_for(std::chrono::seconds{1});
  const auto end = state(house, begun->import);
  CHECK(end.finished);
  CHECK(end.imported == 2);
  CHECK(end.refused == 1);
  CHECK(house.named("ana").size() == 1);
  CHECK(house.named("luis").empty());
}

TEST_CASE("the same file again brings nobody in twice, another file with the same people neither") {
  House house;
  const auto first = house.do_as<ImportBegun>("records.import", Import{Text{good}, false});
  house.run_for(std::chrono::seconds{1});
  const auto second = house.do_as<ImportBegun>("records.import", Import{Text{good}, false});
  CHECK(first->import == second->import);
  house.run_for(std::chrono::seconds{1});
  CHECK(house.named("ana").size() == 1);
  const auto other = house.do_as<ImportBegun>("records.import", Import{Text{good + "Neu,Jo,,555E\n"}, false});
  house.run_for(std::chrono::seconds{1});
  const auto end = state(house, other->import);
  CHECK(end.imported == 1);
  CHECK(end.refused == 2);
  CHECK(end.faults.at(0).faults.at(0) == "somebody with this identifier is registered already");
}

TEST_CASE("a house that goes down in the middle goes on where it stood, and every row is there once") {
  House house;
  const int rows = 130;
  const auto begun = house.do_as<ImportBegun>("records.import", Import{Text{many(rows)}, false});
  REQUIRE(begun);
  house.run_for(Duration{3});
  const auto middle = state(house, begun->import);
  CHECK(middle.done > 0);
  CHECK(middle.done < rows);
  REQUIRE(house.restart());
  CHECK(state(house, begun->import).done >= middle.done);
  house.run_for(std::chrono::seconds{1});
  const auto end = state(house, begun->import);
  CHECK(end.finished);
  CHECK(end.imported == rows);
  for (const int i : {0, 19, 20, 77, rows - 1}) {
    Search search;
    search.identifier = Text{fmt::format("ID{:05}", i)};
    CHECK(house.find(search)->patients.size() == 1);
  }
}
