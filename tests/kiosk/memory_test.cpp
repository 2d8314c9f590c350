// The kiosk's memory and what it owes the host, without a flow: disks that refuse, answers nobody expects, journals nobody wrote.
#include <doctest/doctest.h>

#include <set>

#include "memory_disk.hpp"
#include "offline/journal.hpp"
#include "offline/offline.hpp"
#include "world.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using namespace std::chrono_literals;
using test::MemoryDisk;

namespace {

/// What was sent, in order; nothing is answered but by the test.
struct KeptLine : Line {
  struct Sent {
    std::string name, id;
    json::value body;
  };
  void send(wire::Verb, std::string_view name, const std::string& id, const json::value& body) override { sent.push_back({std::string(name), id, body}); }
  std::vector<Sent> sent;

  const Sent& last(std::string_view name) const {
    for (auto one = sent.rbegin(); one != sent.rend(); ++one)
      if (one->name == name) return *one;
    FAIL("nothing was sent to " << name);
    return sent.front();
  }
  /// However often each was sent.
  std::size_t count(std::string_view name) const {
    std::set<std::string> ids;
    for (const auto& one : sent)
      if (one.name == name) ids.insert(one.id);
    return ids.size();
  }
};

struct Unreadable : MemoryDisk {
  Result<std::string> read(const std::string& name) override { return fail(Code::unavailable, "{} cannot be read", name); }
};

queue::MenuService service() {
  queue::MenuService service;
  service.service = queue::ServiceId{"blood"};
  service.letter = "B";
  return service;
}

struct Kiosk {
  explicit Kiosk(std::shared_ptr<MemoryDisk> on = std::make_shared<MemoryDisk>()) : disk(std::move(on)) {}

  queue::KioskWord word(queue::Standing standing = queue::Standing::admitted) const {
    queue::KioskWord word;
    word.standing = standing;
    word.mark = "7";
    return word;
  }
  void answer(std::string_view name, const Result<json::value>& answer) { CHECK(offline.answered(line.last(name).id, answer)); }
  /// The host has admitted it.
  void meet() {
    offline.line(true);
    answer("queue.report_kiosk", encode(word()));
  }
  void pass(Duration time) {
    clock.set(clock.steady() + time);
    offline.tick();
  }
  queue::ReportKiosk reported() const { return *decode<queue::ReportKiosk>(line.last("queue.report_kiosk").body); }
  Result<queue::IssuedToken> give() {
    queue::IssueToken asked;
    asked.service = queue::ServiceId{"blood"};
    asked.token = offline.new_token_id();
    return offline.give(asked, service(), "");
  }

  std::shared_ptr<MemoryDisk> disk;
  test::FakeClock clock;
  test::CountingRandom chance;
  KeptLine line;
  Offline offline{*disk, line, clock, chance, "kiosk-1"};
};

const Result<json::value> busy = tl::unexpected(Error{Code::unavailable, "try again"}), never = tl::unexpected(Error{Code::conflict, "no"});

}  // namespace

