#pragma once
// The real host with real plugins on simulated time, chance and line, and a database in a folder of its own.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "host.hpp"
#include "memory_bus.hpp"
#include "mqtt_gateway.hpp"
#include "simulated.hpp"

namespace vestibule::kit {

/// A folder that goes when the test ends.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Keeps what was logged.
class KeptLog final : public Log {
 public:
  void write(Level level, std::string_view text) override {
    if (level >= least) lines.emplace_back(text);
  }
  Level least = Level::warning;
  std::vector<std::string> lines;  ///< of that level and above
};

/// A line to nowhere that keeps the retained messages.
class NoBus final : public wire::Bus {
 public:
  void publish(wire::Message message) override {
    if (message.retained) retained[message.topic] = message.payload;
  }
  void subscribe(std::string, std::function<void(const wire::Message&)>) override {}
  void on_connection(std::function<void(bool)>) override {}
  bool connected() const override { return true; }
  std::map<std::string, std::string> retained;
};

struct TestHostOptions {
  std::uint64_t seed = 1;
  std::string settings;                                      ///< TOML
  std::map<std::string, std::string> files;                  ///< what the settings may name, by file name
  std::string plugins = VESTIBULE_TEST_PLUGINS;              ///< folder
  std::string vfs;                                           ///< SQLite's name of another disk than the machine's
  Instant start = *instant_from_iso("2026-11-23T07:00:00Z");
  core::LoadingRules rules{{"identity"}, {}};                ///< in most tests everybody may do everything
  std::string role = "tester";                               ///< what do_ and ask act as; "system" is asked by no policy
  std::string operator_key{};
  bool line = false;                                         ///< a broker in memory, and the gateway on it; otherwise a NoBus
  std::function<std::unique_ptr<wire::Bus>()> own_line;      ///< with `line`: another one in its place, made anew at each opening
};

/// Commands and queries run to their answer; `run_for` lets time pass. REQUIREs that the host opens.
class TestHost {
 public:
  explicit TestHost(TestHostOptions options = {});
  ~TestHost();

  Result<json::value> do_(const std::string& name, const json::value& body, const std::string& actor = "tester");
  Result<json::value> do_with_id(const std::string& id, const std::string& name, const json::value& body, const std::string& actor = "tester");
  Result<json::value> ask(const std::string& name, const json::value& body = json::object{});

  template <class Reply, class Request>
  Result<Reply> do_as(const std::string& name, const Request& request, const std::string& actor = "tester") {
    VESTIBULE_TRY(const auto reply, do_(name, encode(request), actor));
    return decode<Reply>(reply);
  }
  template <class Reply, class Request>
  Result<Reply> ask_as(const std::string& name, const Request& request) {
    VESTIBULE_TRY(const auto reply, ask(name, encode(request)));
    return decode<Reply>(reply);
  }

  /// Closes the host and opens it again on the same database; false with `failure` set if it does not open.
  bool restart();
  Result<> open();
  void close();

  void run_for(Duration span) { loop.run_for(span); }
  std::vector<core::Entry> entries();
  std::string database_path() const { return (folder.path() / "vestibule.db").string(); }

  TestHostOptions options;
  TemporaryFolder folder;
  SimulatedClock clock;
  SimulatedLoop loop{clock};
  SimulatedRandom random;
  SimulatedWorkers workers{loop};
  NoBus no_bus;
  MemoryBroker broker{clock, random.stream("test.broker")};  ///< driven by the loop
  KeptLog log;
  std::unique_ptr<core::SettingsFile> settings;
  std::unique_ptr<wire::Bus> host_end;
  std::unique_ptr<core::Host> host;
  std::unique_ptr<core::MqttGateway> gateway;
  std::string failure;
  int requests = 0;
};

}  // namespace vestibule::kit
