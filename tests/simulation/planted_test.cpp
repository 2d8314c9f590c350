// The tester tested: each planted bug must be found within 200 days, each rare path must have been taken, and without a bug the same
// build finds nothing. Bugs and paths are those that the sources name.

#include <doctest/doctest.h>
#include <vestibule/trial.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>

#include "days.hpp"

using namespace vestibule::simulation;

namespace {

constexpr std::uint64_t most_days = 200;

/// What stands in quotes after `macro` in the sources that are compiled for trial.
std::set<std::string> named(const std::string& macro) {
  std::set<std::string> names;
  std::istringstream sources(VESTIBULE_TRIAL_SOURCES);
  const std::regex shape(macro + R"re(\("([a-z_]+)"\))re");
  for (std::string path; std::getline(sources, path, ':');) {
    std::ifstream file(path);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    for (std::sregex_iterator it(text.begin(), text.end(), shape), end; it != end; ++it) names.insert((*it)[1]);
  }
  return names;
}

struct Planted {
  explicit Planted(const std::string& bug) { vestibule::trial::trial().planted = bug; }
  ~Planted() { vestibule::trial::trial().planted.clear(); }
};

/// The day that found it; 0: none did. `found`: the first thing it said.
std::uint64_t day_that_finds(const std::string& bug, std::string& found) {
  const Planted planted(bug);
  for (std::uint64_t seed = 1; seed <= most_days; ++seed) {
    const DayReport day = play(plan_of(seed));
    if (day.faults.empty()) continue;
    found = day.faults.front();
    return seed;
  }
  return 0;
}

/// Every fourth bug, so that the work can be shared between processors.
void hunt(std::size_t part) {
  const char* only = getenv("VESTIBULE_BUG");
  std::size_t number = 0, caught = 0, hunted = 0;
  for (const auto& bug : named("VESTIBULE_PLANTED")) {
    if (only ? bug != only || part != 0 : number++ % 4 != part) continue;
    ++hunted;
    std::string found;
    const auto day = day_that_finds(bug, found);
    std::printf("planted bug %-42s %s day %llu: %s\n", bug.c_str(), day ? "found on" : "NOT FOUND by", static_cast<unsigned long long>(day ? day : most_days),
                found.substr(0, 150).c_str());
    caught += day != 0;
    CHECK_MESSAGE(day != 0, bug);
  }
  std::printf("planted bugs caught: %zu of %zu (part %zu of 4)\n", caught, hunted, part + 1);
}

}  // namespace

TEST_CASE("there are at least 20 planted bugs") { CHECK(named("VESTIBULE_PLANTED").size() >= 20); }
TEST_CASE("planted bugs are found, first part") { hunt(0); }
TEST_CASE("planted bugs are found, second part") { hunt(1); }
TEST_CASE("planted bugs are found, third part") { hunt(2); }
TEST_CASE("planted bugs are found, fourth part") { hunt(3); }

TEST_CASE("without a planted bug the same days find nothing, and every rare path is taken") {
  auto& paths = vestibule::trial::trial().paths;
  paths.clear();
  const auto wanted = named("VESTIBULE_RARE");
  CHECK(wanted.size() >= 10);
  std::uint64_t seed = 1;
  for (; seed <= most_days && (seed <= 20 || paths.size() < wanted.size()); ++seed)
    for (const auto& fault : play(plan_of(seed)).faults) FAIL_CHECK("seed " << seed << ": " << fault);
  for (const auto& path : wanted) CHECK_MESSAGE(paths.count(path) == 1, path << " was never taken");
  for (const auto& [path, times] : paths) std::printf("rare path %-28s %d times in %llu days\n", path.c_str(), times, static_cast<unsigned long long>(seed - 1));
}
