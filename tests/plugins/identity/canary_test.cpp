// What identifies anybody, or opens a door, stands nowhere but in identity's own tables.
#include <algorithm>

#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::identity_kit;

TEST_CASE("no name, password, code, PIN, badge or note is in the journal or the log") {
  IdentityHost house;
  house.set_up();
  const json::object person{{"name", "canary-name"}, {"full_name", "Canary Fullname"}, {"role", "doctor"}, {"departments", json::array{"cardiology"}}, {"password", "canary orbit 4711 plinth"}};
  const auto added = house.do_(house.the_operator, "identity.add_person", person);
  REQUIRE(added);
  house.host.loop.run_posted();
  const auto session = house.sign_in("canary-name", "canary orbit 4711 plinth");
  REQUIRE(session);
  const Actor doctor = *house.who(*session);
  REQUIRE(house.do_(doctor, "identity.set_badge", {{"badge", "canary-badge-0815"}, {"pin", "402819"}}));
  REQUIRE(house.do_(doctor, "identity.break_glass", {{"subject", "person 1"}, {"reason", "other"}, {"note", "canary note of the doctor"}}));
  REQUIRE(house.do_(house.the_operator, "identity.change_person", {{"person", added->at("person")}, {"full_name", "Canary Newname"}}));
  REQUIRE(house.do_(house.the_operator, "identity.register_device", {{"device", "kiosk-1"}, {"kind", "kiosk"}}));
  const auto code = house.answer<DeviceCode>(house.the_operator, "identity.device_code", {{"device", "kiosk-1"}}).code;
  REQUIRE(house.do_(house.nobody, "identity.enrol_device", {{"device", "kiosk-1"}, {"code", code}, {"secret", "canary-secret-that-is-long-enough-0123456789"}}));
  (void)house.sign_in("canary-name", "canary wrong password");
  REQUIRE(house.do_(doctor, "identity.set_password", {{"password", "canary orbit 9 walnut"}}));
  house.host.loop.run_posted();

  const auto check = [&](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const std::string& secret : std::vector<std::string>{"canary", "402819", *session, "argon2id", "fullname"})
      CHECK_MESSAGE(text.find(secret) == text.npos, text);
    CHECK(text.find(code) == text.npos);
  };
  for (const auto& entry : house.host.entries())
    for (const auto& text : {entry.request, entry.reply, entry.events, entry.object}) check(text);
  for (const auto& line : house.host.log.lines) check(line);
}

TEST_CASE("who did what to whom is asked of the journal by those who answer for it") {
  IdentityHost house;
  house.set_up();
  const auto anna = house.add("anna", Role::clerk);
  house.add("officer", Role::privacy_officer);
  REQUIRE(house.do_(house.the_operator, "identity.change_role", {{"person", anna}, {"role", "nurse"}}));
  REQUIRE(house.do_(house.the_operator, "identity.suspend_person", {{"person", anna}}));
  REQUIRE(house.do_(house.the_operator, "identity.suspend_person", {{"person", anna}, {"suspended", false}}));
  const Actor officer = house.as("officer");
  const auto answer = house.ask(officer, "identity.journal", {{"actor", "operator"}, {"limit", 3}});
  REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
  const auto& entries = answer->at("entries").as_array();
  REQUIRE(entries.size() == 3);  // the newest first
  CHECK(entries[0].at("name").as_string() == "identity.suspend_person");
  CHECK(entries[2].at("name").as_string() == "identity.change_role");
  CHECK(entries[2].at("object").as_string() == "staff " + anna);
  CHECK(outcome(house.ask(house.as("anna"), "identity.journal")) == "denied");
}

TEST_CASE("a site's own policy replaces the shipped one, fields it hides included") {
  IdentityHost house("[identity]\npolicy = \"policy.toml\"\n", VESTIBULE_TEST_PLUGINS,
                     {{"policy.toml", "[allow]\n'identity.manage' = { operator = 'all' }\n'identity.people' = { operator = 'all', manager = 'all' }\n"
                                      "'identity.house' = { system = 'all' }\n[hidden]\n'identity.people' = { manager = ['people[].full_name'] }\n"}});
  house.add("max", Role::manager);
  const auto people = house.ask(house.as("max"), "identity.people");
  REQUIRE(people);
  const auto& first = people->at("people").at(0).as_object();
  CHECK(!first.contains("full_name"));
  CHECK(first.at("name").as_string() == "max");
  CHECK(house.ask(house.the_operator, "identity.people")->at("people").at(0).as_object().contains("full_name"));
  CHECK(outcome(house.ask(house.nobody, "identity.welcome")) == "denied");
}
