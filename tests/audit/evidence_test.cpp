// What is believed of a file of checkpoints, line by line: signed here as the host signs, and then by nobody.
#include <doctest/doctest.h>

#include <fstream>

#include "audit/checkpoint.hpp"
#include "audit/evidence.hpp"
#include "key_file.hpp"
#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::core;

namespace {

struct Desk {
  kit::TemporaryFolder folder;
  SigningKey key = *signing_key_of(folder.path() / "key", folder.path() / "key.public");
  std::string text, before;

  Checkpoint line(std::int64_t sequence, const std::string& hash = "00", const std::string& event = "") const {
    return {sequence, hash, from_millis(0), event, before, ""};
  }
  void add(Checkpoint line) {
    line = sign(std::move(line), key);
    before = line.signature;
    text += encode_text(line) + "\n";
  }
  CheckpointFile file() const { return read_checkpoints(text, key.open); }
  Result<SigningKey> again() const { return signing_key_of(folder.path() / "key", folder.path() / "key.public"); }
  void write(const char* name, const std::string& bytes) const { std::ofstream(folder.path() / name, std::ios::binary | std::ios::trunc) << bytes; }
};

}  // namespace

TEST_CASE("a line whose parts could pass for another's is forged, however well it is signed") {
  for (int part = 0; part < 3; ++part) {
    Desk desk;
    Checkpoint line = desk.line(1);
    (part == 0 ? line.hash : part == 1 ? line.event : line.previous) += "\n";
    desk.add(line);
    CHECK(desk.file().lines.empty());
    REQUIRE(desk.file().faults.size() == 1);
    CHECK(desk.file().faults.front() == "checkpoint line 1 (entry 1) is forged: its signature does not fit");
  }
}

TEST_CASE("a signature or a key of another length believes nothing") {
  Desk desk;
  desk.add(desk.line(1));
  CHECK(desk.file().lines.size() == 1);
  CHECK(read_checkpoints(desk.text, "short").lines.empty());
  desk.text.replace(desk.text.find(desk.before), desk.before.size(), desk.before.substr(2));
  CHECK(desk.file().lines.empty());
}

TEST_CASE("a number that no journal comes to is no line; empty lines are none either") {
  for (const std::int64_t sequence : {std::int64_t{-1}, std::int64_t{2'000'000'000'000'000}}) {
    Desk desk;
    desk.add(desk.line(sequence));
    CHECK(desk.file().lines.empty());
    CHECK(desk.file().faults == std::vector<std::string>{"checkpoint line 1 is damaged"});
  }
  Desk desk;
  desk.add(desk.line(1));
  desk.text += "\n\n";
  desk.add(desk.line(2));
  CHECK(desk.file().lines.size() == 2);
  CHECK(desk.file().faults.empty());
  CHECK(CheckpointFile{}.last() == nullptr);
}

TEST_CASE("a key that is damaged or not the one beside it is refused, never replaced") {
  Desk desk;
  CHECK(desk.again()->open == desk.key.open);
  const std::string key = *read_file((desk.folder.path() / "key").string());
  desk.write("key", "rubbish");
  CHECK_FALSE(desk.again());
  CHECK(*read_file((desk.folder.path() / "key").string()) == "rubbish");
  desk.write("key", key);
  REQUIRE(signing_key_of(desk.folder.path() / "other", desk.folder.path() / "other.public"));
  const auto mixed = signing_key_of(desk.folder.path() / "key", desk.folder.path() / "other.public");
  REQUIRE_FALSE(mixed);
  CHECK(mixed.error().code == Code::conflict);
  desk.write("key.public", "rubbish");
  CHECK_FALSE(desk.again());
  CHECK_FALSE(signing_key_of(desk.folder.path() / "nowhere" / "key", desk.folder.path() / "new.public"));
  CHECK_FALSE(signing_key_of(desk.folder.path() / "key", desk.folder.path() / "nowhere" / "key.public"));
}

TEST_CASE("what a restore has lost is said once, and what was signed of it is no evidence any more") {
  Desk desk;
  for (const std::int64_t sequence : {2, 5, 9}) desk.add(desk.line(sequence, fmt::format("{:02}", sequence)));
  desk.add(desk.line(4, "r4", "restored"));
  desk.add(desk.line(4, "r4", "restored"));  // the restore was cut, and finished
  desk.add(desk.line(7, "07"));
  const Evidence evidence = evidence_of(desk.file());
  REQUIRE(evidence.notes.size() == 2);
  for (const auto& note : evidence.notes) CHECK(note.find("the journal goes on after entry 3, 6 signed entries were lost") != std::string::npos);
  std::vector<std::int64_t> pinned;
  for (const auto& pin : evidence.pins) pinned.push_back(pin.sequence);
  CHECK(pinned == std::vector<std::int64_t>{2, 4, 7});
  CHECK(evidence.reached == 7);
}

TEST_CASE("a restore of a house that had signed nothing lost nothing that was signed") {
  Desk desk;
  desk.add(desk.line(1, "r1", "restored"));
  desk.add(desk.line(3, "r3", "restored"));  // another one, later
  const Evidence evidence = evidence_of(desk.file());
  REQUIRE(evidence.notes.size() == 2);
  CHECK(evidence.notes[0].find("after entry 0, 0 signed entries were lost") != std::string::npos);
  CHECK(evidence.notes[1].find("after entry 2, 0 signed entries were lost") != std::string::npos);
}
