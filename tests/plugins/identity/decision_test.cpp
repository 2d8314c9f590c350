#include <doctest/doctest.h>

#include "decision.hpp"
#include "people.hpp"
#include "policy_file.hpp"

using namespace vestibule;
using namespace vestibule::identity;
using namespace std::chrono_literals;

namespace {

const Actor doctor{"d1", "doctor", "desk"};

Subject subject(std::vector<std::string> departments, std::vector<std::string> carers, bool restricted = false) {
  return {"person 1", std::move(departments), std::move(carers), restricted};
}

}  // namespace

TEST_CASE("a relation is the nearest there is") {
  const auto cared_for = subject({"cardiology"}, {"d1"}), nearby = subject({"cardiology"}, {}), far = subject({"surgery"}, {});
  CHECK(relation_to(nullptr, "d1", {"cardiology"}) == Relation::none);
  CHECK(relation_to(&cared_for, "d1", {}) == Relation::own);
  CHECK(relation_to(&nearby, "d1", {"cardiology"}) == Relation::department);
  CHECK(relation_to(&far, "d1", {"cardiology"}) == Relation::other);
}

TEST_CASE("the restricted are their carers' alone, and no broken glass changes that") {
  const auto hidden = subject({"cardiology"}, {"d2"}, true), far = subject({"surgery"}, {});
  CHECK(relation_to(&hidden, "d1", {"cardiology"}, "person 1") == Relation::restricted);
  CHECK(relation_to(&hidden, "d2", {}) == Relation::own);
  CHECK(relation_to(&far, "d1", {}, "person 1") == Relation::own);
  CHECK(relation_to(&far, "d1", {}, "person 2") == Relation::other);
}

TEST_CASE("a shift that runs makes its department one's own for so long") {
  People people;
  Person anna;
  anna.id = "d1";
  anna.name = "anna";
  anna.departments = {"cardiology"};
  people.put(anna);
  people.put(Shift{"s1", "d1", "emergency", Instant{10h}, Instant{18h}});
  const Person& person = *people.find("d1");
  CHECK(people.departments_of(person, Instant{9h}) == std::vector<std::string>{"cardiology"});
  CHECK(people.departments_of(person, Instant{10h}) == std::vector<std::string>{"cardiology", "emergency"});
  CHECK(people.departments_of(person, Instant{18h}) == std::vector<std::string>{"cardiology"});
}

TEST_CASE("what has no row is denied to everybody") {
  const auto table = read_policy("[allow]\n'a.see' = { doctor = 'all' }\n", "policy.toml");
  REQUIRE(table);
  for (const auto role : all_roles()) CHECK(!decide(*table, role, {doctor, "b.look", "b.see"}, Relation::own));
}

TEST_CASE("a row of its own counts before that of the permission, a role before its group, and all is not the restricted") {
  const auto table = read_policy(R"(
[groups]
people = ["doctor", "nurse", "clerk"]
[allow]
"a.see" = { nurse = "own department", people = "all" }
"a.look" = { clerk = "none" }
"a.events" = { nurse = "none" }
)",
                                 "policy.toml");
  REQUIRE(table);
  const auto allowed = [&](const char* role, const char* name, const char* permission, Relation relation) {
    return decide(*table, role, {doctor, name, permission}, relation).has_value();
  };
  CHECK(allowed("doctor", "a.watch", "a.see", Relation::other));
  CHECK(!allowed("doctor", "a.watch", "a.see", Relation::restricted));
  CHECK(allowed("nurse", "a.watch", "a.see", Relation::department));
  CHECK(!allowed("nurse", "a.watch", "a.see", Relation::other));
  CHECK(!allowed("nurse", "a.watch", "a.see", Relation::none));
  CHECK(!allowed("doctor", "a.look", "a.see", Relation::none));
  CHECK(allowed("clerk", "a.look", "a.see", Relation::none));
  CHECK(allowed("nurse", "a.happened", "host.listen", Relation::none));
  CHECK(!allowed("doctor", "a.happened", "host.listen", Relation::none));
}

TEST_CASE("fields are hidden by role, or by role and relation") {
  const auto table = read_policy(R"(
[allow]
"a.see" = { doctor = "all", clerk = "all" }
[hidden]
"a.see" = { clerk = ["history"], "doctor other" = ["visits[].reason"] }
)",
                                 "policy.toml");
  REQUIRE(table);
  const auto hidden = [&](const char* role, Relation relation) {
    const auto grant = decide(*table, role, {doctor, "a.look", "a.see"}, relation);
    REQUIRE(grant);
    return grant->hidden ? *grant->hidden : Fields{};
  };
  CHECK(hidden("clerk", Relation::own) == Fields{"history"});
  CHECK(hidden("doctor", Relation::own).empty());
  CHECK(hidden("doctor", Relation::other) == Fields{"visits[].reason"});
}

TEST_CASE("a policy with a fault is refused with its line") {
  const std::pair<const char*, const char*> faults[] = {
      {"[allow]\n'a.see' = { docter = 'all' }\n", "p.toml:2: 'docter' is neither a role nor a group"},
      {"[allow]\n'a.see' = { doctor = 'mine' }\n", "p.toml:2: 'mine' is no relation"},
      {"[allow]\n'a.see' = 'all'\n", "p.toml:2: the row 'a.see' must say which role has it for whom"},
      {"[alow]\n", "p.toml:1: 'alow' is no part of a policy"},
      {"[allow]\n[hidden]\n'a.see' = { clerk = ['x'] }\n", "p.toml:3: 'a.see' hides fields of a row that does not exist"},
      {"[groups]\nx = ['y']\n[allow]\n", "p.toml:2: the group 'x' names a role that does not exist"}};
  for (const auto& [text, message] : faults) {
    const auto table = read_policy(text, "p.toml");
    REQUIRE(!table);
    CHECK(table.error().message == message);
  }
  CHECK(!read_policy("[allow\n", "p.toml"));
}

TEST_CASE("the shipped policy is read") {
  const auto table = read_policy(shipped_policy(), "policy.toml");
  if (!table) FAIL(table.error().message);
  CHECK(table->size() > 30);
}

TEST_CASE("a display reads its own area's board; who stands nowhere, and who is no display, reads nothing") {
  const auto table = read_policy(shipped_policy(), "policy.toml");
  REQUIRE(table);
  CHECK(table->states_of("display", "main") == std::vector<std::string>{"board/main"});
  CHECK(table->states_of("display", "").empty());
  for (const char* role : {"kiosk", "monitor", "device", "nobody"}) CHECK(table->states_of(role, "main").empty());
  CHECK_FALSE(read_policy("[allow]\n[states]\ndisplay = [\"#\"]\n", "policy.toml"));
  CHECK_FALSE(read_policy("[allow]\n[states]\nstranger = [\"board/main\"]\n", "policy.toml"));
}
