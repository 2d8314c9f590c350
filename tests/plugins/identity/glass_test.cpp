#include <algorithm>

#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::identity_kit;

namespace {

const json::object emergency{{"subject", "person 1"}, {"reason", "emergency"}};

struct Ward : IdentityHost {
  Ward() {
    set_up();
    doctor = add("doc", Role::doctor, {"cardiology"});
    officer = add("officer", Role::privacy_officer);
  }
  std::string doctor, officer;
};

}  // namespace

TEST_CASE("breaking the glass needs a password shown within two minutes") {
  Ward ward;
  const Actor doc = ward.as("doc");
  ward.host.run_for(121s);
  CHECK(outcome(ward.do_(doc, "identity.break_glass", emergency)) == "denied");
  CHECK(ward.do_(ward.as("doc"), "identity.break_glass", emergency));
}

TEST_CASE("only clinicians break the glass, for one subject at a time, and 'other' needs words") {
  Ward ward;
  ward.add("anna", Role::clerk);
  CHECK(outcome(ward.do_(ward.as("anna"), "identity.break_glass", emergency)) == "denied");
  CHECK(outcome(ward.do_(ward.the_operator, "identity.break_glass", emergency)) == "denied");
  const Actor doc = ward.as("doc");
  CHECK(outcome(ward.do_(doc, "identity.break_glass", {{"subject", "person 1"}, {"reason", "other"}})) == "invalid");
  REQUIRE(ward.do_(doc, "identity.break_glass", emergency));
  CHECK(outcome(ward.do_(doc, "identity.break_glass", {{"subject", "person 2"}, {"reason", "covering"}})) == "conflict");
}

TEST_CASE("the glass is open for half an hour by the steady clock, and its end is told") {
  Ward ward;
  const Actor doc = ward.as("doc");
  REQUIRE(ward.do_(doc, "identity.break_glass", emergency));
  auto me = ward.answer<Me>(doc, "identity.me");
  REQUIRE(me.glass);
  CHECK(me.glass->subject == "person 1");
  CHECK(me.glass->seconds_left == 1800);
  ward.host.clock.set_wall(ward.host.clock.wall() + 3h);
  CHECK(ward.answer<Me>(doc, "identity.me").glass);
  ward.host.run_for(30min - 1s);
  CHECK(ward.answer<Me>(doc, "identity.me").glass->seconds_left == 1);
  ward.host.run_for(1s);
  CHECK(!ward.answer<Me>(doc, "identity.me").glass);
  ward.host.run_for(5s);
  CHECK(ward.events().back() == "identity.glass_ended");
}

TEST_CASE("the privacy officer is told, sees the list, and says what it was") {
  Ward ward;
  REQUIRE(ward.do_(ward.as("doc"), "identity.break_glass",
                   {{"subject", "person 1"}, {"reason", "other"}, {"note", "CANARY fell down at the entrance"}}));
  const auto told = ward.events();
  CHECK(std::find(told.begin(), told.end(), "identity.glass_broken") != told.end());
  const Actor officer = ward.as("officer");
  CHECK(ward.answer<Me>(officer, "identity.me").to_review == 1);
  const auto list = ward.answer<GlassesView>(officer, "identity.glasses").glasses;
  REQUIRE(list.size() == 1);
  CHECK(list[0].person == ward.doctor);
  CHECK(*list[0].note == "CANARY fell down at the entrance");
  CHECK(!list[0].ended);
  CHECK(outcome(ward.ask(ward.as("doc"), "identity.glasses")) == "denied");
  REQUIRE(ward.do_(officer, "identity.review_glass", {{"glass", list[0].glass}, {"verdict", "justified"}}));
  CHECK(ward.answer<Me>(officer, "identity.me").to_review == 0);
  CHECK(ward.answer<GlassesView>(officer, "identity.glasses").glasses.empty());
  const auto all = ward.answer<GlassesView>(officer, "identity.glasses", {{"reviewed", true}}).glasses;
  REQUIRE(all.size() == 1);
  CHECK(*all[0].verdict == "justified");
  CHECK(*all[0].reviewed_by == ward.officer);
}

TEST_CASE("after a restart no glass is open, and it still waits for its review") {
  Ward ward;
  REQUIRE(ward.do_(ward.as("doc"), "identity.break_glass", emergency));
  REQUIRE(ward.host.restart());
  CHECK(!ward.answer<Me>(ward.as("doc"), "identity.me").glass);
  CHECK(ward.answer<GlassesView>(ward.as("officer"), "identity.glasses").glasses.size() == 1);
}