TEST_CASE("every number of a record that nothing can follow makes it a garbled one") {
  Base base;
  base.incarnation = "aa";
  base.mark = "1";
  base.counter = 3;
  base.sequence = base.previous = 5;
  Given given;
  given.id = "g";
  given.token.asked.service = queue::ServiceId{"blood"};
  given.token.asked.token = queue::TokenId{"0000000000001"};
  given.token.number = "B1-004";
  given.token.counter = 4;
  given.token.sequence = 6;
  const auto starts_with = [&](const auto& change) {
    Base bad_base = base;
    Given bad_given = given;
    change(bad_base, bad_given);
    Entry of_base, of_given;
    of_base.base = bad_base;
    of_given.given = bad_given;
    MemoryDisk disk;
    disk.files["journal"] = framed(encode_text(of_base)) + framed(encode_text(of_given));
    test::FakeClock clock;
    test::CountingRandom chance;
    return Memory(disk, clock, chance).base().garbled;
  };
  const auto untouched = [](Base&, Given&) {};
  CHECK(starts_with(untouched) == 0);
  using Change = void (*)(Base&, Given&);
  for (const Change change : std::initializer_list<Change>{
           [](Base& of, Given&) { of.counter = -1; }, [](Base& of, Given&) { of.sequence = -1; }, [](Base& of, Given&) { of.previous = 2'000'000'000; },
           [](Base& of, Given&) { of.garbled = -1; }, [](Base&, Given& of) { of.token.counter = -1; }, [](Base&, Given& of) { of.token.sequence = -1; },
           [](Base&, Given& of) { of.token.previous = -1; }, [](Base&, Given& of) { of.wall = -1; }, [](Base&, Given& of) { of.steady = -1; }})
    CHECK(starts_with(change) == 1);
  MemoryDisk disk;
  disk.files["journal"] = framed("no record at all");
  test::FakeClock clock;
  test::CountingRandom chance;
  CHECK(Memory(disk, clock, chance).base().garbled == 1);
}

TEST_CASE("on a disk that cannot be read nothing is promised and nothing written; staff read why") {
  Kiosk kiosk(std::make_shared<Unreadable>());
  CHECK(kiosk.disk->files.empty());
  CHECK_FALSE(kiosk.offline.able());
  CHECK(kiosk.offline.complaint().starts_with("the kiosk's own disk does not take what is written"));
  CHECK(kiosk.give().error().code == Code::unavailable);
  kiosk.offline.keep(test::demo_menu());
  CHECK(kiosk.disk->files.empty());
  kiosk.meet();
  CHECK_FALSE(kiosk.offline.state().able);  // the house's word does not make the disk better
  CHECK(kiosk.offline.state().mark.empty());
}

TEST_CASE("a number whose record the disk refuses is not given, and none after it") {
  Kiosk kiosk;
  kiosk.meet();
  REQUIRE(kiosk.give());
  kiosk.pass(1s);
  kiosk.disk->broken = true;
  CHECK(kiosk.give().error().code == Code::unavailable);
  kiosk.disk->broken = false;
  CHECK(kiosk.give().error().message == "this kiosk cannot give numbers on its own");
  CHECK(kiosk.offline.state().unsynced == 1);
  // What has happened all the same is known until the next start.
  kiosk.answer("queue.bring_token", encode(queue::BroughtToken{}));
  CHECK(kiosk.offline.state().unsynced == 0);
}

TEST_CASE("a menu that the disk refuses is not the one known alone, and one that is no menu is none") {
  Kiosk kiosk;
  kiosk.disk->broken = true;
  kiosk.offline.keep(test::demo_menu());
  CHECK_FALSE(kiosk.offline.menu());
  kiosk.disk->broken = false;
  kiosk.offline.keep(test::demo_menu());
  CHECK(kiosk.offline.menu());
  kiosk.disk->files["menu"] = "[]";
  CHECK_FALSE(Kiosk(kiosk.disk).offline.menu());
}

TEST_CASE("a journal that has grown is written anew, and says the same") {
  Kiosk kiosk;
  kiosk.meet();
  std::size_t largest = 0, made_anew = 0;
  for (int i = 0; i < 600; ++i) {
    const std::size_t before = kiosk.disk->files["journal"].size();
    REQUIRE(kiosk.give());
    kiosk.pass(1s);
    kiosk.answer("queue.bring_token", encode(queue::BroughtToken{}));
    const std::size_t after = kiosk.disk->files["journal"].size();
    largest = std::max(largest, after);
    made_anew += after < before;
  }
  CHECK(made_anew >= 1);
  CHECK(largest < 300'000);
  Kiosk again(kiosk.disk);
  CHECK(again.offline.state().garbled == 0);
  again.meet();
  CHECK(again.give()->number == "B7-601");
}

TEST_CASE("of a hundred starts that no host has met the first and the last are remembered") {
  Kiosk first;
  first.meet();
  const std::string met = first.reported().boot;
  for (int start = 0; start < 120; ++start) {
    test::FakeClock clock;
    test::CountingRandom chance(static_cast<std::uint64_t>(1000 + start * 10));
    Memory memory(*first.disk, clock, chance);
    CHECK(memory.base().boots.size() <= 100);
    CHECK(memory.base().boots.front() == met);
    CHECK(memory.base().boots.back() == memory.boot());
  }
}

TEST_CASE("a record that the host will never take is counted with the garbled ones, and the next is brought") {
  Kiosk kiosk;
  kiosk.meet();
  kiosk.give();
  kiosk.give();
  kiosk.pass(1s);
  const std::string first = kiosk.line.last("queue.bring_token").id;
  kiosk.answer("queue.bring_token", busy);  // not now is no answer
  CHECK(kiosk.offline.state().unsynced == 2);
  kiosk.answer("queue.bring_token", never);
  CHECK(kiosk.line.last("queue.bring_token").id != first);
  kiosk.answer("queue.bring_token", encode(queue::BroughtToken{}));
  CHECK(kiosk.offline.state().unsynced == 0);
  CHECK(kiosk.offline.state().garbled == 1);
  CHECK(kiosk.offline.complaint().find("could not be read") != std::string::npos);
  kiosk.pass(4s);
  CHECK(kiosk.reported().garbled == 1);
}

TEST_CASE("what was sent before a power cut is sent again as it was") {
  Kiosk kiosk;
  kiosk.meet();
  kiosk.give();
  kiosk.pass(1s);
  const auto sent = kiosk.line.last("queue.bring_token");
  Kiosk after(kiosk.disk);
  after.clock.set(after.clock.steady() + 1h);
  after.meet();
  CHECK(after.line.last("queue.bring_token").id == sent.id);
  CHECK(after.line.last("queue.bring_token").body == sent.body);
}

TEST_CASE("the house's counter is taken only if the house had everything when it counted") {
  const auto next_after = [](bool waiting, std::int64_t sequence) {
    Kiosk kiosk;
    kiosk.meet();
    REQUIRE(kiosk.give());
    kiosk.pass(1s);
    if (!waiting) kiosk.answer("queue.bring_token", encode(queue::BroughtToken{}));
    kiosk.offline.line(true);
    kiosk.pass(31min);
    queue::KioskWord word = kiosk.word();
    word.next = 50;
    word.sequence = sequence;
    if (!waiting && sequence == 2) REQUIRE(kiosk.give());  // since the report
    kiosk.answer("queue.report_kiosk", encode(word));
    return kiosk.give()->number;
  };
  CHECK(next_after(false, 1) == "B7-050");
  CHECK(next_after(false, 9) == "B7-002");
  CHECK(next_after(false, 2) == "B7-003");
  CHECK(next_after(true, 1) == "B7-002");
}

TEST_CASE("an answer that is none, or nobody's, changes nothing") {
  Kiosk kiosk;
  CHECK_FALSE(kiosk.offline.answered("", encode(kiosk.word())));
  CHECK_FALSE(kiosk.offline.answered("somebody else's", encode(kiosk.word())));
  kiosk.offline.line(true);
  kiosk.answer("queue.kiosk_word", encode(kiosk.word()));  // before the report's answer
  CHECK_FALSE(kiosk.offline.able());
  kiosk.answer("queue.report_kiosk", json::value("what?"));
  CHECK_FALSE(kiosk.offline.able());
  kiosk.pass(31min);
  kiosk.answer("queue.report_kiosk", tl::unexpected(Error{Code::invalid, "nobody reports so"}));
  CHECK_FALSE(kiosk.offline.able());
  kiosk.pass(31min);
  kiosk.answer("queue.report_kiosk", busy);
  CHECK_FALSE(kiosk.offline.able());
  kiosk.answer("queue.report_kiosk", encode(kiosk.word()));
  CHECK(kiosk.offline.able());
  kiosk.pass(11s);
  kiosk.answer("queue.kiosk_word", json::value("what?"));
  kiosk.pass(11s);
  kiosk.answer("queue.kiosk_word", never);
  CHECK(kiosk.offline.able());
}

TEST_CASE("a house that does not know the kiosk any more, or fences it, is reported to again") {
  for (const auto standing : {queue::Standing::unknown, queue::Standing::fenced}) {
    Kiosk kiosk;
    kiosk.meet();
    kiosk.pass(5s);
    const auto reports = kiosk.line.count("queue.report_kiosk");
    kiosk.pass(6s);
    kiosk.answer("queue.kiosk_word", encode(kiosk.word(standing)));
    kiosk.pass(4s);
    CHECK(kiosk.line.count("queue.report_kiosk") == reports + 1);
    CHECK(kiosk.offline.able());  // only a report's answer fences
    kiosk.answer("queue.report_kiosk", encode(kiosk.word(standing)));
    CHECK(kiosk.offline.fenced() == (standing == queue::Standing::fenced));
    kiosk.pass(11s);
    kiosk.answer("queue.kiosk_word", encode(kiosk.word(queue::Standing::unknown)));
  }
}

TEST_CASE("a ticket that staff want again is handed on once, and told of when it is done") {
  Kiosk kiosk;
  queue::KioskWord word = kiosk.word();
  queue::IssuedToken token;
  token.token = queue::TokenId{"0000000000001"};
  token.service = queue::ServiceId{"blood"};
  word.reprints.push_back({"reprint-0", "en", token});
  kiosk.offline.line(true);
  kiosk.answer("queue.report_kiosk", encode(word));  // nobody prints yet
  std::vector<std::string> handed;
  kiosk.offline.on_reprint([&](const queue::Reprint& reprint) { handed.push_back(reprint.id); });
  for (int i = 1; i <= 250; ++i) {
    word.reprints = {{fmt::format("reprint-{}", i), "en", token}};
    for (int twice = 0; twice < 2; ++twice) {
      kiosk.pass(11s);
      kiosk.answer("queue.kiosk_word", encode(word));
    }
  }
  CHECK(handed.size() == 250);
  for (int half_hour = 0; half_hour < 2; ++half_hour) kiosk.answer("queue.report_kiosk", encode(kiosk.word()));
  kiosk.offline.reprinted("reprint-250");
  kiosk.pass(4s);
  CHECK(kiosk.reported().reprinted == std::vector<std::string>{"reprint-250"});
  kiosk.answer("queue.report_kiosk", encode(kiosk.word()));
  kiosk.pass(31min);
  CHECK(kiosk.reported().reprinted.empty());
}

TEST_CASE("printer and complaints are reported when they change, and not before three seconds are over") {
  Kiosk kiosk;
  kiosk.meet();
  kiosk.pass(4s);
  const auto reports = [&] { return kiosk.line.count("queue.report_kiosk"); };
  const auto before = reports();
  auto known = before;
  const auto after = [&](auto change) {
    change();
    kiosk.pass(4s);
    if (std::exchange(known, reports()) < reports()) kiosk.answer("queue.report_kiosk", encode(kiosk.word()));
    return known - before;
  };
  queue::PrinterReport printer;
  printer.state = queue::PrinterState::ready;
  CHECK(after([&] { kiosk.offline.printer(printer); }) == 1);
  printer.millimetres_left = 4000;
  CHECK(after([&] { kiosk.offline.printer(printer); }) == 1);  // paper goes down all day
  printer.state = queue::PrinterState::jammed;
  CHECK(after([&] { kiosk.offline.printer(printer); }) == 2);
  CHECK(kiosk.reported().printer->state == queue::PrinterState::jammed);
  CHECK(after([&] { kiosk.offline.faults({}); }) == 2);
  CHECK(after([&] { kiosk.offline.faults({"it cannot be heard"}); }) == 3);
  CHECK(kiosk.reported().faults == std::vector<std::string>{"it cannot be heard"});
}

TEST_CASE("what was wrong at the start is said: a torn end differs from a garbled record") {
  Kiosk kiosk;
  kiosk.meet();
  CHECK(kiosk.offline.complaint().empty());
  CHECK(kiosk.offline.state().line_up);
  kiosk.give();
  kiosk.disk->files["journal"].pop_back();
  CHECK(Kiosk(kiosk.disk).offline.complaint() == "the power went while the journal was written; nothing is lost");
}
