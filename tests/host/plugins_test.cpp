#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "host_settings.hpp"
#include "test_host.hpp"

using namespace vestibule;
namespace fs = std::filesystem;

namespace {

kit::TestHostOptions options_with(const fs::path& folder) {
  kit::TestHostOptions options;
  options.plugins = folder.string();
  return options;
}

core::Guest& only(kit::TestHost& host) { return host.host->guests().all().front(); }

/// Copies the ledger with every occurrence of `from` in the file replaced by `to`, which must be as long.
void copy_changed(const fs::path& folder, const std::string& name, const std::string& from, const std::string& to) {
  std::string bytes = *core::read_file(std::string(LEDGER_PLUGINS) + "/ledger.so");
  REQUIRE(from.size() == to.size());
  for (auto at = bytes.find(from); at != bytes.npos; at = bytes.find(from, at + 1)) bytes.replace(at, from.size(), to);
  std::ofstream(folder / name, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("a plugin built with something else is refused in a sentence that names both sides") {
  kit::TemporaryFolder folder;
  copy_changed(folder.path(), "ledger.so", "vestibule_abi_", "vestibule_abj_");
  kit::TestHost host(options_with(folder.path()));
  CHECK(only(host).state == core::GuestState::refused);
  CHECK(only(host).reason.find("it was built with SDK") == 0);
  CHECK(only(host).reason.find("; this host with SDK") != std::string::npos);
}

TEST_CASE("a file that is no plugin is refused and harms nobody") {
  kit::TemporaryFolder folder;
  fs::copy(std::string(LEDGER_PLUGINS) + "/ledger.so", folder.path() / "ledger.so");
  std::ofstream(folder.path() / "text.so") << "not a library at all";
  std::ofstream(folder.path() / "empty.so");
  kit::TestHost host(options_with(folder.path()));
  CHECK(host.host->guests().find("text")->state == core::GuestState::refused);
  CHECK(host.host->guests().find("empty")->state == core::GuestState::refused);
  CHECK(host.host->guests().find("ledger")->state == core::GuestState::enabled);
}

TEST_CASE("disabled and quarantined plugins are not opened") {
  kit::TestHostOptions options;
  options.plugins = LEDGER_PLUGINS;
  options.rules.disabled = {"ledger"};
  kit::TestHost disabled(options);
  CHECK(only(disabled).state == core::GuestState::disabled);
  options.rules = {{}, {{"ledger", "it crashed three times"}}};
  kit::TestHost quarantined(options);
  CHECK(only(quarantined).state == core::GuestState::quarantined);
  CHECK(only(quarantined).reason == "it crashed three times");
}

TEST_CASE("wrong settings stop the start with file, line and reason") {
  kit::TestHostOptions options;
  options.plugins = LEDGER_PLUGINS;
  kit::TestHost host(options);
  const auto failing = [&](std::string settings) {
    host.options.settings = std::move(settings);
    CHECK_FALSE(host.restart());
    return host.failure.substr(host.failure.find("vestibule.toml"));
  };
  CHECK(failing("[ledger]\nmost = 5\nmist = 6\n") == "vestibule.toml, line 3: [ledger] has no setting 'mist'; it has most, note");
  CHECK(failing("[ledger]\nmost = \"many\"\n") == "vestibule.toml, line 2: ledger.most expected a whole number");
  CHECK(failing("[leger]\nmost = 5\n") == "vestibule.toml, line 1: nothing here is called 'leger'");
  CHECK(failing("[ledger\n").starts_with("vestibule.toml, line 1: "));
  CHECK(failing("ledger = 3\n").find("must be a table") != std::string::npos);
}

TEST_CASE("what a list of the settings may not hold is said with its file and table") {
  const auto file = core::SettingsFile::parse("[host]\ndisabled = [\"a\", 3]\n", "site.toml", core::read_file);
  REQUIRE(file);
  const auto read = core::read_host_settings(**file);
  REQUIRE_FALSE(read);
  CHECK(read.error().message == "site.toml: [host] $.disabled[1] expected a text");
}

TEST_CASE("a missing plugin folder is said") {
  kit::TestHostOptions options;
  options.plugins = LEDGER_PLUGINS;
  kit::TestHost host(options);
  host.options.plugins = "/nowhere/at/all";
  CHECK_FALSE(host.restart());
  CHECK(host.failure.find("/nowhere/at/all") != std::string::npos);
}
