// The gate: who may do what to whom, what they see of it, and what is kept of their looking.
#include <doctest/doctest.h>

#include <algorithm>
#include <vestibule/trail.hpp>
#include <vestibule/warden.hpp>

#include "host_queries.hpp"
#include "test_host.hpp"

using namespace vestibule;
using kit::TestHost;

namespace {

struct Guarded : TestHost {
  Guarded() : TestHost(guarded()) {}

  static kit::TestHostOptions guarded() {
    kit::TestHostOptions options;
    options.plugins = GUARDED_PLUGINS;
    return options;
  }
  Actor as(const std::string& role) const { return {"ann", role, "desk 1"}; }

  Result<json::value> done(const std::string& role, const std::string& name, const json::value& body, const std::string& id = {}) {
    Result<json::value> got = fail(Code::internal, "no answer came");
    host->submit({as(role), name, id.empty() ? fmt::format("r-{}", ++requests) : id, body, [&](auto answer) { got = std::move(answer); }});
    loop.run_posted();
    return got;
  }
  Result<json::value> asked(const std::string& role, const std::string& name, const json::value& body = json::object{}) {
    Result<json::value> got = fail(Code::internal, "no answer came");
    host->ask(as(role), name, body, [&](auto answer) { got = std::move(answer); });
    loop.run_posted();
    return got;
  }
  std::vector<Trace> trail(const TrailAsked& sought) {
    const auto found = asked("doctor", "warden.trail", encode(sought));
    REQUIRE(found);
    return decode<warden::TrailShown>(*found)->traces;
  }
};

TrailAsked sought(const std::function<void(TrailAsked&)>& say) {
  TrailAsked asked;
  say(asked);
  return asked;
}

std::string text(const Result<json::value>& answer) { return answer ? json::serialize(*answer) : answer.error().message; }
Code code(const Result<json::value>& answer) { return answer ? Code::internal : answer.error().code; }

const json::value kim{{"person", "kim"}};
constexpr const char* what_a_clerk_sees =
    R"({"name":"Kim","last":{"day":"Monday"},"visits":[{"day":"Monday"},{"day":"Tuesday"}]})";

}  // namespace

TEST_CASE("who has no right is denied, whatever it is, and the house itself is not asked") {
  Guarded house;
  for (const char* role : {"guest", "nobody", "clerk"}) CHECK(code(house.done(role, "warden.alarm", json::object{})) == Code::denied);
  CHECK(code(house.asked("guest", "warden.person", kim)) == Code::denied);
  CHECK(code(house.asked("guest", "host.plugins")) == Code::denied);
  CHECK(house.asked("guest", "warden.me"));
  CHECK(house.done("doctor", "warden.alarm", json::object{}));
  CHECK(house.done("system", "warden.alarm", json::object{}));
}

TEST_CASE("what a role is not shown leaves the house in no answer, however deep it lies") {
  Guarded house;
  CHECK(text(house.asked("doctor", "warden.person", kim)).find("555") != std::string::npos);
  for (const char* query : {"warden.person", "warden.person_row"}) CHECK(text(house.asked("clerk", query, kim)) == what_a_clerk_sees);
  const json::value rename{{"person", "kim"}, {"name", "Kim"}};
  CHECK(text(house.done("clerk", "warden.rename", rename, "once")) == what_a_clerk_sees);
  CHECK(text(house.done("clerk", "warden.rename", rename, "once")) == what_a_clerk_sees);
  CHECK(text(house.done("doctor", "warden.rename", rename, "once")).find("555") != std::string::npos);
  CHECK(code(house.done("guest", "warden.rename", rename, "once")) == Code::denied);
  CHECK(house.host->counts().repeated == 3);
}

TEST_CASE("what is wrong with a request is told only to whoever might make it") {
  Guarded house;
  const json::value odd{{"person", 5}};
  for (const char* name : {"warden.person", "warden.person_row"}) {
    CHECK(code(house.asked("guest", name, odd)) == Code::denied);
    CHECK(code(house.asked("doctor", name, odd)) == Code::invalid);
  }
  CHECK(code(house.done("guest", "warden.rename", odd)) == Code::denied);
  CHECK(code(house.done("doctor", "warden.rename", odd)) == Code::invalid);
}

TEST_CASE("the facts of a subject decide") {
  Guarded house;
  const json::value king{{"person", "king"}};
  CHECK(text(house.asked("clerk", "warden.person", king)) == "only a doctor may see person king");
  CHECK(house.asked("doctor", "warden.person", king));
  CHECK(code(house.asked("doctor", "warden.person", {{"person", "ghost"}})) == Code::not_found);
  CHECK(code(house.asked("doctor", "warden.person", {{"human", "kim"}})) == Code::invalid);
}

TEST_CASE("who has looked at whom is in the journal before the answer is out") {
  Guarded house;
  bool written = false;
  house.host->ask(house.as("clerk"), "warden.person", {{"person", "kim"}, {"why", "a phone call"}},
                  [&](const auto& answer) { written = answer.has_value() && house.host->sequence() == 1; });
  house.loop.run_posted();
  CHECK(written);
  house.asked("clerk", "warden.person_row", {{"person", "king"}});
  house.asked("doctor", "warden.person", {{"person", "nadia"}});
  const auto entries = house.entries();
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].command == "warden.person");
  CHECK(entries[0].object == "person kim");
  CHECK(entries[0].actor.id == "ann");
  CHECK(entries[0].outcome == "ok");
  CHECK(entries[0].request == R"({"person":"kim"})");
  CHECK(entries[0].reply == "{}");
  CHECK(entries[1].outcome == "denied");
  CHECK(entries[1].object == "person king");
  CHECK(entries[2].outcome == "not_found");
}

