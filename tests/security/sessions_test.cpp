// Sessions with their event streams open, on simulated time: every way a session can end ends its stream within five seconds.
#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "hospital.hpp"
#include "secrets.hpp"

using namespace vestibule;
using namespace vestibule::security;

namespace {

struct Listening : Hospital {
  Listening() { root = person("root", identity::Role::administrator); }

  std::unique_ptr<Ears> listen(const std::string& secret) {
    const auto reply = get("/api/v1/events", secret);
    REQUIRE(reply.events);
    return std::make_unique<Ears>(reply.events);
  }
  void use(const std::string& secret) { CHECK(get("/api/v1/identity.me", secret).response.status == 200); }
  /// Whether anything of the house is heard on it, now.
  bool hears(Ears& ears) {
    const auto before = ears.heard.size();
    done(the_operator, "identity.plan_shift", {{"person", root.id}, {"department", "cardiology"}, {"from", "2026-12-01T08:00:00Z"}, {"until", "2026-12-01T16:00:00Z"}});
    done(the_operator, "queue.call_staff", {{"kiosk", "kiosk-1"}, {"reason", "staff"}, {"needs", json::array{}}});
    house.run_for(100ms);
    return ears.heard.size() > before && !ears.over;
  }
  Actor root;
};

}  // namespace

TEST_CASE("an open stream does not keep a session awake: it ends when nothing else is done for a quarter of an hour") {
  Listening house;
  const auto clerk = house.person("clerk", identity::Role::clerk);
  const auto secret = house.secrets[clerk.id];
  auto ears = house.listen(secret);
  house.pass(14min);
  CHECK(house.hears(*ears));
  house.use(secret);
  house.pass(14min);
  CHECK(house.hears(*ears));
  house.pass(1min + 5s);
  CHECK(ears->over);
  CHECK(house.get("/api/v1/identity.me", secret).response.status == 401);
  CHECK(house.get("/api/v1/events", secret).response.status == 401);
}

TEST_CASE("no stream outlives its session's day, however busy") {
  Listening house;
  const auto nurse = house.person("nurse", identity::Role::nurse);
  const auto secret = house.secrets[nurse.id];
  auto ears = house.listen(secret);
  for (int i = 0; i < 71; ++i) {
    house.pass(10min);
    house.use(secret);
  }
  CHECK(house.hears(*ears));
  house.pass(10min + 5s);
  CHECK(ears->over);
  CHECK(house.get("/api/v1/identity.me", secret).response.status == 401);
}

TEST_CASE("signing out everywhere, being suspended, another role and an administrator's word cut all streams within five seconds, and no others") {
  Listening house;
  struct End {
    const char* how;
    std::function<void(const Actor&)> bring;
  };
  const std::vector<End> ends{
      {"everywhere", [&](const Actor& who) { house.done(who, "identity.sign_out_everywhere"); }},
      {"suspended", [&](const Actor& who) { house.done(house.root, "identity.suspend_person", {{"person", who.id}}); }},
      {"role", [&](const Actor& who) { house.done(house.root, "identity.change_role", {{"person", who.id}, {"role", "manager"}}); }},
      {"ended", [&](const Actor& who) { house.done(house.root, "identity.end_sessions", {{"person", who.id}}); }}};
  auto bystander = house.listen(house.secrets[house.person("bystander", identity::Role::clerk).id]);
  for (const auto& end : ends) {
    CAPTURE(end.how);
    const auto who = house.person(std::string("of-") + end.how, identity::Role::doctor);
    auto first = house.listen(house.secrets[who.id]), second = house.listen(house.session_of(who.id));
    CHECK(house.hears(*first));
    end.bring(who);
    house.pass(5s);
    CHECK(first->over);
    CHECK(second->over);
    CHECK_FALSE(bystander->over);
  }
}

TEST_CASE("a stream that was opened before its owner lost a role tells nothing of what that role heard") {
  Listening house;
  const auto officer = house.person("officer", identity::Role::privacy_officer);
  auto ears = house.listen(house.secrets[officer.id]);
  house.done(house.root, "identity.change_role", {{"person", officer.id}, {"role", "clerk"}});
  house.pass(5s);
  const auto before = ears->heard;
  house.done(house.root, "identity.register_device", {{"device", "kiosk-7"}, {"kind", "kiosk"}});
  house.pass(5s);
  CHECK(ears->heard == before);
}

TEST_CASE("a desk that is revoked loses the sessions begun on it and their streams, a kiosk its rights, within five seconds") {
  Listening house;
  const std::string secret = "a-secret-that-is-long-enough-0123456789";
  for (const char* device : {"desk-1", "kiosk-9"}) {
    const std::string kind = std::string(device).substr(0, std::string_view(device).find('-'));
    house.done(house.root, "identity.register_device", {{"device", device}, {"kind", kind}});
    const auto code = house.done(house.root, "identity.device_code", {{"device", device}}).at("code");
    house.done(house.nobody, "identity.enrol_device", {{"device", device}, {"code", code}, {"secret", secret}});
  }
  const auto clerk = house.person("clerk", identity::Role::clerk);
  const std::string at_desk(64, 'd');
  house.done(house.system, "identity.begin_session", {{"session", "at-the-desk"}, {"person", clerk.id}, {"hash", identity::hash_of(at_desk)}, {"device", "desk-1"}, {"how", "badge"}, {"address", "127.0.0.1"}, {"newcomer", false}});
  auto ears = house.listen(at_desk);
  auto elsewhere = house.listen(house.secrets[clerk.id]);
  auto kiosk = house.house.broker.attach("kiosk-9");
  std::string answer;
  kiosk->subscribe(wire::reply_topic("kiosk-9"), [&](const wire::Message& message) { answer = message.payload; });
  house.house.run_for(1s);
  const auto asks = [&] {
    answer.clear();
    kiosk->publish({wire::request_topic("kiosk-9", wire::Verb::do_, "queue.call_staff"), R"({"id":"call","body":{"kiosk":"kiosk-9","reason":"staff","needs":[]}})", false, {}, {}});
    house.house.run_for(1s);
    return answer;
  };
  CHECK(asks().find("error") == std::string::npos);
  for (const char* device : {"desk-1", "kiosk-9"}) house.done(house.root, "identity.revoke_device", {{"device", device}});
  house.pass(5s);
  CHECK(ears->over);
  CHECK(house.get("/api/v1/identity.me", at_desk).response.status == 401);
  CHECK_FALSE(elsewhere->over);
  CHECK(asks().find("denied") != std::string::npos);
}
