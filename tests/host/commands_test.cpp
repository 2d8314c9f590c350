#include <doctest/doctest.h>

#include <vestibule/ledger.hpp>

#include "test_host.hpp"

using namespace vestibule;
using kit::TestHost;

namespace {

kit::TestHostOptions with_ledger(std::string settings = "") {
  kit::TestHostOptions options;
  options.plugins = LEDGER_PLUGINS;
  options.settings = std::move(settings);
  return options;
}

int rows(TestHost& host) { return host.ask_as<ledger::Counted>("ledger.count_rows", Done{})->words; }

std::string message(const Result<json::value>& result) { return result ? "" : result.error().message; }

}  // namespace

TEST_CASE("a command is written, journalled, told and answered") {
  TestHost host(with_ledger());
  const auto reply = host.do_("ledger.write", {{"word", "hello"}}, "ann");
  REQUIRE(reply);
  CHECK(json::serialize(*reply) == R"({"words":1})");
  CHECK(rows(host) == 1);
  const auto entries = host.entries();
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].sequence == 1);
  CHECK(entries[0].actor.id == "ann");
  CHECK(entries[0].command == "ledger.write");
  CHECK(entries[0].object == "word hello");
  CHECK(entries[0].outcome == "ok");
  CHECK(entries[0].events == R"([{"name":"ledger.word_written","body":{"word":"hello"}}])");
  CHECK(host.no_bus.retained["vestibule/v1/state/ledger/last"].find(R"("sequence":1)") != std::string::npos);
}

TEST_CASE("a state that changes all the time leaves once a frame, and the last one always") {
  TestHost host(with_ledger());
  const auto told = [&] { return host.no_bus.retained["vestibule/v1/state/ledger/last"]; };
  host.do_("ledger.write", {{"word", "first"}});
  const auto first = told();
  CHECK(first.find("first") != std::string::npos);
  host.do_("ledger.write", {{"word", "second"}});
  host.do_("ledger.write", {{"word", "third"}});
  CHECK(told() == first);
  host.run_for(Duration{16});
  CHECK(told().find("third") != std::string::npos);
  CHECK(told().find(R"("sequence":3)") != std::string::npos);
}

TEST_CASE("the same request id gives the same answer and no second row") {
  TestHost host(with_ledger());
  const auto first = host.do_with_id("id-1", "ledger.write", {{"word", "hello"}});
  host.do_("ledger.write", {{"word", "world"}});
  const auto again = host.do_with_id("id-1", "ledger.write", {{"word", "hello"}});
  CHECK(first == again);
  CHECK(rows(host) == 2);

  SUBCASE("also after a restart") {
    REQUIRE(host.restart());
    CHECK(host.do_with_id("id-1", "ledger.write", {{"word", "hello"}}) == first);
    CHECK(rows(host) == 2);
  }
  SUBCASE("with another payload, command or actor it is a conflict") {
    CHECK(host.do_with_id("id-1", "ledger.write", {{"word", "other"}}).error().code == Code::conflict);
    CHECK(host.do_with_id("id-1", "ledger.misbehave", {{"word", "hello"}}).error().code == Code::conflict);
    CHECK(host.do_with_id("id-1", "ledger.write", {{"word", "hello"}}, "somebody else").error().code == Code::conflict);
    CHECK(rows(host) == 2);
  }
}

TEST_CASE("a refusal is an answer too: kept, journalled, its rows rolled back") {
  TestHost host(with_ledger("[ledger]\nmost = 1\n"));
  REQUIRE(host.do_("ledger.write", {{"word", "one"}}));
  const auto refused = host.do_with_id("id-2", "ledger.write", {{"word", "two"}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == Error{Code::conflict, "the ledger holds 1 words already"});
  CHECK(rows(host) == 1);
  CHECK(host.entries().back().outcome == "conflict");
  CHECK(host.do_with_id("id-2", "ledger.write", {{"word", "two"}}) == refused);
  CHECK(host.entries().size() == 2);
}

TEST_CASE("what is wrong in itself is refused with the place, and leaves no trace") {
  TestHost host(with_ledger());
  CHECK(message(host.do_("ledger.write", {{"word", 7}})) == "$.word expected a text");
  CHECK(message(host.do_("ledger.write", json::object{})) == "$.word expected text, but the field is absent");
  CHECK(message(host.do_("ledger.write", nullptr)) == "$ expected an object");
  CHECK(message(host.do_("ledger.nothing", json::object{})) == "there is no command 'ledger.nothing'");
  CHECK(message(host.ask("ledger.nothing")) == "there is no query 'ledger.nothing'");
  CHECK(host.entries().empty());
}

TEST_CASE("commands that come together are committed together") {
  TestHost host(with_ledger());
  int answers = 0;
  for (int i = 0; i < 100; ++i)
    host.host->submit({{"a", "r", "d"}, "ledger.write", fmt::format("id-{}", i), {{"word", "x"}}, [&](Result<json::value> answer) { answers += answer.has_value(); }});
  CHECK(answers == 0);
  host.loop.run_posted();
  CHECK(answers == 100);
  CHECK(host.host->counts().groups == 1);
  CHECK(rows(host) == 100);
}

TEST_CASE("a failing command in a group takes only its own rows along") {
  TestHost host(with_ledger());
  std::vector<bool> answers;
  for (const char* word : {"harmless", "peek", "harmless"})
    host.host->submit({{"a", "r", "d"}, "ledger.misbehave", fmt::format("id-{}", answers.size()), {{"word", word}}, [&](Result<json::value> answer) { answers.push_back(answer.has_value()); }});
  host.host->submit({{"a", "r", "d"}, "ledger.write", "good", {{"word", "stays"}}, [&](Result<json::value> answer) { answers.push_back(answer.has_value()); }});
  host.loop.run_posted();
  CHECK(answers == std::vector{false, false, false, true});
  CHECK(rows(host) == 1);
}

TEST_CASE("a plugin may not touch another's tables") {
  TestHost host(with_ledger());
  const auto refused = host.do_("ledger.misbehave", {{"word", "peek"}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::internal);
  CHECK(refused.error().message.find("not authorized") != std::string::npos);
  CHECK(host.do_("ledger.write", {{"word", "goes on"}}));
}

TEST_CASE("a plugin that throws is taken out of service, and the house goes on") {
  TestHost host(with_ledger());
  REQUIRE(host.do_("ledger.write", {{"word", "before"}}));
  const auto thrown = host.do_("ledger.misbehave", {{"word", "throw"}});
  CHECK(message(thrown).find("a bad day") != std::string::npos);
  CHECK(host.do_("ledger.write", {{"word", "after"}}).error().code == Code::unavailable);
  const auto plugins = host.ask("host.plugins");
  REQUIRE(plugins);
  CHECK(json::serialize(*plugins).find(R"("state":"faulted","reason":"it threw 'a bad day'")") != std::string::npos);
  REQUIRE(host.restart());
  CHECK(host.ask_as<ledger::Counted>("ledger.count", Done{})->words == 1);
}

TEST_CASE("ten thousand commands may wait, no more") {
  TestHost host(with_ledger());
  int unavailable = 0, done = 0;
  for (int i = 0; i < 10'010; ++i)
    host.host->submit({{"a", "r", "d"}, "ledger.write", fmt::format("id-{}", i), {{"word", "x"}}, [&](Result<json::value> answer) {
                         ++(answer || answer.error().code != Code::unavailable ? done : unavailable);
                       }});
  host.loop.run_posted();
  CHECK(unavailable == 10);
  CHECK(done == 10'000);
}
