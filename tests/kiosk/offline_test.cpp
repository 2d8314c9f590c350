// The kiosk without a host: its own numbers, and how they come to the host once each.
#include <doctest/doctest.h>
#include <vestibule/queue_call_code.hpp>

#include <set>

#include "memory_disk.hpp"
#include "offline/journal.hpp"
#include "offline/private_code.hpp"
#include "world.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using namespace std::chrono_literals;
using test::MemoryDisk, test::World;

namespace {

/// A kiosk that has met its host, with the line as the test wants it.
struct Own : World {
  explicit Own(std::shared_ptr<MemoryDisk> on = std::make_shared<MemoryDisk>()) : World(World::with_disk(std::move(on))) {}
  void lose_line() {
    host.hears = false;
    flow.line(false);
  }
  void line_back() {
    host.hears = host.answers = true;
    flow.line(true);
    settle();
  }
  std::string number() const { return flow.page().token ? flow.page().token->number : ""; }
};

std::vector<std::string> records(const std::string& bytes) { return read_journal(bytes).records; }

}  // namespace

TEST_CASE("with the line down a number of its own within 2 s, with a ticket; it is brought when the line is back, once") {
  Own kiosk;
  kiosk.pass(30s);
  kiosk.lose_line();
  kiosk.touch("language.en");
  kiosk.touch("service.blood");
  CHECK(kiosk.flow.page().kind != PageKind::token);
  kiosk.pass(2s);
  REQUIRE(kiosk.flow.page().token);
  CHECK(kiosk.number() == "B1-001");
  CHECK(kiosk.flow.page().token->wait.key == "token_alone_counted");
  kiosk.settle();
  REQUIRE(kiosk.printer.jobs.size() == 1);
  CHECK(kiosk.printer.jobs[0].alone);
  kiosk.pass(10min);
  kiosk.touch("language.en");
  kiosk.touch("service.pharmacy");  // the line is known to be down: at once
  CHECK(kiosk.number() == "P1-002");
  CHECK(kiosk.host.tokens.empty());
  kiosk.line_back();
  kiosk.pass(1min);
  REQUIRE(kiosk.host.brought.size() == 2);
  CHECK(kiosk.host.brought[0].number == "B1-001");
  CHECK(kiosk.host.brought[0].seconds_ago >= 600);
  CHECK(kiosk.host.brought[1].number == "P1-002");
  CHECK(kiosk.host.brought[1].previous == kiosk.host.brought[0].sequence);
  kiosk.pass(1h);
  CHECK(kiosk.host.brought.size() == 2);
}

TEST_CASE("where nobody may see who came first, a number given alone does not show it either") {
  const auto given = [](int days) {
    Own kiosk;
    kiosk.host.private_codes = {"blood"};
    kiosk.pass(11s);  // the menu says so
    std::vector<std::string> codes;
    for (int day = 0; day < days; ++day) {
      kiosk.lose_line();
      kiosk.pass(2s);
      for (int i = 0; i < 3; ++i) {
        kiosk.touch("language.en");
        kiosk.touch("service.blood");
        codes.push_back(kiosk.number());
        kiosk.settle();
        CHECK(kiosk.printer.jobs.back().token.call_code == codes.back());  // and so says the ticket
        kiosk.pass(1min);
      }
      kiosk.line_back();
      kiosk.pass(1min);
    }
    REQUIRE(kiosk.host.brought.size() == codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) CHECK(kiosk.host.brought[i].call_code == codes[i]);
    CHECK(kiosk.host.brought[0].number == "B1-001");  // for staff, who count
    return codes;
  };
  const auto codes = given(2);
  for (const auto& code : codes) {
    CAPTURE(code);
    CHECK(code.ends_with("-1"));  // its mark: no other kiosk gives it, and never the house
    CHECK(queue::is_call_code(std::string_view(code).substr(0, 5)));
  }
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == codes.size());
}

TEST_CASE("the private codes of one secret are never the same, those of two are others, and beyond some thousands there are none") {
  std::set<std::string> one, other;
  for (int place = 1; place <= 300; ++place) {
    one.insert(private_code("1", "secret", place).value());
    other.insert(private_code("1", "another", place).value());
  }
  CHECK(one.size() == 300);
  CHECK(other.size() == 300);
  CHECK(one != other);
  CHECK(private_code("1", "secret", 7) == private_code("1", "secret", 7));
  CHECK(private_code("1", "secret", 4000));
  CHECK_FALSE(private_code("1", "secret", 4001));
}

