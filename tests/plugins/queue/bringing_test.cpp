// Tokens that kiosks gave alone, and kiosks that share a name.
#include <vestibule/queue_call_code.hpp>

#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::queue;
using queue_kit::QueueHost;

namespace {

const std::string disk = "0123456789abcdef0123456789abcdef", other_disk = "fedcba9876543210fedcba9876543210";
std::string boot(int n) { return fmt::format("boot-{:028}", n); }

struct Hall : QueueHost {
  Hall() { open({"counter-1"}); }

  KioskWord report(const std::string& incarnation, const std::string& now, std::vector<std::string> before = {}, const std::string& kiosk = "kiosk-1") {
    ReportKiosk asked;
    asked.incarnation = incarnation;
    asked.boot = now;
    asked.before = std::move(before);
    return as<KioskWord>("queue.report_kiosk", encode(asked), kiosk);
  }
  KioskWord word(const std::string& incarnation, const std::string& now) {
    return answer<KioskWord>("queue.kiosk_word", encode(KioskWordAsked{"kiosk-1", incarnation, now}));
  }

  BringToken brought(const std::string& id, int counter, const std::string& mark = "1") {
    BringToken asked;
    asked.asked.service = ServiceId{"registration"};
    asked.asked.language = "ar";
    asked.asked.token = TokenId{id};
    asked.number = fmt::format("A{}-{:03}", mark, counter);
    asked.counter = counter;
    asked.incarnation = disk;
    asked.sequence = counter;
    asked.previous = counter - 1;
    return asked;
  }
  BroughtToken bring(const BringToken& asked) { return as<BroughtToken>("queue.bring_token", encode(asked), "kiosk-1"); }
  Kiosks kiosks() { return answer<Kiosks>("queue.kiosks"); }
};

const std::string id_one = "0000000000001", id_two = "0000000000002";

}  // namespace

TEST_CASE("a token brought with a private code is called by it, and another kiosk's code is quarantined") {
  Hall hall;
  CHECK(hall.report(disk, boot(1)).mark == "1");
  auto asked = hall.brought(id_one, 1);
  std::string code = "KKKKA";
  while (!is_call_code(code)) ++code.back();
  code += "-1";
  asked.call_code = code;
  CHECK(hall.bring(asked).call_code == code);
  CHECK(hall.call_next("counter-1").token->call_code == code);
  CHECK(hall.token(TokenId{id_one}).token.number == "A1-001");
  auto twin = hall.brought(id_two, 2);
  for (const auto& wrong : {code.substr(0, 5) + "-2", std::string("KKKK0-1"), code.substr(0, 5), std::string("K-1"), code}) {
    twin.call_code = wrong;
    CHECK(hall.bring(twin).outcome == Brought::quarantined);
    twin.asked.token = TokenId{"000000000000" + std::to_string(1 + twin.counter)};
    ++twin.counter;
    twin.number = fmt::format("A1-{:03}", twin.counter);
  }
}

TEST_CASE("a token brought waits from the moment the patient took it, under the number in their hand") {
  Hall hall;
  CHECK(hall.report(disk, boot(1)).mark == "1");
  hall.pass(std::chrono::minutes{20});
  const auto walked_in = hall.issue("registration");
  auto asked = hall.brought(id_one, 1);
  asked.seconds_ago = 600;
  CHECK(hall.bring(asked).outcome == Brought::adopted);
  CHECK(hall.order("registration") == std::vector<std::string>{"A1-001", walked_in.number});
  CHECK(hall.issue("registration").number == "A002");  // the host's own numbers have no gap
  CHECK(hall.call_next("counter-1").token->call_code == "A1-001");
  CHECK(hall.token(TokenId{id_one}).token.language == "ar");
  CHECK(hall.events()[hall.events().size() - 3] == "queue.token_brought");
  hall.restart();
}

