// tests/asvs.md holds each requirement of levels 1 and 2 once, with an answer, and names only tests that exist.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The sources of all tests, in one text.
std::string sources() {
  std::string all;
  for (const auto& file : fs::recursive_directory_iterator(TESTS)) {
    const auto kind = file.path().extension();
    const bool this_one = file.path().filename() == "asvs_test.cpp";
    if (!this_one && (kind == ".cpp" || kind == ".mjs" || kind == ".ts")) all += content_of(file.path());
  }
  return all;
}

struct Row {
  std::string requirements, answer, why;
};

std::vector<Row> rows() {
  const std::string page = content_of(fs::path(TESTS) / "asvs.md");
  const std::regex row(R"re(\| (V[0-9., V]+) \| [^|]+ \| ([^|]+) \| ([^|\n]+) \|)re");
  std::vector<Row> found;
  for (std::sregex_iterator at(page.begin(), page.end(), row), end; at != end; ++at) found.push_back({(*at)[1], (*at)[2], (*at)[3]});
  return found;
}

std::vector<std::string> all_of(const std::string& text, const char* pattern) {
  const std::regex wanted(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), wanted), end; at != end; ++at) found.push_back((*at)[1]);
  return found;
}

}  // namespace

TEST_CASE("the table of the ASVS is whole, and each test it names exists") {
  const std::string all = sources();
  std::set<std::string> answered;
  int passed = 0, gaps = 0;
  for (const auto& row : rows()) {
    CAPTURE(row.requirements);
    for (const auto& id : all_of(row.requirements, R"((V\d+\.\d+\.\d+))")) CHECK_MESSAGE(answered.insert(id).second, id, " is answered twice");
    const auto tests = all_of(row.why, R"re("([^"]+)")re");
    CHECK_MESSAGE((row.answer == "pass" || row.answer == "by design" || row.answer == "n/a" || row.answer == "gap"), row.answer);
    CHECK_MESSAGE((row.answer != "pass" || !tests.empty()), "who passes names the test");
    for (const auto& test : tests) CHECK_MESSAGE((all.find("(\"" + test) != all.npos || all.find("('" + test) != all.npos), "there is no test \"", test, "\"");
    passed += row.answer == "pass";
    gaps += row.answer == "gap";
  }
  CHECK(answered.size() == 253);  // levels 1 and 2 of version 5.0.0
  CHECK(passed > 80);
  MESSAGE("gaps: ", gaps);
}
