// The power goes in the midst of a backup and of a restore, in each call of the system that changes a file, and again while the
// restore is repeated: the house is the old one or the whole new one, or says that a restore is to be finished.

#include <cstdio>
#include <fstream>
#include <map>

#include "backed_up.hpp"
#include "cut_folder.hpp"
#include "store/database.hpp"
#include "store/journal.hpp"

using namespace vestibule;
using namespace vestibule::test;
namespace fs = std::filesystem;

namespace {

/// All files of a folder, to begin from again and again.
class Picture {
 public:
  explicit Picture(fs::path folder) : folder_(std::move(folder)) {
    for (const auto& entry : fs::directory_iterator(folder_)) files_[entry.path().filename().string()] = *core::read_file(entry.path().string());
  }
  void hang() const {
    for (const auto& entry : fs::directory_iterator(folder_)) fs::remove_all(entry.path());
    for (const auto& [name, content] : files_) std::ofstream(folder_ / name, std::ios::binary) << content;
  }

 private:
  const fs::path folder_;
  std::map<std::string, std::string> files_;
};

/// A house with 20 entries in its backup and 5 after it, that signs checkpoints.
struct House : BackedUp {
  core::CheckpointOptions options{Duration{60'000}, folder / "checkpoints", folder / "key"};
  fs::path file;
  std::vector<std::string> hashes;  ///< of the entries in the backup

  House() {
    core::Checkpointer checkpointer(*host.host, host.loop, host.workers, host.clock, host.log, options);
    write(20);
    host.run_for(Duration{60'000});
    file = BackedUp::back_up("backup", evidence().pins);
    for (const auto& entry : host.entries()) hashes.push_back(entry.hash);
    write(5);
    host.run_for(Duration{60'000});
  }

  core::CheckpointFile lines() const {
    return core::read_checkpoints(*core::read_file(options.file.string()), *core::read_key(core::public_file_of(options.file), core::public_key, 32));
  }
  core::Evidence evidence() const { return core::evidence_of(lines()); }

  /// What `vestibule restore --aside` asks for, each time it is called.
  core::RestoreOrder words() const {
    auto made = order(file);
    made.aside = true;
    made.gap = 10;
    const auto known = lines();
    made.pins = core::evidence_of(known).pins;
    made.checkpoints = options.file;
    made.signing_key = *core::signing_key_of(options.key_file, core::public_file_of(options.file));
    made.previous = known.last()->signature;
    return made;
  }

  enum class Found { nothing, old_one, new_one, unfinished };
  /// What there is now; checks that it is whole.
  Found look() {
    const bool unfinished = !core::check_no_unfinished_restore(host.database_path());
    if (unfinished) return Found::unfinished;
    if (!fs::exists(host.database_path())) return Found::nothing;
    REQUIRE_MESSAGE(host.open(), host.failure);
    const auto entries = host.entries();
    CHECK_FALSE(core::verify(host.host->database().session()).fault);
    host.close();
    REQUIRE(entries.size() >= 21);
    for (std::size_t i = 0; i < hashes.size(); ++i) CHECK(entries[i].hash == hashes[i]);
    if (entries.size() == 25) return Found::old_one;
    CHECK(entries.size() == 21);
    CHECK(entries.back().command == "host.restored");
    return Found::new_one;
  }
};

/// How a restore that was cut once or twice ended, by what stood there after the first cut.
struct Ends {
  int cuts = 0, old_one = 0, new_one = 0, unfinished = 0, nothing = 0;
};

void note(Ends& ends, House::Found found) {
  ++ends.cuts;
  ++(found == House::Found::old_one    ? ends.old_one
     : found == House::Found::new_one  ? ends.new_one
     : found == House::Found::nothing  ? ends.nothing
                                       : ends.unfinished);
}

/// The old house's database with all it held, wherever it is now.
void check_old_one_is_kept(const House& house) {
  int kept = 0;
  for (const auto& entry : fs::directory_iterator(house.folder)) {
    const std::string name = entry.path().string();
    if (name.find(".before-") == name.npos || name.ends_with("-wal") || name.ends_with("-shm")) continue;
    core::Readers(name, "").with([&](soci::session& sql) { CHECK(core::entries_after(sql, 0, 100).size() == 25); });
    ++kept;
  }
  CHECK(kept == 1);
}

void cut_everywhere(bool lost, Ends& ends) {
  House house;
  if (lost) house.lose_database();
  else house.host.close();
  const Picture before(house.folder);
  const auto restore = [&] { return house.restore(house.words()).has_value(); };
  for (std::uint64_t call = 1;; ++call) {
    CAPTURE(call);
    before.hang();
    if (run_until_cut(house.folder, call, call, restore) == Ended::done) return;
    auto found = house.look();
    note(ends, found);
    CHECK(found != (lost ? House::Found::old_one : House::Found::nothing));
    // The same words again, and the power goes again somewhere: perhaps while it tidies up after the first time.
    for (std::uint64_t again = 1 + call % 7; found != House::Found::new_one; again += 1 + again) {
      CAPTURE(again);
      (void)house.host.random.stream("host.epoch").next();  // each attempt is a process of its own, and draws another
      (void)run_until_cut(house.folder, again * 3, call + again, restore);
      found = house.look();
    }
    if (!lost) check_old_one_is_kept(house);
    const auto said = house.evidence();
    REQUIRE(house.host.open());
    const auto judged = core::examine(house.host.host->database().session(), said.pins);
    CHECK_MESSAGE(judged.faults.empty(), judged.faults.front());
    house.host.close();
  }
}

}  // namespace

TEST_CASE("a restore cut at every write: the old house, or the whole new one, or a restore to be finished") {
  Ends beside, alone;
  cut_everywhere(false, beside);
  cut_everywhere(true, alone);
  std::printf("restores cut: %d at every write beside an old database (left: old %d, new %d, unfinished %d), %d where there was none (nothing %d, new %d, unfinished %d)\n",
              beside.cuts, beside.old_one, beside.new_one, beside.unfinished, alone.cuts, alone.nothing, alone.new_one, alone.unfinished);
  CHECK(beside.old_one > 20);
  CHECK(beside.unfinished > 2);
  CHECK(beside.new_one > 0);
  CHECK(alone.nothing > 20);
}

TEST_CASE("a backup cut at every write: the house is untouched, the backup whole or not there, and the next one is made") {
  House house;
  house.host.close();
  const Picture before(house.folder);
  const auto second = house.folder / "second";
  const auto order = [&] { return core::BackupOrder{house.host.database_path(), "", second, house.key, house.evidence().pins}; };
  const auto back_up = [&] { return core::back_up(order(), house.host.clock).has_value(); };
  const auto whole = [&] { return core::unseal(second, house.key, [](std::string_view) { return Result<>{}; }).has_value(); };
  int cuts = 0, there = 0;
  for (std::uint64_t call = 1;; ++call, ++cuts) {
    CAPTURE(call);
    before.hang();
    if (run_until_cut(house.folder, call, call, back_up) == Ended::done) break;
    CHECK(house.look() == House::Found::old_one);
    if (fs::exists(second)) {
      ++there;
      CHECK(whole());
      continue;
    }
    const auto made = core::back_up(order(), house.host.clock);
    REQUIRE_MESSAGE(made, made.error().message);
    CHECK(whole());
    for (const auto& entry : fs::directory_iterator(house.folder)) {
      const std::string name = entry.path().filename().string();
      CHECK_FALSE_MESSAGE((name.ends_with(".part") || name.ends_with(".copying")), name);
    }
  }
  std::printf("backups cut: %d at every write, %d of them there and whole after it\n", cuts, there);
  CHECK(cuts > 20);
}