TEST_CASE("the wish the host had heard before the line broke and the number the kiosk gave are one token") {
  Hall hall;
  hall.report(disk, boot(1));
  const auto given = hall.issue("registration", {{"token", id_one}});
  CHECK(given.number == "A001");
  CHECK(hall.bring(hall.brought(id_one, 1)).outcome == Brought::renamed);
  CHECK(hall.counts().waiting == 1);
  CHECK(hall.token(TokenId{id_one}).token.call_code == "A1-001");
  CHECK(hall.call_next("counter-1").token->call_code == "A1-001");
  CHECK(hall.board("hall").now == std::vector<std::string>{"A1-001"});
  hall.restart();
}

TEST_CASE("a wish that comes after its number was brought gives that token, not another") {
  Hall hall;
  hall.report(disk, boot(1));
  hall.bring(hall.brought(id_one, 1));
  CHECK(hall.issue("registration", {{"token", id_one}}).number == "A1-001");
  CHECK(hall.counts().issued == 1);
}

TEST_CASE("whoever was called by a number they never saw waits on, with the time they had") {
  Hall hall;
  hall.report(disk, boot(1));
  hall.issue("registration", {{"token", id_one}});
  hall.pass(std::chrono::minutes{5});
  hall.call_next("counter-1");
  hall.do_("queue.no_show", {{"desk", "counter-1"}});
  hall.issue("registration");
  CHECK(hall.bring(hall.brought(id_one, 1)).outcome == Brought::renamed);
  CHECK(hall.order("registration").front() == "A001");  // the house's own name for it
  hall.restart();
}

TEST_CASE("brought twice by one request id is brought once; a number that is taken is quarantined and staff are told") {
  Hall hall;
  hall.report(disk, boot(1));
  const auto body = encode(hall.brought(id_one, 1));
  const auto first = hall.host.do_with_id("record-1", "queue.bring_token", body, "kiosk-1");
  REQUIRE(first);
  CHECK(hall.host.do_with_id("record-1", "queue.bring_token", body, "kiosk-1") == first);
  CHECK(hall.counts().issued == 1);
  CHECK(hall.bring(hall.brought(id_two, 1)).outcome == Brought::quarantined);
  CHECK(hall.counts().issued == 1);
  CHECK(hall.events().back() == "queue.number_quarantined");
  REQUIRE(hall.kiosks().quarantined.size() == 1);
  CHECK(hall.kiosks().quarantined[0].number == "A1-001");
  hall.restart();
}

TEST_CASE("what is a day old is entered and closed; what the hospital no longer has is quarantined; a gap is counted") {
  Hall hall;
  hall.report(disk, boot(1));
  auto old = hall.brought(id_one, 1);
  old.seconds_ago = 20 * 3600;
  CHECK(hall.bring(old).outcome == Brought::late);
  CHECK(hall.counts().cancelled == 1);
  auto gone = hall.brought(id_two, 2);
  gone.asked.service = ServiceId{"surgery"};
  CHECK(hall.bring(gone).outcome == Brought::quarantined);
  auto later = hall.brought("0000000000003", 5);
  CHECK(hall.bring(later).outcome == Brought::adopted);
  CHECK(hall.kiosks().kiosks[0].missing == 2);
  hall.restart();
}

TEST_CASE("before a report, on a closed day or with a number not its own, nothing is taken") {
  Hall hall;
  hall.refused(Code::unavailable, "queue.bring_token", encode(hall.brought(id_one, 1)));
  hall.report(disk, boot(1), {}, "tester");  // the refusing actor's own kiosk
  auto foreign = hall.brought(id_one, 1, "7");
  CHECK(hall.as<BroughtToken>("queue.bring_token", encode(foreign), "tester").outcome == Brought::quarantined);
  hall.do_("queue.close_day", {{"rest", "cancel"}});
  hall.refused(Code::unavailable, "queue.bring_token", encode(hall.brought(id_two, 2)));
}

TEST_CASE("a restarted kiosk is the same kiosk, with the same mark, also after starts nobody heard of") {
  Hall hall;
  CHECK(hall.report(disk, boot(1)).standing == Standing::admitted);
  CHECK(hall.report(disk, boot(4), {boot(1), boot(2), boot(3)}).standing == Standing::admitted);
  CHECK(hall.report(disk, boot(4), {boot(1)}).mark == "1");
  CHECK(hall.word(disk, boot(4)).standing == Standing::admitted);
  CHECK(hall.word(disk, boot(9)).standing == Standing::fenced);
}

