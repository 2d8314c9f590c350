// A disk that is full, and a disk that fails a sync, under the real host.

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "crowd.hpp"
#include "queue_hall.hpp"
#include "tools.hpp"
#include "witness.hpp"

using namespace vestibule;
using namespace vestibule::faults;
using test::Verb;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

/// A small disk of its own, seen by this process and its children alone; it goes with them.
class SmallDisk {
 public:
  SmallDisk() {
    auto name = (fs::temp_directory_path() / "vestibule-disk-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder_ = name;
    mounted_ = unshare(CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=48m") == 0;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (mounted_) umount2(folder_.c_str(), MNT_DETACH);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  bool mounted() const { return mounted_; }
  const fs::path& folder() const { return folder_; }

  /// Something else fills it to the last byte.
  void fill() const {
    std::ofstream file(folder_ / "ballast", std::ios::binary);
    const std::string block(4096, 'b');
    while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  void make_room() const { fs::remove(folder_ / "ballast"); }

 private:
  fs::path folder_;
  bool mounted_ = false;
};

json::value ask(test::Client& client, const char* query, const json::value& body) {
  const auto answer = client.call(Verb::ask, query, body);
  REQUIRE_MESSAGE(answer, query, ": ", answer.error().message);
  return *answer;
}

}  // namespace

TEST_CASE("the disk is full: writing is refused in words, reading and screens go on, and with room it goes on, nothing lost") {
  const SmallDisk disk;
  if (!disk.mounted()) {
    MESSAGE("SKIPPED: only root may mount a small disk; nothing of a full disk was tested here");
    return;
  }
  auto options = QueueHall::options({"kiosk-1", "kiosk-2", "kiosk-3", "desk-1", "display-1"});
  options.database = disk.folder() / "vestibule.db";
  QueueHall hall(std::move(options));
  hall.open();
  Crowd crowd(hall, 1);
  Witness witness(hall.house->database().string());
  crowd.open_day();
  crowd.work();
  REQUIRE(crowd.until_told(100));
  const auto screen = hall.house->client("display-1");
  int shown = 0;
  screen->bus().subscribe("vestibule/v1/state/#", [&](const wire::Message&) { ++shown; });
  for (int round = 0; round < 3; ++round) {
    CAPTURE(round);
    disk.fill();
    const auto refused = crowd.put_off();
    REQUIRE(hall.until([&] { return crowd.put_off() > refused + 20; }, 60s));
    CHECK(crowd.refusal() == Answer{"unavailable", "the disk is full: nothing can be written until there is room"});
    CHECK(ask(*screen, "queue.menu", json::object{}).at("services").as_array().size() > 3);
    CHECK(ask(*screen, "queue.board", json::object{{"area", "main"}}).is_object());
    const auto before = shown;
    CHECK(hall.until([&] { return shown > before; }, 60s));  // the house's next round of all states
    CHECK(hall.house->host_runs());
    if (round == 1) {  // and if it is killed like this, it comes again, and reads
      hall.house->kill_host();
      disk.make_room();
      hall.open();
    } else {
      disk.make_room();
    }
    REQUIRE(crowd.until_told(100));
    for (const auto& fault : witness.look(crowd.take())) FAIL_CHECK(fault);
  }
  CHECK(crowd.rest());
  for (const auto& fault : witness.look(crowd.take())) FAIL_CHECK(fault);
  CHECK(witness.compared() == crowd.told());
  std::printf("3 times the disk was full: %zu commands put off in words, %zu answers given to clients, none lost\n",
              crowd.put_off(), crowd.told());
}

TEST_CASE("a full disk at the start: the house says so and does not open, and with room it does") {
  const SmallDisk disk;
  if (!disk.mounted()) {
    MESSAGE("SKIPPED: only root may mount a small disk");
    return;
  }
  auto options = QueueHall::options({"kiosk-1"});
  options.database = disk.folder() / "vestibule.db";
  QueueHall hall(std::move(options));
  hall.open();
  hall.house->kill_host();
  disk.fill();
  const auto from = hall.said().size();
  REQUIRE(hall.house->start());
  const auto ended = hall.house->ended(20s);
  REQUIRE(ended);
  CHECK(*ended == 1);
  CAPTURE(hall.said(from));
  CHECK(hall.has_said("full", from));
  disk.make_room();
  hall.open();
}

TEST_CASE("a sync that fails: nothing more is acknowledged, the host ends, and its next start has all that was") {
  if (!can_trace()) {
    MESSAGE("SKIPPED: strace is not here, or tracing is forbidden; no I/O error was injected");
    return;
  }
  QueueHall hall(crowd_clients);
  hall.open();
  Crowd crowd(hall, 1);
  Witness witness(hall.house->database().string());
  crowd.open_day();
  int failed = 0;
  for (const int nth : {1, 2, 3, 5, 8, 13, 34, 89}) {
    CAPTURE(nth);
    hall.house->kill_host();
    const auto from = hall.said().size();
    REQUIRE(hall.house->start({failing_sync(nth, hall.house->database()), {}}));
    crowd.work();
    const auto ended = [&] {
      hall.until([&] { return !hall.house->host_runs(); }, 60s);
      return !hall.house->host_runs();
    }();
    REQUIRE_MESSAGE(ended, "the host went on after a sync that failed");
    CAPTURE(hall.said(from));
    CHECK(hall.has_said("disk", from));
    ++failed;
    hall.open();
    REQUIRE(crowd.until_told(20));
    CHECK(crowd.rest());
    for (const auto& fault : witness.look(crowd.take())) FAIL_CHECK(fault);
  }
  CHECK(hall.house->run({"audit", "verify"}));
  CHECK(witness.compared() == crowd.told());
  std::printf("%d syncs of the real host failed, each another one: %zu answers given to clients, none lost\n", failed,
              crowd.told());
}
