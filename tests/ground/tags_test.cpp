// What vestibule_add_plugin() makes of a folder, seen as the loader sees it: from outside, without running it.

#include <doctest/doctest.h>

#include <cstdio>
#include <memory>
#include <set>
#include <string>

#include "vestibule/plugin.hpp"
#include "vestibule_abi.hpp"

extern "C" const vestibule::Description* vestibule_describe_sample();

namespace {

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  REQUIRE(pipe);
  std::string text;
  for (int c = 0; (c = std::fgetc(pipe.get())) != EOF;) text += static_cast<char>(c);
  return text;
}

/// The names of the file's own that start with vestibule_.
std::set<std::string> exported(const std::string& file) {
  std::set<std::string> names;
  const std::string table = output_of("nm --dynamic --defined-only --format=just-symbols '" + file + "'");
  for (std::size_t at = 0, end; (end = table.find('\n', at)) != table.npos; at = end + 1)
    if (const auto name = table.substr(at, end - at); name.starts_with("vestibule_")) names.insert(name);
  return names;
}

bool has_with_hash(const std::set<std::string>& names, const std::string& prefix) {
  const auto found = names.lower_bound(prefix);
  return found != names.end() && found->starts_with(prefix) && found->size() == prefix.size() + 16 &&
         found->find_first_not_of("0123456789abcdef", prefix.size()) == std::string::npos;
}

}  // namespace

TEST_CASE("a plugin's file carries its tags as names, and nothing else of ours") {
  const auto names = exported(SAMPLE_PLUGIN);
  CHECK(names.contains(std::string(vestibule::abi_symbol)));
  CHECK(has_with_hash(names, "vestibule_contract_sample_"));
  CHECK(names.contains("vestibule_describe"));
  CHECK(names.contains("vestibule_create"));
  CHECK(names.size() == 5);
  const auto words = names.lower_bound(std::string(vestibule::built_with_prefix));
  REQUIRE(words != names.end());
  CHECK(vestibule::built_with_of(*words) == vestibule::built_with);
}

TEST_CASE("a plugin names the contract of each partner as the partner names its own") {
  const auto own = exported(SAMPLE_PLUGIN), other = exported(GUEST_PLUGIN);
  const std::string contract = *own.lower_bound("vestibule_contract_sample_");
  CHECK(other.contains("vestibule_needs_sample_" + contract.substr(contract.size() - 16)));
  CHECK(has_with_hash(other, "vestibule_contract_guest_"));
}

TEST_CASE("a plugin is bound at once and never unloaded") {
  const std::string flags = output_of("readelf --dynamic '" SAMPLE_PLUGIN "'");
  CHECK(flags.find("NODELETE") != std::string::npos);
  CHECK(flags.find("NOW") != std::string::npos);
}

TEST_CASE("the description holds version, needs and migrations to the letter, in order") {
  const auto& description = *vestibule_describe_sample();
  CHECK(description.name == "sample");
  CHECK(description.version == "1.2.3");
  CHECK(description.needs.empty());
  REQUIRE(description.migrations.size() == 2);
  CHECK(description.migrations[0].name == "0001_words.sql");
  CHECK(description.migrations[0].sql ==
        "-- Characters a generator might trip over; \\ \"quoted\" )\" ${not_cmake} @not_configure@ [brackets];\n"
        "CREATE TABLE sample_words (word TEXT NOT NULL PRIMARY KEY);\n");
  CHECK(description.migrations[1].name == "0002_lengths.sql");
}
