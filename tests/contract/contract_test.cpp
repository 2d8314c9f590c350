#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "test_host.hpp"

using namespace vestibule;
namespace fs = std::filesystem;

namespace {

kit::TestHostOptions demo_site(std::string plugins = VESTIBULE_TEST_PLUGINS) {
  kit::TestHostOptions options;
  options.plugins = std::move(plugins);
  options.rules = {};
  options.role = "system";
  options.settings = *core::read_file(VESTIBULE_ASSETS "/vestibule.toml");
  options.files["demo-hospital.toml"] = *core::read_file(VESTIBULE_ASSETS "/demo-hospital.toml");
  return options;
}

std::set<std::string> plugin_files() {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(VESTIBULE_TEST_PLUGINS))
    if (entry.path().extension() == ".so") names.insert(entry.path().stem().string());
  return names;
}

void check_all_enabled(kit::TestHost& host) {
  for (const auto& guest : host.host->guests().all()) {
    CAPTURE(guest.name());
    CHECK_MESSAGE(guest.state == core::GuestState::enabled, guest.reason);
  }
}

/// Whoever sets up a site is told the code for its first account, and that records are not kept without a key.
bool is_told_at_every_first_start(const std::string& line) {
  return line.find("with the code ") != line.npos || line.find("key_file") != line.npos;
}

}  // namespace

TEST_CASE("there are plugins") { CHECK(plugin_files().contains("queue")); }

TEST_CASE("every plugin starts from an empty database, stops, and starts again on what it left") {
  kit::TestHost host(demo_site());
  CHECK(host.host->guests().all().size() == plugin_files().size());
  check_all_enabled(host);
  host.run_for(std::chrono::minutes{1});
  REQUIRE_MESSAGE(host.restart(), host.failure);
  check_all_enabled(host);
  for (const auto& line : host.log.lines) CHECK_MESSAGE(is_told_at_every_first_start(line), line);
}

TEST_CASE("a file's name is its plugin's name, and versions are told") {
  kit::TestHost host(demo_site());
  for (const auto& guest : host.host->guests().all()) {
    CHECK(plugin_files().contains(guest.name()));
    CHECK_FALSE(guest.description.version.empty());
  }
}

TEST_CASE("all that a plugin registers has a permission and a sentence") {
  kit::TestHost host(demo_site());
  const auto check = [](const CommandShape& shape) {
    CAPTURE(shape.spec.name);
    CHECK(shape.spec.permission.find('.') != std::string::npos);
    CHECK(shape.spec.help.size() > 10);
    CHECK_FALSE(shape.spec.help.ends_with('.'));
  };
  for (const auto& [name, command] : host.host->registry().commands()) check(command.shape);
  for (const auto& [name, query] : host.host->registry().queries()) check(query.shape);
  for (const auto& [name, event] : host.host->registry().events()) CHECK(event.help.size() > 5);
}

TEST_CASE("each plugin is refused with another tag, and the rest start") {
  for (const auto& name : plugin_files()) {
    CAPTURE(name);
    kit::TemporaryFolder folder;
    fs::copy(VESTIBULE_TEST_PLUGINS, folder.path(), fs::copy_options::recursive);
    std::string bytes = *core::read_file((folder.path() / (name + ".so")).string());
    for (auto at = bytes.find("vestibule_abi_"); at != bytes.npos; at = bytes.find("vestibule_abi_", at + 1)) bytes[at + 10] = 'x';
    std::ofstream(folder.path() / (name + ".so"), std::ios::binary | std::ios::trunc) << bytes;
    auto options = demo_site(folder.path().string());
    kit::TestHost host(options);
    CHECK(host.host->guests().find(name)->state == core::GuestState::refused);
    CHECK(host.host->guests().find(name)->reason.find("this host with") != std::string::npos);
  }
}

TEST_CASE("every command answers nonsense with an error, and nothing breaks") {
  kit::TestHost host(demo_site());
  const std::string long_text(10'000, 'x');
  const json::value bodies[] = {nullptr, 7, "text", json::array{1, 2}, json::object{}, {{"service", long_text}, {"desk", long_text}, {"token", long_text}},
                                {{"service", nullptr}, {"desk", 1.5}, {"token", json::array{}}}};
  for (const auto& entry : host.host->registry().commands()) {
    const std::string& name = entry.first;
    CAPTURE(name);
    for (const auto& body : bodies) {
      const auto answer = host.do_(name, body);
      if (!answer) CHECK_MESSAGE(answer.error().code != Code::internal, answer.error().message);
      if (!answer) CHECK(answer.error().message.size() < 1000);
    }
  }
  for (const auto& [name, query] : host.host->registry().queries())
    for (const auto& body : bodies)
      if (const auto answer = host.ask(name, body); !answer) CHECK_MESSAGE(answer.error().code != Code::internal, answer.error().message);
  check_all_enabled(host);
}
