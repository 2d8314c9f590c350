// What lies on the kiosk's own disk: the journal cut and garbled, and the folder it stands in.
#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>

#include "offline/folder_disk.hpp"
#include "offline/journal.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;

TEST_CASE("a journal cut at any byte gives the records before it, and says that its end is torn") {
  const std::vector<std::string> all{"{}", R"({"a":"one"})", std::string(300, 'x'), "ü"};
  std::string bytes;
  std::vector<std::size_t> ends{0};
  for (const auto& text : all) ends.push_back((bytes += framed(text)).size());
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const auto reading = read_journal(bytes.substr(0, cut));
    std::size_t whole = 0;
    while (whole + 1 < ends.size() && ends[whole + 1] <= cut) ++whole;
    CHECK(reading.records == std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(whole)));
    CHECK(reading.torn == (ends[whole] != cut));
    CHECK(reading.garbled == 0);
  }
}

TEST_CASE("one flipped bit anywhere loses one record and is counted; what follows is found again") {
  const std::vector<std::string> all{R"({"a":1})", R"({"b":2})", R"({"c":3})"};
  std::string bytes;
  for (const auto& text : all) bytes += framed(text);
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = bytes;
      bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
      const auto reading = read_journal(bad);
      CHECK(reading.records.size() <= 2);
      CHECK(reading.records.size() >= 1);
      CHECK((reading.torn || reading.garbled == 1));
      for (const auto& text : reading.records) CHECK(std::find(all.begin(), all.end(), text) != all.end());
    }
}

TEST_CASE("a real folder keeps what was appended and replaced, and says when it cannot") {
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("vestibule-disk-{}", getpid());
  {
    const auto disk = FolderDisk::open(folder);
    REQUIRE(disk);
    CHECK((*disk)->read("journal").error().code == Code::not_found);
    REQUIRE((*disk)->append("journal", "one\n"));
    REQUIRE((*disk)->append("journal", "two\n"));
    REQUIRE((*disk)->replace("menu", "{}"));
    REQUIRE((*disk)->replace("menu", "[]"));
    std::filesystem::create_directory(folder / "odd");
    CHECK((*disk)->read("odd").error().code == Code::unavailable);  // it is there, and cannot be read
    std::filesystem::create_symlink("/dev/full", folder / "full");
    CHECK((*disk)->append("full", "one\n").error().message.find("cannot be written") != std::string::npos);
    std::filesystem::create_symlink("/dev/null", folder / "null");
    CHECK((*disk)->append("null", "one\n").error().message.find("cannot be made durable") != std::string::npos);
    CHECK((*disk)->replace("odd", "{}").error().message.find("cannot be put in place") != std::string::npos);
    CHECK_FALSE((*disk)->append("odd", "{}"));
    REQUIRE((*disk)->append("menu", "one\n"));
    REQUIRE((*disk)->replace("menu", "[]"));  // and not behind what was appended before
  }
  const auto again = FolderDisk::open(folder);
  CHECK((*again)->read("journal") == "one\ntwo\n");
  CHECK((*again)->read("menu") == "[]");
  REQUIRE((*again)->replace("journal", "three\n"));
  REQUIRE((*again)->append("journal", "four\n"));
  CHECK((*again)->read("journal") == "three\nfour\n");
  std::filesystem::remove_all(folder);
  CHECK_FALSE(FolderDisk::open("/proc/vestibule"));
}
