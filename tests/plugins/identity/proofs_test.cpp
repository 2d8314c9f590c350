// The second factor, badges, throttling.
#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::identity_kit;

TEST_CASE("clinicians and administrators from beyond the machine may only set up their second factor until they have one") {
  IdentityHost house;
  house.set_up();
  house.add("doc", Role::doctor);
  house.add("anna", Role::clerk);
  CHECK(house.as("doc", here).role == "doctor");
  CHECK(house.as("anna", ward).role == "clerk");
  CHECK(house.as("root", ward).role == "newcomer");
  const Actor newcomer = house.as("doc", ward);
  CHECK(newcomer.role == "newcomer");
  CHECK(outcome(house.do_(newcomer, "identity.break_glass", {{"subject", "person 1"}, {"reason", "emergency"}})) == "denied");
  CHECK(house.answer<Me>(newcomer, "identity.me").second_factor_needed);
}

TEST_CASE("with a second factor its code is asked for everywhere, and opens one door once") {
  IdentityHost house;
  house.set_up();
  house.add("doc", Role::doctor);
  const auto secret = house.enrol_totp("doc");
  CHECK(outcome(house.sign_in("doc")) == "denied");
  const auto with = [&](const std::string& code) { return house.sign_in_with({{"name", "doc"}, {"password", good_password}, {"code", code}}, ward); };
  CHECK(outcome(with(house.totp_code_of(secret))) == "denied");  // it was used to confirm
  house.host.run_for(30s);
  const auto code = house.totp_code_of(secret);
  const auto session = with(code);
  REQUIRE(session);
  CHECK(house.who(*session, ward)->role == "doctor");
  CHECK(outcome(with(code)) == "denied");
  CHECK(outcome(house.ask(*house.who(*session, ward), "identity.totp_secret")) == "conflict");
}

TEST_CASE("a lost second factor is taken away with the password") {
  IdentityHost house;
  house.set_up();
  const auto doc = house.add("doc", Role::doctor);
  house.enrol_totp("doc");
  REQUIRE(house.do_(house.the_operator, "identity.remove_totp", {{"person", doc}}));
  CHECK(outcome(house.sign_in("doc")) == "denied");
  REQUIRE(house.do_(house.the_operator, "identity.reset_password", {{"person", doc}, {"password", good_password}}));
  house.host.loop.run_posted();
  CHECK(house.sign_in("doc"));
}

TEST_CASE("who guesses waits longer each time, and nobody is locked out") {
  IdentityHost house;
  house.set_up();
  house.add("anna", Role::clerk);
  for (int i = 0; i < 4; ++i) CHECK(outcome(house.sign_in("anna", "wrong", ward)) == "denied");
  CHECK(outcome(house.sign_in("anna", good_password, ward)) == "unavailable");
  CHECK(house.sign_in("anna", good_password, "10.9.9.9"));  // from elsewhere it is another matter
  house.host.run_for(1s);
  CHECK(house.sign_in("anna", good_password, ward));
  for (int i = 0; i < 12; ++i) {
    house.host.run_for(60s);
    CHECK(outcome(house.sign_in("anna", "wrong", ward)) == "denied");
  }
  house.host.run_for(60s);
  CHECK(house.sign_in("anna", good_password, ward));
}

TEST_CASE("many guessers at one account make its holder wait for ten seconds at most") {
  IdentityHost house;
  house.set_up();
  house.add("anna", Role::clerk);
  for (int i = 0; i < 25; ++i) {
    (void)house.sign_in("anna", "wrong", fmt::format("10.2.0.{}", i));
    house.host.run_for(10s);
  }
  CHECK(house.sign_in("anna", good_password, ward));
}

TEST_CASE("badge and pin work on an enrolled shared desk, and nowhere else") {
  IdentityHost house;
  house.set_up();
  house.add("anna", Role::clerk);
  const json::object badge{{"badge", "BADGE-0815-4711"}, {"pin", "402819"}};
  REQUIRE(house.do_(house.as("anna"), "identity.set_badge", badge));
  house.host.loop.run_posted();
  REQUIRE(house.do_(house.the_operator, "identity.register_device", {{"device", "desk-3"}, {"kind", "desk"}}));
  const auto code = house.answer<DeviceCode>(house.the_operator, "identity.device_code", {{"device", "desk-3"}}).code;
  const std::string secret(43, 'x');
  REQUIRE(house.do_(house.nobody, "identity.enrol_device", {{"device", "desk-3"}, {"code", code}, {"secret", secret}}));
  const auto with = [&](const std::string& pin, const std::string& device) {
    return house.sign_in_with({{"badge", "BADGE-0815-4711"}, {"pin", pin}, {"device", device}}, ward);
  };
  CHECK(outcome(with("402818", secret)) == "denied");
  CHECK(outcome(with("402819", std::string(43, 'y'))) == "denied");
  CHECK(outcome(house.sign_in_with({{"badge", "BADGE-0815-4711"}, {"pin", "402819"}}, ward)) == "invalid");
  const auto session = with("402819", secret);
  REQUIRE(session);
  CHECK(house.who(*session)->role == "clerk");
  REQUIRE(house.do_(house.the_operator, "identity.revoke_device", {{"device", "desk-3"}}));
  CHECK(!house.who(*session));
  CHECK(outcome(with("402819", secret)) == "denied");
}