TEST_CASE("a look at nobody in particular, and a stranger's try, fill no disk") {
  Guarded house;
  CHECK(house.asked("doctor", "warden.me"));
  CHECK(code(house.asked("doctor", "warden.person", {{"person", ""}})) == Code::not_found);
  CHECK(code(house.asked("nobody", "warden.person", kim)) == Code::denied);
  CHECK(code(house.done("nobody", "warden.rename", {{"person", "kim"}, {"name", "Kim"}})) == Code::denied);
  CHECK(house.host->sequence() == 0);
}

TEST_CASE("a denied command about somebody is kept, a done one with what else it touched") {
  Guarded house;
  house.done("guest", "warden.rename", {{"person", "kim"}, {"name", "Kimberly"}});
  house.done("doctor", "warden.rename", {{"person", "kim"}, {"name", "Kimberly"}});
  const auto entries = house.entries();
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].outcome == "denied");
  CHECK(entries[0].object == "person kim");
  CHECK(entries[1].object == "person kim, name Kimberly");
  CHECK(entries[1].reply.find("555") != std::string::npos);
}

TEST_CASE("if the one who decides fails, nobody may do anything but the operator") {
  Guarded house;
  CHECK(code(house.asked("madman", "warden.me")) == Code::internal);
  CHECK(code(house.asked("doctor", "host.plugins")) == Code::unavailable);
  CHECK(code(house.done("doctor", "warden.alarm", json::object{})) == Code::unavailable);
  CHECK(text(house.asked("operator", "host.plugins")).find("it threw 'a bad day'") != std::string::npos);
  CHECK(house.host->has_policy());
}

TEST_CASE("if the one who decided cannot start any more, nobody may do anything, unless the settings leave it out") {
  Guarded house;
  house.options.rules.quarantined = {{"warden", "it took the process down"}};
  REQUIRE(house.restart());
  CHECK(code(house.asked("doctor", "host.plugins")) == Code::unavailable);
  CHECK(house.asked("operator", "host.plugins"));
  house.options.rules = {{"warden"}, {}};
  REQUIRE(house.restart());
  CHECK(house.asked("doctor", "host.plugins"));
  CHECK_FALSE(house.host->has_policy());
}

TEST_CASE("the trail finds who did what to whom, the newest first") {
  Guarded house;
  for (const char* person : {"kim", "king", "kim"}) {
    house.asked("doctor", "warden.person", {{"person", person}});
    house.run_for(std::chrono::seconds(1));
  }
  house.done("doctor", "warden.rename", {{"person", "kim"}, {"name", "Kimberly"}});
  house.done("doctor", "warden.alarm", json::object{});
  const auto sequences = [](const std::vector<Trace>& traces) {
    std::vector<std::int64_t> found;
    for (const auto& trace : traces) found.push_back(trace.sequence);
    return found;
  };
  using Numbers = std::vector<std::int64_t>;
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.object = "person kim"; }))) == Numbers{4, 3, 1});
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.object = "person"; }))).empty());
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.actor = "ann"; }))) == Numbers{5, 4, 3, 2, 1});
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.actor = "ann"; asked.object = "person king"; }))) == Numbers{2});
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.actor = "person kim"; }))).empty());
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.name = "warden.person"; }))) == Numbers{3, 2, 1});
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.name = "warden."; }))) == Numbers{5, 4, 3, 2, 1});
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.actor = "ann"; asked.name = "warden.person"; }))) == Numbers{3, 2, 1});
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.object = "person kim"; asked.limit = 2; }))) == Numbers{4, 3});
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.object = "person kim"; asked.before = 3; asked.limit = 2; }))) == Numbers{1});
  const Instant start = house.options.start;
  CHECK(sequences(house.trail(sought([&](auto& asked) { asked.from = start + std::chrono::seconds(1); asked.until = start + std::chrono::seconds(2); }))) == Numbers{2});
  const auto renamed = house.trail(sought([&](auto& asked) { asked.name = "warden.rename"; }));
  REQUIRE(renamed.size() == 1);
  CHECK(renamed[0].role == "doctor");
  CHECK(renamed[0].device == "desk 1");
  CHECK(renamed[0].request == json::value{{"person", "kim"}, {"name", "Kimberly"}});
  CHECK(renamed[0].reason.empty());
  house.done("guest", "warden.rename", {{"person", "kim"}, {"name", "K"}});
  CHECK(house.trail(sought([&](auto& asked) { asked.object = "person kim"; asked.limit = 1; })).at(0).reason == "a guest may not");
}

TEST_CASE("a policy can be held against all that can be asked for") {
  Guarded house;
  const auto rights = core::rights_of(house.host->registry()).rights;
  const auto right = [&](const std::string& name) {
    const auto found = std::find_if(rights.begin(), rights.end(), [&](const auto& one) { return one.name == name; });
    REQUIRE_MESSAGE(found != rights.end(), name);
    return *found;
  };
  CHECK(right("warden.rename").kind == core::Asked::command);
  CHECK(right("warden.rename").permission == "warden.change");
  CHECK(right("warden.rename").about_somebody);
  CHECK(right("warden.person").kind == core::Asked::query);
  CHECK_FALSE(right("warden.me").about_somebody);
  CHECK(right("warden.renamed").kind == core::Asked::event);
  CHECK(right("warden.renamed").permission == "host.listen");
  CHECK(right("/warden/deep/*").kind == core::Asked::page);
  CHECK(right("host.rights").permission == "host.look");
  CHECK(text(house.asked("doctor", "host.rights")) == json::serialize(encode(core::RightsReport{rights})));
}
