#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::identity_kit;

TEST_CASE("a new house prints a code, and whoever has it becomes its first administrator") {
  IdentityHost house;
  CHECK(house.printed_code().size() == 19);
  CHECK(!house.answer<Welcome>(house.nobody, "identity.welcome").set_up);
  const json::object wrong{{"code", "AAAA-BBBB-CCCC-DDDD"}, {"name", "root"}, {"full_name", "Rita Root"}, {"password", good_password}};
  CHECK(outcome(house.do_(house.nobody, "identity.set_up", wrong)) == "denied");
  const auto root = house.set_up();
  CHECK(house.answer<Welcome>(house.nobody, "identity.welcome").set_up);
  CHECK(house.as("root").id == root);
  CHECK(house.as("root").role == "administrator");
}

TEST_CASE("the code works once, and a house that is set up prints none") {
  IdentityHost house;
  const auto code = house.printed_code();
  house.set_up();
  const json::object again{{"code", code}, {"name", "eve"}, {"full_name", "Eve"}, {"password", good_password}};
  CHECK(outcome(house.do_(house.nobody, "identity.set_up", again)) == "conflict");
  house.host.log.lines.clear();
  REQUIRE(house.host.restart());
  CHECK(house.printed_code().empty());
}

TEST_CASE("there is no account before somebody makes one") {
  IdentityHost house;
  for (const char* name : {"admin", "root", "administrator", "vestibule"}) CHECK(outcome(house.sign_in(name, "admin")) == "denied");
  CHECK(outcome(house.ask(house.nobody, "identity.people")) == "denied");
  CHECK(outcome(house.do_({"x", "administrator", "x"}, "identity.add_person", {{"name", "eve"}, {"full_name", "Eve"}})) == "denied");
}

TEST_CASE("whoever fails is not told which part was wrong") {
  IdentityHost house;
  house.set_up();
  house.add("anna", Role::clerk);
  const auto no_such = house.sign_in("nobody-here"), wrong = house.sign_in("anna", "wrong-7-lagoon-kiln");
  REQUIRE(!no_such);
  REQUIRE(!wrong);
  CHECK(no_such.error() == wrong.error());
  CHECK(no_such.error().code == Code::denied);
}

TEST_CASE("a weak password is refused before anything is stored") {
  IdentityHost house;
  house.set_up();
  const json::object weak{{"name", "anna"}, {"full_name", "Anna"}, {"role", "clerk"}, {"password", "password1"}};
  CHECK(outcome(house.do_(house.the_operator, "identity.add_person", weak)) == "invalid");
  CHECK(house.answer<PeopleView>(house.the_operator, "identity.people").people.size() == 1);
}

TEST_CASE("a secret that is none, or has ended, is nobody's; without one somebody is nobody") {
  IdentityHost house;
  house.set_up();
  CHECK(outcome(house.who("0123456789abcdef")) == "denied");
  CHECK(house.who("")->role == "nobody");
  const auto secret = house.sign_in("root");
  REQUIRE(secret);
  CHECK(secret->size() == 64);
  house.host.host->callers().close({Private{*secret}, here});
  house.host.loop.run_posted();
  CHECK(outcome(house.who(*secret)) == "denied");
}

TEST_CASE("each sign-in has a secret of its own, and the table knows none of them") {
  IdentityHost house;
  house.set_up();
  const auto first = house.sign_in("root"), second = house.sign_in("root");
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first != *second);
  for (const auto& entry : house.host.entries())
    for (const auto& text : {entry.request, entry.reply, entry.events}) {
      CHECK(text.find(*first) == text.npos);
      CHECK(text.find(good_password) == text.npos);
    }
}

TEST_CASE("a session ends when it is idle, at its age, and at once when it is signed out everywhere") {
  IdentityHost house("[identity]\nidle_minutes = 15\nsession_hours = 2\n");
  house.set_up();
  const auto idle = house.sign_in("root");
  house.host.run_for(14min);
  CHECK(house.who(*idle));
  house.host.run_for(15min);
  CHECK(!house.who(*idle));

  const auto old = house.sign_in("root");
  for (int i = 0; i < 11; ++i) {
    house.host.run_for(10min);
    CHECK(house.who(*old));
  }
  house.host.run_for(10min);
  CHECK(!house.who(*old));

  const auto one = house.sign_in("root"), other = house.sign_in("root");
  REQUIRE(house.do_(*house.who(*one), "identity.sign_out_everywhere"));
  CHECK(!house.who(*one));
  CHECK(!house.who(*other));
}

