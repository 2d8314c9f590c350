// What consoles in a browser ask: the site, tokens wherever they are, a desk's line with why; and what a ticket's holder may do.
#include "kit.hpp"

#include <vestibule/queue_console_wire.hpp>

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;
using namespace std::chrono_literals;

namespace {

State state_of(QueueHost& queue, const std::string& number) {
  const auto found = queue.answer<FoundTokens>("queue.find_tokens", {{"text", number}});
  REQUIRE(found.tokens.size() == 1);
  return found.tokens[0].state;
}

}  // namespace

TEST_CASE("the site is told as its file describes it") {
  QueueHost queue;
  queue.open({});
  const auto site = queue.answer<SiteView>("queue.site", json::object{});
  CHECK(!site.areas.empty());
  REQUIRE(!site.services.empty());
  REQUIRE(!site.desks.empty());
  for (const auto& service : site.services) {
    const auto scale = std::find_if(site.scales.begin(), site.scales.end(), [&](const auto& one) { return one.scale == service.scale; });
    REQUIRE(scale != site.scales.end());
    CHECK(std::any_of(scale->classes.begin(), scale->classes.end(), [&](const auto& one) { return one.priority == scale->ordinary; }));
  }
}

TEST_CASE("tokens are found by the beginning of their number, their state and their service, the newest first") {
  QueueHost queue;
  queue.open({});
  const auto first = queue.issue("medicine"), second = queue.issue("medicine");
  queue.do_("queue.cancel", {{"token", first.token.text()}, {"reason", "went home"}});
  auto found = queue.answer<FoundTokens>("queue.find_tokens", {{"text", "m0"}});
  REQUIRE(found.total == 2);
  CHECK(found.tokens[0].number == second.number);
  found = queue.answer<FoundTokens>("queue.find_tokens", {{"states", {"waiting"}}, {"service", "medicine"}});
  REQUIRE(found.total == 1);
  CHECK(found.tokens[0].number == second.number);
  found = queue.answer<FoundTokens>("queue.find_tokens", {{"limit", 1}});
  CHECK(found.total == 2);
  CHECK(found.tokens.size() == 1);
  CHECK(queue.answer<FoundTokens>("queue.find_tokens", {{"text", "zz"}}).total == 0);
  CHECK(queue.answer<FoundTokens>("queue.find_tokens", {{"overdue", true}}).total == 0);
}

TEST_CASE("a desk's line says of each why it stands where it stands, and only whom it really goes before") {
  QueueHost queue;
  queue.open({"room-1"});
  queue.issue("medicine");
  queue.pass(1s);
  queue.issue("medicine", {{"priority", "red"}, {"reason", "fell"}});
  queue.pass(1s);
  queue.issue("medicine");
  const auto waiting = queue.answer<Waiting>("queue.waiting", {{"desk", "room-1"}});
  REQUIRE(waiting.tokens.size() == 3);
  REQUIRE(waiting.whys.size() == 3);
  CHECK(waiting.tokens[0].priority == "red");
  CHECK(waiting.whys[0].cause == Cause::triage);
  REQUIRE(waiting.whys[0].passed.size() == 1);
  CHECK(waiting.whys[0].passed[0].count == 1);
  CHECK(waiting.whys[0].passed[0].longest == waiting.tokens[1].number);
  CHECK(waiting.whys[1].cause == Cause::in_turn);
  CHECK(waiting.whys[1].passed.empty());
  CHECK(waiting.whys[2].passed.empty());
  CHECK(queue.answer<Waiting>("queue.waiting", {{"desk", "room-1"}, {"limit", 1}}).whys.size() == 1);
  CHECK(queue.answer<Waiting>("queue.waiting", {{"service", "medicine"}}).whys.empty());
}

TEST_CASE("whoever holds a ticket comes back later, is back, and gives the place up; the secret is nowhere in the journal") {
  QueueHost queue;
  queue.open({});
  const auto token = queue.as<IssuedToken>("queue.issue_token", {{"service", "medicine"}}, "kiosk-1");
  const std::string secret = token.secret.value();
  const auto status = queue.as<TicketStatus>("queue.come_later", {{"secret", secret}, {"minutes", 20}}, "phone");
  CHECK(status.state == State::parked);
  CHECK(status.returns_in_minutes == 20);
  CHECK(queue.as<TicketStatus>("queue.come_now", {{"secret", secret}}, "phone").state == State::waiting);
  queue.refused(Code::conflict, "queue.come_now", {{"secret", secret}});
  queue.refused(Code::invalid, "queue.come_later", {{"secret", secret}, {"minutes", 1}});
  queue.refused(Code::not_found, "queue.give_up", {{"secret", secret.substr(0, secret.size() - 1) + (secret.back() == '0' ? "1" : "0")}});
  CHECK(state_of(queue, token.number) == State::waiting);
  CHECK(queue.as<TicketStatus>("queue.give_up", {{"secret", secret}}, "phone").state == State::cancelled);
  queue.refused(Code::conflict, "queue.give_up", {{"secret", secret}});
  for (const auto& entry : queue.host.entries()) CHECK_MESSAGE(entry.request.find(secret) == std::string::npos, entry.request);
}
