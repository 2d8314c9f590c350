// The files of the keyboards: what they hold, and what is said of a wrong one. And what a scanner is.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "golden.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
namespace fs = std::filesystem;

namespace {

/// What reading says of a folder with a good en.toml and this one beside it.
std::string fault_of(const std::string& text) {
  const fs::path folder = fs::temp_directory_path() / "vestibule-keyboards";
  fs::create_directories(folder);
  std::ofstream(folder / "en.toml") << "[[layer]]\nlabel = \"ABC\"\nrows = [[\"A\"]]\n";
  std::ofstream(folder / "xx.toml") << text;
  const auto read = read_keyboards(folder);
  fs::remove_all(folder);
  return read ? "" : read.error().message;
}

bool says(const std::string& message, const std::string& part) { return message.find(part) != message.npos; }

}  // namespace

TEST_CASE("every language has a keyboard with its letters, none twice") {
  const auto& all = test::all_keyboards();
  for (const auto& tag : test::languages().tags()) {
    REQUIRE_MESSAGE(all.count(tag), tag);
    std::set<std::string> letters;
    for (const auto& layer : all.at(tag).layers)
      for (const auto& row : layer.rows)
        for (const auto& letter : row) CHECK_MESSAGE(letters.insert(letter).second, tag << " has " << letter << " twice");
    CHECK_MESSAGE(letters.size() >= 26, tag);
  }
  const auto has = [&](const char* tag, const char* letter) {
    for (const auto& layer : all.at(tag).layers)
      for (const auto& row : layer.rows)
        if (std::find(row.begin(), row.end(), letter) != row.end()) return true;
    return false;
  };
  for (const auto& [tag, letter] : {std::pair{"es", "Ñ"}, {"fr", "É"}, {"de", "Ü"}, {"ar", "ض"}, {"he", "ש"}, {"hi", "क"}, {"zh", "Q"}}) CHECK(has(tag, letter));
  CHECK(all.at("zh").year_first);
  CHECK_FALSE(all.at("en").year_first);
}

TEST_CASE("a wrong keyboard is refused with its line") {
  CHECK(fault_of("[[layer]]\nlabel = \"A\"\nrows = [[\"A\"]]\n") == "");
  CHECK(says(fault_of("year_first = true\n"), "xx.toml:1: there is no [[layer]]"));
  CHECK(says(fault_of("[[layer]]\nrows = [[\"A\"]]\n"), "label must be a text"));
  CHECK(says(fault_of("[[layer]]\nlabel = \"A\"\nrows = [[\"\"]]\n"), "xx.toml:3: a key must be a text"));
  CHECK(says(fault_of("[[layer]]\nlabel = \"A\"\nrows = [[\"erase\"]]\n"), "a key must be a text"));
  CHECK(says(fault_of("[[layer]]\nlabel = \"A\"\nrows = [[]]\n"), "1 to 10 keys"));
  CHECK(says(fault_of("[[layer]]\nlabel = \"A\"\nrows = [[\"A\"]]\ncolour = 1\n"), "unknown key \"colour\""));
  CHECK(says(fault_of("[[layer\n"), "xx.toml:1"));
  CHECK(read_keyboards("/nowhere").error().code == Code::not_found);
}