TEST_CASE("an open stream is no use of a session, and ends with it") {
  IdentityHost house("[identity]\nidle_minutes = 15\n");
  house.set_up();
  const auto secret = house.sign_in("root");
  const Actor actor = *house.who(*secret);
  auto& callers = house.host.host->callers();
  for (int i = 0; i < 14; ++i) {
    house.host.run_for(1min);
    CHECK(callers.stands({Private{*secret}, here}, actor));
  }
  house.host.run_for(1min);
  CHECK(!callers.stands({Private{*secret}, here}, actor));
}

TEST_CASE("a jump of the wall clock ends no session") {
  IdentityHost house;
  house.set_up();
  const auto secret = house.sign_in("root");
  house.host.clock.set_wall(house.host.clock.wall() + 72h);
  CHECK(house.who(*secret));
  house.host.clock.set_wall(house.host.clock.wall() - 144h);
  CHECK(house.who(*secret));
}

TEST_CASE("a session goes on over a restart, and not beyond its age") {
  IdentityHost house("[identity]\nsession_hours = 2\nidle_minutes = 90\n");
  house.set_up();
  const auto secret = house.sign_in("root");
  house.host.run_for(1h);
  REQUIRE(house.host.restart());
  CHECK(house.who(*secret));
  house.host.run_for(1h);
  CHECK(!house.who(*secret));
}

TEST_CASE("whoever is suspended is out at once, and whoever changes roles signs in anew") {
  IdentityHost house;
  house.set_up();
  const auto anna = house.add("anna", Role::clerk);
  const auto secret = house.sign_in("anna");
  REQUIRE(house.do_(house.the_operator, "identity.change_role", {{"person", anna}, {"role", "manager"}}));
  CHECK(!house.who(*secret));
  CHECK(house.as("anna").role == "manager");
  REQUIRE(house.do_(house.the_operator, "identity.suspend_person", {{"person", anna}}));
  CHECK(outcome(house.sign_in("anna")) == "denied");
}

TEST_CASE("the last administrator stays one") {
  IdentityHost house;
  const auto root = house.set_up();
  CHECK(outcome(house.do_(house.the_operator, "identity.suspend_person", {{"person", root}})) == "conflict");
  CHECK(outcome(house.do_(house.the_operator, "identity.change_role", {{"person", root}, {"role", "clerk"}})) == "conflict");
}

TEST_CASE("one's own password needs a fresh session, and ends the other ones") {
  IdentityHost house("[identity]\nidle_minutes = 60\n");
  house.set_up();
  house.add("anna", Role::clerk);
  const auto other = house.sign_in("anna"), mine = house.sign_in("anna");
  const json::object wish{{"password", "plinth orbit 9 walnut"}};
  house.host.run_for(6min);
  CHECK(outcome(house.do_(*house.who(*mine), "identity.set_password", wish)) == "denied");
  const auto fresh = house.sign_in("anna");
  REQUIRE(house.do_(*house.who(*fresh), "identity.set_password", wish));
  house.host.loop.run_posted();
  CHECK(house.who(*fresh));
  CHECK(!house.who(*other));
  CHECK(!house.who(*mine));
  CHECK(outcome(house.sign_in("anna")) == "denied");
  CHECK(house.sign_in("anna", "plinth orbit 9 walnut"));
}

TEST_CASE("one sees one's own sessions and ends a single one, and nobody another's") {
  IdentityHost house;
  house.set_up();
  house.add("anna", Role::clerk);
  house.add("omar", Role::clerk);
  const auto first = house.sign_in("anna");
  house.host.run_for(5min);
  const auto second = house.sign_in("anna");
  REQUIRE((first && second));
  const Actor anna = *house.who(*second), omar = house.as("omar");
  const auto seen = house.answer<MySessions>(anna, "identity.my_sessions").sessions;
  REQUIRE(seen.size() == 2);
  CHECK(seen[0].this_one);
  CHECK(seen[0].session == anna.device);
  CHECK(seen[0].begun_at - seen[1].begun_at >= 5min);
  CHECK(house.answer<MySessions>(omar, "identity.my_sessions").sessions.size() == 1);

  const json::object other{{"session", seen[1].session}};
  CHECK(outcome(house.do_(omar, "identity.end_own_session", other)) == "not_found");
  CHECK(outcome(house.who(*first)) == "ok");
  REQUIRE(house.do_(anna, "identity.end_own_session", other));
  CHECK(outcome(house.who(*first)) == "denied");
  CHECK(outcome(house.who(*second)) == "ok");
  CHECK(outcome(house.do_(anna, "identity.end_own_session", other)) == "not_found");
  CHECK(outcome(house.do_(anna, "identity.end_own_session", json::object{{"session", anna.device}})) == "ok");
  CHECK(outcome(house.who(*second)) == "denied");
}