TEST_CASE("a wish the host has granted without the answer arriving, and the number given instead, are one token") {
  Own kiosk;
  kiosk.pass(1s);
  kiosk.touch("language.en");
  kiosk.host.answers = false;
  kiosk.touch("service.blood");
  kiosk.pass(2s);
  CHECK(kiosk.number() == "B1-001");
  CHECK(kiosk.host.tokens.size() == 1);  // it was heard
  kiosk.line_back();
  kiosk.pass(2min);
  REQUIRE(kiosk.host.brought.size() == 1);
  CHECK(kiosk.host.tokens.size() == 1);
  CHECK(kiosk.host.tokens.begin()->second.token == *kiosk.host.brought[0].asked.token);
  CHECK(kiosk.host.cancelled.empty());
}

TEST_CASE("a kiosk that starts without a host gives numbers from what its disk holds; one that never met a host does not") {
  auto disk = std::make_shared<MemoryDisk>();
  {
    Own kiosk(disk);
    kiosk.pass(1s);
  }
  World::Start deaf = World::with_disk(disk);
  deaf.hears = false;
  World again(std::move(deaf));
  CHECK(again.flow.page().kind == PageKind::language);
  again.pass(5s);
  again.touch("language.ar");
  for (const auto& choice : again.flow.page().choices) {
    CHECK(choice.look != Look::shut);
    CHECK(choice.details.empty());
  }
  again.touch("service.blood");
  REQUIRE(again.flow.page().token);
  CHECK(again.flow.page().token->number == "B1-001");

  World::Start fresh = World::with_disk(std::make_shared<MemoryDisk>());
  fresh.hears = false;
  World never(std::move(fresh));
  never.pass(5s);
  CHECK(never.flow.page().kind == PageKind::unreachable);
}

TEST_CASE("after a power cut the numbers go on, and what was given before it is brought with its age") {
  auto disk = std::make_shared<MemoryDisk>();
  {
    Own kiosk(disk);
    kiosk.pass(1s);
    kiosk.lose_line();
    kiosk.pass(2s);
    kiosk.touch("language.en");
    kiosk.touch("service.blood");
    CHECK(kiosk.number() == "B1-001");
    kiosk.pass(20min);
  }
  World::Start later = World::with_disk(disk);
  later.hears = false;
  later.time = 21min;
  World kiosk(std::move(later));
  kiosk.pass(3s);
  kiosk.touch("language.en");
  kiosk.touch("service.blood");
  CHECK(kiosk.flow.page().token->number == "B1-002");
  kiosk.host.hears = true;
  kiosk.flow.line(true);
  kiosk.pass(1min);
  REQUIRE(kiosk.host.brought.size() == 2);
  CHECK(kiosk.host.brought[0].number == "B1-001");
  CHECK(kiosk.host.brought[0].seconds_ago >= 20 * 60);
}

TEST_CASE("a wish whose answer the power cut took is cancelled after the start; an urgent one is told to staff") {
  for (const bool urgent : {false, true}) {
    auto disk = std::make_shared<MemoryDisk>();
    test::FakeHost heard;
    {
      Own kiosk(disk);
      kiosk.pass(1s);
      kiosk.touch("language.en");
      kiosk.touch("service.general");
      kiosk.host.answers = false;
      kiosk.touch(urgent ? "urgency.0.red" : "urgency.2.green");
      CHECK(kiosk.host.tokens.size() == 1);
      heard = kiosk.host;
    }
    World::Start start = World::with_disk(disk);
    start.host = heard;
    start.host->answers = true;
    World kiosk(std::move(start));
    kiosk.pass(1min);
    CHECK(kiosk.host.tokens.size() == 1);
    CHECK(kiosk.host.cancelled.size() == (urgent ? 0 : 1));
    World again(World::with_disk(disk));
    again.pass(1min);
    CHECK(again.host.tokens.empty());  // nothing is left behind
  }
}

TEST_CASE("a fenced kiosk says so, gives nothing, and serves again when staff have decided") {
  Own kiosk;
  kiosk.pass(1s);
  kiosk.host.standing = queue::Standing::fenced;
  kiosk.pass(12s);
  CHECK(kiosk.flow.page().kind == PageKind::out_of_service);
  kiosk.lose_line();
  kiosk.pass(1min);
  CHECK(kiosk.flow.page().kind == PageKind::out_of_service);
  World after(World::with_disk(kiosk.disk));  // off and on
  CHECK(after.flow.page().kind == PageKind::out_of_service);
  after.pass(1s);
  CHECK(after.flow.page().kind == PageKind::language);  // this host admits it
  kiosk.host.standing = queue::Standing::admitted;
  kiosk.line_back();
  kiosk.pass(12s);
  CHECK(kiosk.flow.page().kind == PageKind::language);
}

TEST_CASE("a disk that refuses: nothing is promised on it, the host's numbers go on") {
  Own kiosk;
  kiosk.pass(1s);
  kiosk.disk->broken = true;
  kiosk.touch("language.en");
  kiosk.touch("service.blood");
  CHECK(kiosk.flow.page().kind == PageKind::token);
  kiosk.touch("again");
  kiosk.lose_line();
  kiosk.pass(5s);
  CHECK(kiosk.flow.page().kind == PageKind::unreachable);
}

