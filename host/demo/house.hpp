#pragma once
// A whole house in a folder of its own: a private broker and the real host as a child process, which can be killed and
// started again. What the demo and the system tests play in.

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "loop.hpp"
#include "vestibule/link/broker.hpp"
#include "vestibule/link/requests.hpp"

namespace vestibule::demo {

/// How the host process is started, when it is not to be started as it is.
struct HostStart {
  std::vector<std::string> under;                                ///< a program that runs it, with arguments: {"strace", "-D"}
  std::vector<std::pair<std::string, std::string>> environment;  ///< added to ours
};

struct HouseOptions {
  std::filesystem::path folder;   ///< for database, settings and logs; made if absent, and left there
  std::filesystem::path program;  ///< the `vestibule` to run
  std::string settings;           ///< TOML added to [host], [http] and [mqtt], which the house writes
  std::string plugins;            ///< folder; empty: the one beside the program
  std::vector<std::string> clients;
  std::filesystem::path database = {};  ///< empty: vestibule.db in the folder
  std::string host_settings = {};       ///< TOML lines added to [host]
  bool people = false;                  ///< with the plugin that knows people: then everybody needs its consent
  int broker_queue = 100'000;           ///< messages the broker holds for one that does not read
  int http_port = 0;                    ///< 0: another at each start
  std::map<std::string, std::vector<std::string>> reads = {};  ///< the states a client may read; who is not named: all
};

/// One of the broker's accounts, connected, with its requests.
class Client {
 public:
  Client(Loop& loop, const link::PrivateBroker& broker, std::string name, Log& log);

  wire::Bus& bus() { return bus_; }
  link::Requests& requests() { return requests_; }
  const link::MqttBus& line() const { return bus_; }

  /// Asks and waits for the answer, running the loop; `unavailable` after 30 s.
  Result<json::value> call(wire::Verb verb, std::string_view name, const json::value& body, std::string id = {});

 private:
  static link::MqttOptions options(const link::PrivateBroker& broker, const std::string& name);

  Loop& loop_;
  link::SystemRandom random_;
  link::MqttBus bus_;
  link::Requests requests_;
};

/// One thread: the one of its loop.
class House {
 public:
  /// The broker runs; the host does not yet.
  static Result<std::unique_ptr<House>> build(HouseOptions options, Loop& loop, Log& log);

  /// Starts the host and waits until the broker says that it is there: how long that took.
  Result<Duration> open();
  /// The same in two steps.
  Result<> start(const HostStart& how = {});
  Result<> await();
  /// SIGKILL, and waits until it is gone.
  void kill_host();
  /// Asks the host to close: its exit status.
  std::optional<int> close();
  pid_t host_pid() const { return host_.pid(); }
  /// Whether that client of the broker is there now.
  bool present(const std::string& client) const { return present_.contains(client); }
  bool host_runs() { return host_.running(); }
  /// Waits until the host has ended by itself: its exit status, or nothing.
  std::optional<int> ended(Duration most) { return host_.wait(most); }

  link::PrivateBroker& broker() { return *broker_; }
  std::unique_ptr<Client> client(const std::string& name) { return std::make_unique<Client>(loop_, *broker_, name, log_); }
  /// Where the HTTP gateway listens; empty before open().
  std::string url() const;
  std::filesystem::path settings_file() const { return options_.folder / "vestibule.toml"; }
  std::filesystem::path database() const;
  std::filesystem::path log_file() const { return options_.folder / "host.log"; }
  const std::filesystem::path& folder() const { return options_.folder; }

  /// Runs `vestibule --settings <ours> <words>` and returns what it printed; an error if it failed.
  Result<std::string> run(std::vector<std::string> words) const;

 private:
  House(HouseOptions options, Loop& loop, Log& log) : options_(std::move(options)), loop_(loop), log_(log) {}
  Result<> furnish();
  void watch();

  HouseOptions options_;
  Loop& loop_;
  Log& log_;
  std::unique_ptr<link::PrivateBroker> broker_;
  std::unique_ptr<Client> watcher_;  // hears the host's pulse and who is present
  std::set<std::string> present_;
  std::int64_t boot_ = 0;  // of the last pulse
  bool online_ = false;
  std::int64_t boot_before_ = 0;
  link::ChildProcess host_;
};

/// The whole content of a file; empty if there is none.
std::string content_of(const std::filesystem::path& path);

}  // namespace vestibule::demo