TEST_CASE("of two machines with copies of one disk, the one that did not go on is fenced, and staff are told once") {
  Hall hall;
  hall.report(disk, boot(1));
  CHECK(hall.report(disk, boot(2), {boot(1)}).standing == Standing::admitted);  // the copy, or a restart: nobody can know
  CHECK(hall.word(disk, boot(1)).standing == Standing::fenced);
  CHECK(hall.report(disk, boot(1)).standing == Standing::unknown);  // it may have been under way when the power went
  CHECK(hall.report(disk, boot(1)).standing == Standing::fenced);
  CHECK(hall.report(disk, boot(1)).standing == Standing::fenced);
  CHECK(hall.report(disk, boot(3), {boot(1)}).standing == Standing::fenced);  // switching it off and on does not help
  const auto events = hall.events();
  CHECK(std::count(events.begin(), events.end(), "queue.kiosk_fenced") == 2);
  CHECK(hall.kiosks().kiosks[0].twin);
  hall.restart();
  hall.do_("queue.admit_kiosk", {{"kiosk", "kiosk-1"}});
  CHECK(hall.word(disk, boot(3)).standing == Standing::unknown);
  CHECK(hall.report(disk, boot(3), {boot(1)}).standing == Standing::admitted);
  CHECK_FALSE(hall.kiosks().kiosks[0].twin);
}

TEST_CASE("another disk in the name of a kiosk that is there is refused at once; in the name of a silent one it takes over") {
  Hall hall;
  hall.report(disk, boot(1));
  CHECK(hall.report(other_disk, boot(7)).standing == Standing::fenced);
  CHECK(hall.events().back() == "queue.kiosk_fenced");
  hall.pass(std::chrono::minutes{1});  // the first one has fallen silent: but a fenced disk stays fenced until staff say so
  CHECK(hall.report(other_disk, boot(7)).standing == Standing::fenced);
  const auto replacement = hall.report("00000000000000000000000000000099", boot(9));
  CHECK(replacement.standing == Standing::admitted);
  CHECK(replacement.mark == "3");
  CHECK(hall.word(disk, boot(1)).standing == Standing::fenced);
  // What the old one gave to patients still counts.
  CHECK(hall.bring(hall.brought(id_one, 1)).outcome == Brought::adopted);
}

TEST_CASE("the counter goes on where the day stands, and begins anew with the next") {
  Hall hall;
  CHECK(hall.report(disk, boot(1)).next == 1);
  hall.bring(hall.brought(id_one, 1));
  CHECK(hall.report(disk, boot(1)).next == 2);
  hall.do_("queue.close_day", {{"rest", "cancel"}});
  hall.do_("queue.open_day", {{"day", "2026-11-24"}});
  CHECK(hall.report(disk, boot(1)).next == 1);
}

TEST_CASE("staff have a ticket printed again: the kiosk hears of it until it says it is done") {
  Hall hall;
  hall.report(disk, boot(1));
  const auto token = hall.issue("registration");
  hall.do_("queue.reprint_ticket", {{"kiosk", "kiosk-1"}, {"token", token.token.text()}});
  const auto word = hall.word(disk, boot(1));
  REQUIRE(word.reprints.size() == 1);
  CHECK(word.reprints[0].token.number == token.number);
  CHECK(word.reprints[0].token.secret == token.secret);  // the code on it opens what the first one opened
  hall.restart();
  REQUIRE(hall.word(disk, boot(1)).reprints.size() == 1);  // the house has not forgotten it
  CHECK(hall.word(disk, boot(1)).reprints[0].id == word.reprints[0].id);
  ReportKiosk done;
  done.incarnation = disk;
  done.boot = boot(1);
  done.reprinted = {word.reprints[0].id};
  CHECK(hall.as<KioskWord>("queue.report_kiosk", encode(done), "kiosk-1").reprints.empty());
  hall.restart();
  CHECK(hall.word(disk, boot(1)).reprints.empty());
  CHECK(hall.counts().issued == 1);
}