TEST_CASE("a kiosk's disk cut at every byte starts, and gives no number twice") {
  auto disk = std::make_shared<MemoryDisk>();
  {
    Own kiosk(disk);
    kiosk.pass(1s);
    kiosk.lose_line();
    kiosk.pass(2s);
    for (int i = 0; i < 3; ++i) {
      kiosk.touch("language.en");
      kiosk.touch("service.blood");
      kiosk.touch("again");
    }
  }
  const std::string journal = disk->files.at("journal");
  REQUIRE(records(journal).size() > 4);
  std::size_t first = framed(records(journal)[0]).size();
  for (std::size_t cut = first; cut <= journal.size(); cut += 7) {
    auto torn = std::make_shared<MemoryDisk>(*disk);
    torn->files["journal"] = journal.substr(0, cut);
    // Whatever was whole is known; a number whose record is not whole was shown to nobody, and is left out.
    std::set<std::string> known;
    for (const auto& text : records(torn->files["journal"]))
      if (const auto at = text.find("\"number\":\"B"); at != text.npos) known.insert(text.substr(at + 10, 6));
    World::Start start = World::with_disk(torn);
    start.hears = false;
    World kiosk(std::move(start));
    kiosk.pass(3s);
    if (kiosk.flow.page().kind == PageKind::unreachable) continue;  // cut before the host had given the mark
    kiosk.touch("language.en");
    kiosk.touch("service.blood");
    REQUIRE(kiosk.flow.page().token);
    CHECK_FALSE(known.count(kiosk.flow.page().token->number));
  }
}

TEST_CASE("a garbled record is reported, its file kept, and its number never given again") {
  auto disk = std::make_shared<MemoryDisk>();
  {
    Own kiosk(disk);
    kiosk.pass(1s);
    kiosk.lose_line();
    kiosk.pass(2s);
    for (int i = 0; i < 3; ++i) {
      kiosk.touch("language.en");
      kiosk.touch("service.blood");
      kiosk.touch("again");
    }
  }
  std::string& journal = disk->files.at("journal");
  journal[journal.find("B1-002")] = 'Q';
  World kiosk(World::with_disk(disk));
  kiosk.pass(1min);
  CHECK(disk->files.count("journal.garbled"));
  CHECK(kiosk.host.reports.back().garbled == 1);
  CHECK(kiosk.host.brought.size() == 2);
}

TEST_CASE("a record with a good checksum and numbers that nothing can follow is a garbled one") {
  const std::string base = R"({"base":{"incarnation":"aa","mark":"1","fenced":false,"boots":["b"],"counter":3,"sequence":5,"previous":5,"garbled":0}})";
  for (const char* last : {"2147483647", "-1"}) {
    CAPTURE(last);
    auto disk = std::make_shared<MemoryDisk>();
    std::string bad = base;
    bad.replace(bad.find("counter\":3") + 9, 1, last);
    disk->files["journal"] = framed(base) + framed(bad);
    World kiosk(World::with_disk(disk));
    kiosk.pass(1min);
    CHECK(disk->files.count("journal.garbled"));
    CHECK(kiosk.host.reports.back().garbled == 1);
    CHECK(kiosk.host.reports.back().sequence == 6);  // one may be missing
  }
}

TEST_CASE("what a patient told is never on the kiosk's disk, nor on its paper: the house is told, and while nobody hears nobody is") {
  Own kiosk;
  for (auto& service : kiosk.host.menu.services)
    if (service.service == queue::ServiceId{"blood"}) service.asks = {queue::Ask::name};
  const auto nothing_kept = [&] {
    for (const auto& [name, bytes] : kiosk.disk->files) CHECK_MESSAGE((name + bytes).find("ZOE") == std::string::npos, name);
    for (const auto& job : kiosk.printer.jobs) CHECK(encode_text(job.token).find("ZOE") == std::string::npos);
  };
  const auto tell = [&] {
    kiosk.touch("language.en");
    kiosk.touch("service.blood");
    for (const char* key : {"key.Z", "key.O", "key.E", "next"}) kiosk.touch(key);
  };
  kiosk.pass(30s);
  kiosk.host.hears = false;  // the wish is on its way and on the disk
  tell();
  nothing_kept();
  kiosk.line_back();
  kiosk.pass(1min);
  REQUIRE(!kiosk.printer.jobs.empty());
  nothing_kept();

  kiosk.lose_line();
  tell();
  kiosk.pass(2s);
  REQUIRE(kiosk.flow.page().token);
  nothing_kept();
  kiosk.line_back();
  kiosk.pass(1min);
  REQUIRE(!kiosk.host.brought.empty());
  for (const auto& brought : kiosk.host.brought) CHECK_FALSE(brought.asked.visitor);
  nothing_kept();
}
