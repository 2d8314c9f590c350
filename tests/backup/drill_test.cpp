// The real programs: a host under load, a backup meanwhile, more patients, the disk lost, the backup brought back.

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <map>
#include <set>

#include "house.hpp"
#include "kept_errors.hpp"

using namespace vestibule;
using namespace std::chrono_literals;
using demo::Client;
using wire::Verb;
namespace fs = std::filesystem;

namespace {

constexpr int gap = 400;
const char* const services[] = {"registration", "pharmacy"};

struct Drill {
  demo::Loop loop;
  test::KeptErrors log;
  fs::path folder;
  std::unique_ptr<demo::House> house;
  std::vector<std::unique_ptr<Client>> clients;
  std::vector<std::string> numbers;  ///< in patients' hands
  int sent = 0;
  Duration slowest{0};

  Drill() {
    auto name = (fs::temp_directory_path() / "vestibule-drill-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder = name;
    const std::string settings = "[queue]\nhospital = \"" DEMO_HOSPITAL "\"\n\n[audit]\nevery_seconds = 1\ncheckpoints = \"elsewhere/checkpoints\"\n"
                                 "key_file = \"elsewhere/signing-key\"\n\n[backup]\nkey_file = \"elsewhere/backup-key\"\n";
    fs::create_directory(folder / "elsewhere");
    auto built = demo::House::build({folder, VESTIBULE_PROGRAM, settings, "", {"kiosk-1", "kiosk-2", "desk-1"}}, loop, log);
    REQUIRE_MESSAGE(built, built.error().message);
    house = *std::move(built);
    open();
    for (const char* client : {"kiosk-1", "kiosk-2", "desk-1"}) clients.push_back(house->client(client));
    const auto opened = clients[2]->call(Verb::do_, "queue.open_day", json::object{});
    REQUIRE_MESSAGE(opened, opened.error().message);
  }
  ~Drill() {
    clients.clear();
    house.reset();
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }

  void open() {
    const auto opened = house->open();
    REQUIRE_MESSAGE(opened, opened.error().message);
  }
  std::string run(std::vector<std::string> words) {
    const auto printed = house->run(std::move(words));
    REQUIRE_MESSAGE(printed, printed.error().message);
    return *printed;
  }
  void patient() {
    auto& client = *clients[static_cast<std::size_t>(sent) % clients.size()];
    const json::object body{{"service", services[sent % 2]}};
    const auto begun = loop.clock().steady();
    client.requests().send(Verb::do_, "queue.issue_token", body, fmt::format("patient-{}", ++sent), [this, begun](const Result<json::value>& answer) {
      CHECK_MESSAGE(answer, answer.error().message);
      if (answer) numbers.emplace_back(answer->at("number").as_string());
      slowest = std::max(slowest, loop.clock().steady() - begun);
    });
  }
  bool all_told() {
    return loop.until([this] { return numbers.size() == static_cast<std::size_t>(sent); }, 30s);
  }
  void patients(int count) {
    for (int i = 0; i < count; ++i) {
      patient();
      if (i % 16 == 0) loop.turn();
    }
    REQUIRE(all_told());
  }
  /// The journal's lines by their number.
  std::map<std::int64_t, std::string> journal() {
    std::map<std::int64_t, std::string> lines;
    const std::string text = run({"journal", "--limit", "1000000"});
    for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
      std::string line = text.substr(at, end - at);
      lines.emplace(json::parse(line).at("sequence").to_number<std::int64_t>(), std::move(line));
    }
    return lines;
  }
  /// A backup while patients come all the time; the entry it goes up to.
  std::int64_t back_up_under_load(const fs::path& file) {
    auto program = link::ChildProcess::start({{VESTIBULE_PROGRAM, "--settings", house->settings_file().string(), "backup", file.string()}, {}, folder / "said", {}});
    REQUIRE_MESSAGE(program, program.error().message);
    const auto before = numbers.size();
    slowest = Duration{0};
    while (program->running()) {
      if (static_cast<std::size_t>(sent) - numbers.size() < 8) patient();
      loop.turn();
    }
    const auto said = demo::content_of(folder / "said");
    REQUIRE_MESSAGE(program->wait(10s) == 0, said);
    REQUIRE(all_told());
    std::printf("drill: %zu patients got their number while the backup was made, the slowest after %lld ms\n", numbers.size() - before,
                static_cast<long long>(slowest.count()));
    return std::stoll(said.substr(said.find("entry ") + 6));
  }
  void lose_database() {
    house->kill_host();
    for (const char* tail : {"", "-wal", "-shm"}) fs::remove(folder / (std::string("vestibule.db") + tail));
  }
};

}  // namespace

TEST_CASE("the drill: backup under load, the database lost, restored, and no number is given twice") {
  Drill drill;
  drill.run({"backup", "--make-key"});
  drill.patients(300);
  const auto file = drill.folder / "elsewhere" / "the.backup";
  const auto kept = drill.back_up_under_load(file);
  drill.patients(200);
  const auto before = drill.journal();
  REQUIRE(before.rbegin()->first > kept);
  REQUIRE(drill.loop.until([&] { return drill.run({"audit", "verify"}).find("checkpoints fit") != std::string::npos; }, 20s));

  CHECK_FALSE(drill.house->run({"restore", file.string(), "--aside"}));  // the host serves
  drill.lose_database();
  const auto said = drill.run({"restore", file.string(), "--gap", std::to_string(gap)});
  INFO(said);
  CHECK(said.find("later entries are lost") != std::string::npos);
  drill.open();

  const auto after = drill.journal();
  for (std::int64_t entry = 1; entry <= kept; ++entry) {
    REQUIRE(after.contains(entry));
    CHECK(after.at(entry) == before.at(entry));
  }
  CHECK(json::parse(after.at(kept + 1)).at("command") == "host.restored");
  drill.patients(50);
  const std::set<std::string> distinct(drill.numbers.begin(), drill.numbers.end());
  CHECK(distinct.size() == drill.numbers.size());
  drill.run({"audit", "verify"});
  REQUIRE(drill.loop.until([&] { return drill.run({"audit", "verify"}).find("a backup was restored") != std::string::npos; }, 20s));
  (void)drill.house->run({"doctor"});
  const auto doctor = demo::content_of(drill.folder / "output");
  CHECK_MESSAGE(doctor.find("from a backup that was") != std::string::npos, doctor);
  CHECK(drill.house->close() == 0);
}
