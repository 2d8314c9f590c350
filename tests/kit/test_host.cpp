#include "test_host.hpp"

#include "host_settings.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

namespace vestibule::kit {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "vestibule-test-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()));
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TestHost::TestHost(TestHostOptions chosen) : options(std::move(chosen)), clock(options.start), random(options.seed) {
  broker.drive(loop);
  const auto opened = open();
  REQUIRE_MESSAGE(opened, failure);
}

TestHost::~TestHost() = default;

namespace {

/// The loop for a thread, and on the line an end of its own.
class SimulatedStation final : public core::Station {
 public:
  SimulatedStation(core::Loop& loop, std::unique_ptr<wire::Bus> end) : loop_(loop), end_(std::move(end)) {}
  core::Loop& loop() override { return loop_; }
  wire::Bus& bus() override { return *end_; }

 private:
  core::Loop& loop_;
  std::unique_ptr<wire::Bus> end_;
};

}  // namespace

Result<> TestHost::open() {
  const auto reader = [this](const std::string& path) -> Result<std::string> {
    const auto file = options.files.find(std::filesystem::path(path).filename().string());
    if (file == options.files.end()) return core::read_file(path);
    return file->second;
  };
  const auto note = [this](const Error& error) {
    failure = error.message;
    return tl::unexpected(error);
  };
  auto parsed = core::SettingsFile::parse(options.settings, (folder.path() / "vestibule.toml").string(), reader);
  if (!parsed) return note(parsed.error());
  settings = *std::move(parsed);
  if (const auto own = core::read_host_settings(*settings); !own) return note(own.error());
  if (options.line) host_end = options.own_line ? options.own_line() : broker.attach("host");
  core::Seams seams{loop, clock, random, workers, options.line ? *host_end : no_bus, options.vfs};
  if (options.line && !options.own_line)
    seams.stations = [this](const std::string& name) { return std::make_unique<SimulatedStation>(loop, broker.attach("host." + name)); };
  auto opened = core::Host::open({database_path(), options.plugins, options.rules, nullptr, {}, options.operator_key}, seams, log, *settings);
  if (!opened) return note(opened.error());
  host = *std::move(opened);
  if (options.line) gateway = std::make_unique<core::MqttGateway>(*host, *host_end);
  return {};
}

void TestHost::close() {
  gateway.reset();
  host.reset();
  host_end.reset();
}

bool TestHost::restart() {
  close();
  return open().has_value();
}

Result<json::value> TestHost::do_(const std::string& name, const json::value& body, const std::string& actor) {
  return do_with_id(fmt::format("request-{}", ++requests), name, body, actor);
}

Result<json::value> TestHost::do_with_id(const std::string& id, const std::string& name, const json::value& body, const std::string& actor) {
  Result<json::value> result = fail(Code::internal, "no answer came");
  host->submit({{actor, options.role, actor}, name, id, body, [&](Result<json::value> answer) { result = std::move(answer); }});
  loop.run_posted();
  return result;
}

Result<json::value> TestHost::ask(const std::string& name, const json::value& body) {
  Result<json::value> result = fail(Code::internal, "no answer came");
  host->ask({"tester", options.role, "tester"}, name, body, [&](Result<json::value> answer) { result = std::move(answer); });
  loop.run_posted();
  return result;
}

std::vector<core::Entry> TestHost::entries() {
  std::vector<core::Entry> found;
  host->entries(0, 1'000'000, [&](std::vector<core::Entry> entries) { found = std::move(entries); });
  loop.run_posted();
  return found;
}

}  // namespace vestibule::kit
