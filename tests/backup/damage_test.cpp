#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>

#include "backed_up.hpp"

using namespace vestibule;
using namespace vestibule::test;

namespace {

std::string content_of(const std::filesystem::path& path) { return *core::read_file(path.string()); }

void write(const std::filesystem::path& path, const std::string& content) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << content;
  REQUIRE(out.flush());
}

std::size_t below(RandomStream& chance, std::size_t n) { return static_cast<std::size_t>(chance.below(n)); }

/// One damage by chance; `other` is an older backup of the same database with the same key.
std::string damaged(const std::string& good, const std::string& other, int kind, RandomStream& chance) {
  std::string bad = good;
  const std::size_t at = below(chance, good.size());
  switch (kind) {
    case 0:  // one bit
      bad[at] = static_cast<char>(bad[at] ^ (1 << chance.below(8)));
      return bad;
    case 1:  // one bit of what anyone may read
      bad[at % 300] = static_cast<char>(bad[at % 300] ^ (1 << chance.below(8)));
      return bad;
    case 2: return good.substr(0, at);
    case 3: return good + good.substr(at);
    case 4:  // a lost sector
      bad.replace(at, std::min<std::size_t>(512, bad.size() - at), std::string(std::min<std::size_t>(512, bad.size() - at), '\0'));
      return bad == good ? good.substr(0, at) : bad;
    case 5: return bad.erase(at, 1 + below(chance, 5000));
    case 6: return bad.insert(at, std::string(1 + below(chance, 100), static_cast<char>(chance.below(256))));
    case 7: return other.substr(0, other.find('\n', 20) + 1) + good.substr(good.find('\n', 20) + 1);  // another's opening lines
    case 8: {  // two pieces exchanged
      const std::size_t begin = good.find('\n', 20) + 1 + 24, piece = 65'536 + 17;
      const std::string first = good.substr(begin, piece);
      return bad.erase(begin, piece).insert(begin + piece, first);
    }
    default:  // the rest of another backup
      return good.substr(0, at) + other.substr(std::min(at, other.size() - 1));
  }
}

}  // namespace

TEST_CASE("five hundred damages of a backup: none is accepted, and nothing appears where the database was") {
  BackedUp house;
  house.write(100);
  const auto older = content_of(house.back_up("older"));
  house.write(600);
  const auto good = content_of(house.back_up("good"));
  REQUIRE(good.size() > 3 * 65'600);
  house.lose_database();
  auto& chance = house.host.random.stream("damage");
  const auto bad = house.folder / "bad";
  int refused = 0;
  for (int i = 0; i < 500; ++i) {
    const std::string content = damaged(good, older, i % 10, chance);
    REQUIRE(content != good);
    write(bad, content);
    const auto done = house.restore(house.order(bad));
    CHECK_FALSE_MESSAGE(done, "damage " << i);
    CHECK_FALSE(std::filesystem::exists(house.host.database_path()));
    refused += done ? 0 : 1;
  }
  std::printf("damaged backups: %d of 500 refused\n", refused);
  write(bad, good);
  const auto done = house.restore(house.order(bad));
  REQUIRE_MESSAGE(done, done.error().message);
}

TEST_CASE("what is wrong with a backup is said in a sentence") {
  BackedUp house;
  house.write(5);
  const auto file = house.back_up("backup");
  const auto good = content_of(file);
  house.lose_database();
  const auto said = [&](const std::string& content) {
    write(house.folder / "bad", content);
    const auto done = house.restore(house.order(house.folder / "bad"));
    REQUIRE_FALSE(done);
    return done.error().message.substr(done.error().message.rfind("' ") + 2);
  };
  CHECK(said("nothing of ours") == "is no backup of this program");
  CHECK(said("VESTIBULE BACKUP 2\nand more") == "was made by a newer version of this program");
  CHECK(said(good.substr(0, 50)) == "is cut off or damaged in its second line");
  CHECK(said(good.substr(0, good.size() - 1)).starts_with("is damaged or cut off: what should be bytes"));
  CHECK(said(good + "x").starts_with("is damaged or cut off"));
  auto order = house.order(file);
  order.key = std::string(core::backup_key_size, 'o');
  const auto other_key = house.restore(order);
  REQUIRE_FALSE(other_key);
  CHECK(other_key.error().message.find("was made with the key") != std::string::npos);
  CHECK(house.restore(house.order(house.folder / "nowhere")).error().code == Code::not_found);
}
